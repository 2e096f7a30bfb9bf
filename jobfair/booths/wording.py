"""Which texts of a position and of a booth everybody will read, and what is flagged in them."""

from typing import TYPE_CHECKING

from jobfair.common.wording import Flag, flags_of_fields

if TYPE_CHECKING:
    from jobfair.booths.models import Booth, Position

CHINESE = ("title", "duties", "requirements", "hours")
EASY = ("easy_what", "easy_where", "easy_when", "easy_pay", "easy_support")
READ_FIELDS = (
    *CHINESE,
    "pay_note",
    "trial_period",
    "address",
    *EASY,
    *(f"{field}_en" for field in (*CHINESE, *EASY)),
)
BOOTH_READ_FIELDS = ("intro", "intro_en", "hours_note", "hours_note_en")


def flags_of(position: "Position") -> list[Flag]:
    return flags_of_fields(position, READ_FIELDS)


def flags_of_booth(booth: "Booth") -> list[Flag]:
    return flags_of_fields(booth, BOOTH_READ_FIELDS)
