"""How much of a file is looked at, decided before anything is decompressed."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """Upper bounds; sizes in bytes."""

    file_size: int = 10 * MEGABYTE
    members: int = 2_000
    member_size: int = 96 * MEGABYTE
    unpacked_size: int = 160 * MEGABYTE
    small_enough_unpacked: int = 24 * MEGABYTE
    ratio: int = 150
    sheets: int = 50
    rows: int = 20_000
    columns: int = 100
    cells: int = 600_000
    cell_length: int = 4_000


LIMITS = Limits()
