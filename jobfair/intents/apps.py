from django.apps import AppConfig


class IntentsConfig(AppConfig):
    name = "jobfair.intents"
    label = "intents"
