"""What is due for fairs as time passes."""

from datetime import datetime

from jobfair.fairs.services import tick as open_and_close


def tick(*, now: datetime) -> int:
    """Open and close the fairs whose time has come; return how many changed."""
    return len(open_and_close(now))
