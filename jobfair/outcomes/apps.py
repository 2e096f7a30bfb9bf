from django.apps import AppConfig


class OutcomesConfig(AppConfig):
    name = "jobfair.outcomes"
    label = "outcomes"
