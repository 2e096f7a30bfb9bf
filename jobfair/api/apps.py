from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jobfair.api"
    label = "api"
