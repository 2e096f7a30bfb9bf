"""The app that holds what running Jobfair takes."""

import gc

from django.apps import AppConfig


class OpsConfig(AppConfig):
    """Commands for running, checking and translating, and the health addresses."""

    name = "jobfair.ops"

    def ready(self) -> None:
        """Let `manage.py check` know of our own checks, and the collector begin.

        While modules load it would go through them hundreds of times, a fifth of the start,
        and find nothing to be thrown away.
        """
        from jobfair.ops import checks  # noqa: F401

        gc.freeze()
        gc.enable()
