"""Every role against every predicate on intents."""

import pytest

from jobfair.accounts.permissions import is_oneself
from jobfair.accounts.services import person_of, record_person
from jobfair.fairs.models import FairState
from jobfair.intents import permissions as may
from jobfair.intents.models import Intent
from jobfair.intents.steps import Side
from tests.factories import make_booth, make_fair, make_position
from tests.factories.roles import ROLES, make_cast

pytestmark = pytest.mark.django_db

KEEPERS = {"organiser", "adviser"}
TABLE = [
    ("is_oneself", {"jobseeker"}),
    ("may_express_interest", {"jobseeker"}),
    ("may_record_for_others", {"adviser"}),
    ("may_speak_for_jobseeker", {"jobseeker"}),
    ("may_speak_for_employer", {"rep"}),
    ("may_work_intents", {"rep"}),
    ("may_see_intent", {"jobseeker", "rep", "organiser", "adviser"}),
    ("may_write_staff_note", {"rep"}),
    ("may_read_ledger", {"organiser"}),
    ("may_merge_record", KEEPERS),
    ("may_merge_account", set()),
    ("may_erase_record", KEEPERS),
    ("may_erase_account", {"jobseeker"}),
]


@pytest.fixture
def cast():
    return make_cast()


@pytest.fixture
def ask(cast):
    fair = make_fair(cast.organiser)
    booth = make_booth(fair, cast.employer)
    position, person = make_position(booth), person_of(cast["jobseeker"])
    paper = record_person(cast["adviser"], organiser=cast.organiser, name="林先生")
    intent = Intent(fair=fair, booth=booth, position=position, person=person)
    things = {
        "is_oneself": lambda user: is_oneself(user, person),
        "may_express_interest": lambda user: may.may_express_interest(user, position),
        "may_record_for_others": lambda user: may.may_record_for_others(user, fair),
        "may_speak_for_jobseeker": lambda user: may.may_speak_for(
            user, Side.JOBSEEKER, person, position
        ),
        "may_speak_for_employer": lambda user: may.may_speak_for(
            user, Side.EMPLOYER, person, position
        ),
        "may_work_intents": lambda user: may.may_work_intents(user, booth),
        "may_see_intent": lambda user: may.may_see_intent(user, intent),
        "may_write_staff_note": lambda user: may.may_write_staff_note(user, intent),
        "may_read_ledger": lambda user: may.may_read_ledger(user, fair),
        "may_merge_record": lambda user: may.may_merge(user, paper),
        "may_merge_account": lambda user: may.may_merge(user, person),
        "may_erase_record": lambda user: may.may_erase(user, paper),
        "may_erase_account": lambda user: may.may_erase(user, person),
    }
    return lambda question, user: things[question](user)


@pytest.mark.parametrize(("question", "allowed"), TABLE)
def test_exactly_these_roles_may(cast, ask, question, allowed):
    assert {role for role in ROLES if ask(question, cast[role])} == allowed


@pytest.mark.parametrize("state", FairState)
def test_interest_can_be_expressed_from_publication_to_archive(cast, state):
    fair = make_fair(cast.organiser, state=state)
    position = make_position(make_booth(fair, cast.employer))
    expected = state not in (FairState.DRAFT, FairState.ARCHIVED)
    assert may.may_express_interest(cast["jobseeker"], position) is expected


def test_every_predicate_is_in_the_table():
    named = [name for name in vars(may) if name.startswith("may_")]
    ours = {name for name in named if getattr(may, name).__module__ == may.__name__}
    assert ours == {name for name in ours if any(q.startswith(name) for q, _allowed in TABLE)}
