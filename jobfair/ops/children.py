"""What a process of ours hands on to those it starts."""

from __future__ import annotations

import os

#: Said to the tests alone; whoever they start to look at is not a test itself.
NOT_HANDED_ON = ("JOBFAIR_TESTING", "DJANGO_SETTINGS_MODULE")


def environment(**own: str) -> dict[str, str]:
    """Return the environment for a child, with its `own` values; settings read it there."""
    handed_on = {name: text for name, text in os.environ.items() if name not in NOT_HANDED_ON}
    return {**handed_on, **own}
