"""The app that holds what running Jobfair takes."""

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Commands for running, checking and translating, and the health addresses."""

    name = "jobfair.ops"

    def ready(self) -> None:
        """Let `manage.py check` know of our own checks."""
        from jobfair.ops import checks  # noqa: F401
