from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "jobfair.booths.imports"
    label = "imports"
