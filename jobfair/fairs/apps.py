from django.apps import AppConfig


class FairsConfig(AppConfig):
    name = "jobfair.fairs"
    label = "fairs"
