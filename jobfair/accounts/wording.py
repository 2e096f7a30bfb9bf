"""Which texts of an employer everybody will read, and what is flagged in them."""

from jobfair.accounts.models import Employer
from jobfair.common.wording import Flag, flags_of_fields

READ_FIELDS = ("name", "name_en", "intro", "intro_en", "address")


def flags_of_employer(employer: Employer) -> list[Flag]:
    return flags_of_fields(employer, READ_FIELDS)
