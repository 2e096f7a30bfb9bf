from django.apps import AppConfig


class WatchConfig(AppConfig):
    name = "jobfair.watch"
    label = "watch"
