"""How the zones of a hall stand, and the way a person walks through them."""

from collections.abc import Sequence
from math import ceil, sqrt

from jobfair.fairs.models import Zone

PLACES_ABREAST = 12


def in_rows(zones: Sequence[Zone]) -> list[Sequence[Zone]]:
    """Zones side by side as far as there is room, the rows one behind another."""
    widest = max((zone.places_per_row for zone in zones), default=1)
    abreast = max(1, min(PLACES_ABREAST // widest, ceil(sqrt(len(zones)))))
    return [zones[start : start + abreast] for start in range(0, len(zones), abreast)]


def walk(zones: Sequence[Zone], first: Zone) -> list[Zone]:
    """From the first zone always on to the nearest that is left."""
    at = {
        zone: (row, column)
        for row, beside in enumerate(in_rows(zones))
        for column, zone in enumerate(beside)
    }
    way, left = [first], [zone for zone in zones if zone != first]
    while left:
        row, column = at[way[-1]]
        nearest = min(left, key=lambda zone: abs(at[zone][0] - row) + abs(at[zone][1] - column))
        way.append(nearest)
        left.remove(nearest)
    return way
