from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "jobfair.common"
    label = "common"
