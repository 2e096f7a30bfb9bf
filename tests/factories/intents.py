"""Intents for tests."""

from typing import Any

from django.db import connection

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import person_of
from jobfair.booths.models import Position
from jobfair.intents.models import Intent
from jobfair.intents.services import Recorded, Wish, record
from jobfair.intents.steps import Side, Step
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_position, make_rep
from tests.factories.talk import new_cid


def wish(actor: User, position: Position, step: Step, **more: Any) -> Wish:
    """The actor's own step: as the jobseeker, unless `person` is named."""
    person: Person | None = more.pop("person", None)
    side = Side.JOBSEEKER if person is None else Side.EMPLOYER
    return Wish(
        actor,
        (person or person_of(actor)).pk,
        position.pk,
        more.pop("side", side),
        step,
        more.pop("cid", None) or new_cid(),
        **more,
    )


def step(actor: User, position: Position, made: Step, **more: Any) -> Recorded:
    return record(wish(actor, position, made, **more))


def make_stand(position: Position | None = None) -> tuple[Position, User, User]:
    """A position at an open fair, a jobseeker, and a rep of its booth."""
    position = position or make_position(make_booth(make_open_fair()))
    return position, make_jobseeker(name="小陈"), make_rep(position.booth.employer, name="王老师")


def make_asked() -> tuple[Intent, User, User]:
    """An intent to which the jobseeker has said yes, and a rep who has not answered yet."""
    position, jobseeker, rep = make_stand()
    return step(jobseeker, position, Step.INTERESTED).intent, jobseeker, rep


def make_mutual(position: Position | None = None) -> tuple[Intent, User, User]:
    """An intent to which both sides have said yes."""
    position, jobseeker, rep = make_stand(position)
    step(jobseeker, position, Step.INTERESTED)
    both = step(rep, position, Step.INTERESTED, person=person_of(jobseeker))
    return both.intent, jobseeker, rep


def drop_guards() -> None:
    """Let entries be changed and deleted, until the test's transaction is taken back."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER entry_append_only_update")
            cursor.execute("DROP TRIGGER entry_append_only_delete")
        else:
            cursor.execute("DROP TRIGGER entry_append_only ON intents_entry")
