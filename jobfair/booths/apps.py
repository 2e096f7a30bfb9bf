from django.apps import AppConfig


class BoothsConfig(AppConfig):
    name = "jobfair.booths"
    label = "booths"
