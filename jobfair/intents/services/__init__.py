"""Writes on intents, by verb."""

from jobfair.intents.services.agreeing import Agreement, record_agreement
from jobfair.intents.services.book import hold_ledger
from jobfair.intents.services.erasing import erase_again, erase_person
from jobfair.intents.services.merging import merge_people
from jobfair.intents.services.notes import add_remark, write_staff_note
from jobfair.intents.services.recording import (
    Answer,
    Recorded,
    Wish,
    record,
    record_all,
)

__all__ = [
    "Agreement",
    "Answer",
    "Recorded",
    "Wish",
    "add_remark",
    "erase_again",
    "erase_person",
    "hold_ledger",
    "merge_people",
    "record",
    "record_agreement",
    "record_all",
    "write_staff_note",
]
