from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "jobfair.api"
    label = "api"

    def ready(self) -> None:
        from jobfair.api import schema  # noqa: F401 - tells the schema about our fields and tokens
