from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A fair to look at. Installed only when the environment says JOBFAIR_DEMO=1."""

    name = "jobfair.demo"
