"""The pauses of those who come back."""

import random

FIRST_PAUSE = 0.5  # seconds


def pause(tries: int, longest: float) -> float:
    """Seconds before the next try after so many vain ones: full jitter, as a page has it."""
    return random.uniform(0, min(longest, FIRST_PAUSE * 2**tries))  # noqa: S311 - no secret
