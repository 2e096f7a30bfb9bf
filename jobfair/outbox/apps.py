from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "jobfair.outbox"
    label = "outbox"
