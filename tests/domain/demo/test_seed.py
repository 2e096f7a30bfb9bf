"""Seeding: once, into an empty database, the same every time."""

from importlib import import_module

import pytest
from django.core import serializers
from django.db import connection

from jobfair.accounts.models import Employer, Organiser, Person, User
from jobfair.attendance.models import Arrival, Registration
from jobfair.booths.models import Booth, JobType, Position
from jobfair.chat.models import Conversation, Handover, Message
from jobfair.common.errors import Conflict
from jobfair.demo.logos import draw_logo
from jobfair.demo.seed import seed
from jobfair.fairs.models import Announcement, Fair, Series, Session, Venue, Zone
from jobfair.intents.models import Change, Entry, Intent, Ledger, Tally
from jobfair.outcomes.models import FollowUp, Placement
from jobfair.outcomes.selectors import cases
from tests.domain.demo.conftest import NOON
from tests.factories import make_user
from tests.factories.intents import drop_guards

MODELS = (
    Organiser,
    Employer,
    Venue,
    Fair,
    Session,
    Zone,
    Announcement,
    Booth,
    Position,
    JobType,
    Message,
    Registration,
    Arrival,
    Entry,
)
NOT_CONTENT = {
    "id", "created_at", "reviewed_at", "edited_at", "first_approved_at", "published_at",
    "revision", "password", "logo", "waiting_since", "withdrawn_at", "cid",
    "hash", "previous",
}  # fmt: skip


def content() -> list[str]:
    """Every row without identifiers and clock times, in an order of its own words."""
    lines = []
    for model in MODELS:
        for row in serializers.serialize("python", model.objects.all()):
            names = {
                name: value
                for name, value in row["fields"].items()
                if name not in NOT_CONTENT and not model._meta.get_field(name).is_relation
            }
            lines.append(f"{model.__name__} {sorted(names.items())}")
    return sorted(lines)


def test_seeding_twice_is_refused_and_changes_nothing(demo):
    before = content()
    with pytest.raises(Conflict):
        seed(lambda line: None)
    assert content() == before


def test_the_adviser_has_calls_to_make_today(demo):
    organiser = Placement.objects.first().fair.organiser_id
    dues = [case.due for case in cases([organiser], NOON)]
    today = [(due.call, due.tries) for due in dues if due.on <= NOON.date()]
    assert sorted(today) == [("month_1", 0), ("month_3", 0)]
    assert len(dues) > len(today)


def drop_follow_up_guards() -> None:
    """Let follow-ups be deleted, until the test's transaction is taken back."""
    undo = import_module("jobfair.outcomes.migrations.0002_append_only")
    with connection.cursor() as cursor:
        for statement in (
            undo.SQLITE_DROP if connection.vendor == "sqlite" else undo.POSTGRESQL_DROP
        ):
            cursor.execute(statement)


@pytest.fixture
def wiped(demo) -> list[str]:
    """An empty database again, for this test alone; what had been in it."""
    before = content()
    drop_guards()
    drop_follow_up_guards()
    for model in (
        FollowUp,
        Placement,
        Entry,
        Intent,
        Tally,
        Change,
        Ledger,
        Registration,
        Arrival,
        Handover,
        Message,
        Conversation,
        Position,
        Booth,
        Fair,
        Venue,
        Series,
        Person,
        User,
        Employer,
        JobType,
        Organiser,
    ):
        model.objects.all().delete()
    return before


def test_seeding_beside_somebody_is_refused(wiped):
    make_user()
    with pytest.raises(Conflict):
        seed(lambda line: None)
    assert not Fair.objects.exists()


def test_seeding_again_gives_the_same_content_and_tells_what_it_makes(wiped):
    told: list[str] = []
    seed(told.append, now=NOON)
    assert content() == wiped
    assert len(told) == 4


def test_a_logo_is_drawn_the_same_every_time():
    drawn = [draw_logo(name="慢火茶业", name_en="Slow Fire Tea", sign="茶", place=3) for _ in "12"]
    assert drawn[0] == drawn[1]
    assert drawn[0].image.startswith(b"\x89PNG")


def test_a_logo_without_a_han_font_is_a_plain_mark_and_says_so(monkeypatch):
    monkeypatch.setattr("jobfair.demo.logos._font", lambda: None)
    logo = draw_logo(name="慢火茶业", name_en="Slow Fire Tea", sign="茶", place=3)
    assert "茶”" not in logo.alt
    assert logo.alt.startswith("慢火茶业的标志")
    assert logo.image.startswith(b"\x89PNG")
