from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "jobfair.web"
    label = "web"
