"""Reads on booths and positions: what the desk counts; what the public sees is in `shown`."""

from jobfair.booths.selectors.desk import (
    Tally,
    booths_to_prepare,
    people_at,
    returned_to,
    tallies,
    tally_of,
)

__all__ = ["Tally", "booths_to_prepare", "people_at", "returned_to", "tallies", "tally_of"]
