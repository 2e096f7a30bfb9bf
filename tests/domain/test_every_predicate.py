"""Every `may_…` of every app, asked by every role: one row each, and no predicate without a row.

What depends on more than the role (the state of things, what was agreed) is tested where it lives.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cached_property
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import module_has_submodule

from jobfair.accounts.models import AccessToken, Invitation
from jobfair.accounts.roles import Role
from jobfair.accounts.services import person_of, record_person
from jobfair.attendance.models import Registration
from jobfair.booths.imports.models import Import
from jobfair.booths.models import JobType, Material
from jobfair.chat.models import (
    Conversation,
    Handover,
    Message,
    ReportReason,
    SeatInvitation,
)
from jobfair.chat.models.talking import Kind
from jobfair.chat.services import report_message
from jobfair.intents.models import Intent
from jobfair.intents.steps import Side
from jobfair.watch.models import Alert
from tests.factories import (
    make_booth,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
)
from tests.factories.roles import ROLES as ALONE
from tests.factories.roles import make_cast
from tests.factories.talk import say, send_picture

pytestmark = pytest.mark.django_db

ROLES = (*ALONE, "co_organiser")
EVERYBODY = set(ROLES)
NOBODY: set[str] = set()
HELPERS = {"organiser", "co_organiser"}
EDITORS = {"rep", *HELPERS}
SIDES = {"jobseeker", "rep"}


class House:
    """Everything a predicate may be asked about, around the cast's organiser and employer."""

    def __init__(self) -> None:
        self.cast = make_cast()
        self.fair = make_open_fair(self.cast.organiser)
        partner = make_organiser()
        self.fair.co_organisers.add(partner)
        self.people = self.cast.people | {"co_organiser": make_organiser_user(partner)}
        self.organiser, self.employer = self.cast.organiser, self.cast.employer
        self.booth = make_booth(self.fair, self.employer)
        self.position = make_position(self.booth)
        self.person = person_of(self.people["jobseeker"])

    @cached_property
    def talk(self) -> Conversation:
        return Conversation.objects.create(booth=self.booth, jobseeker=self.people["jobseeker"])

    @property
    def talk_with_organiser(self) -> Conversation:
        return Conversation.objects.create(booth=self.booth, kind=Kind.ORGANISER)

    @property
    def talk_waited_for(self) -> Conversation:
        self.talk.waiting_since = timezone.now() - 2 * self.fair.answer_limit
        return self.talk

    @cached_property
    def reported(self) -> Message:
        message = say(self.people["rep"], self.talk)
        report_message(self.people["jobseeker"], message=message, reason=ReportReason.MONEY)
        return message

    @property
    def report(self) -> Any:
        return self.reported.reports.get()

    @property
    def message(self) -> Message:
        return say(self.people["rep"], self.talk)

    @property
    def attachment(self) -> Any:
        return send_picture(self.people["jobseeker"], self.talk).attachment

    @property
    def handover(self) -> Handover:
        return Handover(conversation=self.talk, to_booth=make_booth(self.fair), history_to=1)

    @property
    def seat(self) -> SeatInvitation:
        return SeatInvitation(conversation=self.talk)

    @property
    def registration(self) -> Registration:
        return Registration(fair=self.fair, person=self.person, number=1)

    @property
    def intent(self) -> Intent:
        return Intent(fair=self.fair, booth=self.booth, position=self.position, person=self.person)

    @property
    def alert(self) -> Alert:
        return Alert(fair=self.fair, booth=self.booth, since=timezone.now())

    @property
    def job_type(self) -> JobType:
        return self.position.job_type

    @property
    def material(self) -> Material:
        return Material(booth=self.booth)

    @property
    def own_import(self) -> Import:
        return Import(fair=self.fair, booth=self.booth)

    @property
    def token(self) -> AccessToken:
        return AccessToken(user=self.people["rep"])

    @property
    def invitation(self) -> Invitation:
        ends = timezone.now() + timedelta(days=1)
        return Invitation(role=Role.REP, employer=self.employer, expires_at=ends)

    @property
    def membership(self) -> Any:
        return self.people["rep"].memberships.get()

    @property
    def introduced(self) -> Any:
        return make_organiser(introduced_by=self.organiser)

    @property
    def paper(self) -> Any:
        """Somebody without an account, on record at the organiser."""
        return record_person(self.people["adviser"], organiser=self.organiser, name="林先生")


#: By the predicate: the thing of the house it is asked about, and whose answer is yes.
TABLE: dict[str, tuple[str, set[str]]] = {
    "accounts.may_organise": ("organiser", {"organiser"}),
    "accounts.may_settle_in": ("introduced", {"organiser"}),
    "accounts.may_represent": ("employer", {"rep"}),
    "accounts.may_review_employer": ("employer", {"organiser"}),
    "accounts.may_edit_employer": ("employer", {"rep", "organiser"}),
    "accounts.may_invite": ("employer", {"rep", "organiser"}),
    "accounts.may_withdraw_invitation": ("invitation", {"rep", "organiser"}),
    "accounts.may_end_role": ("membership", {"rep", "organiser"}),
    "accounts.may_revoke_token": ("token", {"rep"}),
    "accounts.may_keep_record": ("organiser", {"organiser", "adviser"}),
    "attendance.may_attend": ("fair", {"jobseeker"}),
    "attendance.may_keep_list": ("fair", HELPERS | {"adviser", "door"}),
    "attendance.may_find_onsite": ("booth", {"rep"}),
    "attendance.may_withdraw_registration": (
        "registration",
        HELPERS | {"adviser", "door", "jobseeker"},
    ),
    "attendance.may_tell_category": ("registration", {"jobseeker"}),
    "booths.may_place_booths": ("fair", HELPERS),
    "booths.may_place_booth": ("booth", HELPERS),
    "booths.may_edit_booth": ("booth", EDITORS),
    "booths.may_edit_position": ("position", EDITORS),
    "booths.may_edit_material": ("material", EDITORS),
    "booths.may_staff_booth": ("booth", {"rep"}),
    "booths.may_see_booth": ("booth", EVERYBODY),
    "booths.may_see_position": ("position", EVERYBODY),
    "booths.may_review_positions": ("fair", HELPERS),
    "booths.may_review_position": ("position", HELPERS),
    "booths.may_name_job_type": ("job_type", HELPERS),
    "chat.may_hear_conversation": ("talk", SIDES),
    "chat.may_hear_with_jobseeker": ("talk", SIDES),
    "chat.may_begin_conversation": ("booth", {"jobseeker"}),
    "chat.may_begin_with_organiser": ("booth", EDITORS),
    "chat.may_add_beside": ("talk", {"jobseeker"}),
    "chat.may_withdraw_seat": ("seat", {"jobseeker"}),
    "chat.may_stop_conversation": ("talk", SIDES),
    "chat.may_report_message": ("message", {"jobseeker"}),
    "chat.may_judge_message": ("reported", HELPERS),
    "chat.may_decide_report": ("report", HELPERS),
    "chat.may_open_attachment": ("attachment", SIDES),
    "chat.may_work_desk": ("booth", {"rep"}),
    "chat.may_hand_over": ("talk", {"rep"}),
    "chat.may_take_back_handover": ("handover", {"rep"}),
    "chat.may_answer_handover": ("handover", {"jobseeker"}),
    "chat.may_read_handed": ("handover", {"jobseeker"}),
    "chat.may_read_notes": ("talk", {"rep"}),
    "fairs.may_run_fair": ("fair", {"organiser"}),
    "fairs.may_help_fair": ("fair", HELPERS),
    "fairs.may_see_fair": ("fair", EVERYBODY),
    "imports.may_import": ("fair", HELPERS),
    "imports.may_import_into": ("booth", EDITORS),
    "imports.may_see_import": ("own_import", EDITORS),
    "intents.may_express_interest": ("position", {"jobseeker"}),
    "intents.may_record_for_others": ("fair", {"adviser"}),
    "intents.may_speak_for": ("position", {"rep"}),
    "intents.may_work_intents": ("booth", {"rep"}),
    "intents.may_see_intent": ("intent", {"jobseeker", "rep", "adviser", *HELPERS}),
    "intents.may_write_staff_note": ("intent", {"rep"}),
    "intents.may_read_ledger": ("fair", HELPERS),
    "intents.may_merge": ("paper", {"organiser", "adviser"}),
    "intents.may_erase": ("person", {"jobseeker"}),
    "outcomes.may_follow_up": ("intent", {"adviser"}),
    "outcomes.may_place": ("fair", {"adviser"}),
    "watch.may_watch_fair": ("fair", HELPERS),
    "watch.may_handle_alert": ("alert", HELPERS),
    "watch.may_settle": ("talk_waited_for", EDITORS),
}
#: A talk of booth and organiser is of both, and has nothing of a jobseeker's.
WITH_ORGANISER = {
    "chat.may_hear_conversation": EDITORS,
    "chat.may_hear_with_jobseeker": NOBODY,
    "chat.may_add_beside": NOBODY,
    "chat.may_stop_conversation": NOBODY,
    "chat.may_hand_over": NOBODY,
    "chat.may_read_notes": NOBODY,
    "watch.may_settle": NOBODY,
}


def predicates() -> Iterator[tuple[str, Callable[..., bool]]]:
    """Every `may_…` that an app defines."""
    for app in apps.get_app_configs():
        if app.name.startswith("jobfair.") and module_has_submodule(app.module, "permissions"):
            module = import_module(f"{app.name}.permissions")
            for name, rule in vars(module).items():
                if name.startswith("may_") and rule.__module__ == module.__name__:
                    yield f"{app.label}.{name}", rule


RULES = dict(predicates())


@pytest.fixture
def house() -> House:
    return House()


def who_may(house: House, name: str, thing: Any) -> set[str]:
    rule = RULES[name]
    if name == "intents.may_speak_for":
        return {
            role for role in ROLES if rule(house.people[role], Side.EMPLOYER, house.person, thing)
        }
    return {role for role in ROLES if rule(house.people[role], thing)}


@pytest.mark.parametrize("name", TABLE)
def test_each_role_may_what_the_table_says(house, name):
    thing, allowed = TABLE[name]
    assert who_may(house, name, getattr(house, thing)) == allowed


@pytest.mark.parametrize("name", WITH_ORGANISER)
def test_a_talk_with_the_organiser_is_of_both_bodies_alone(house, name):
    assert who_may(house, name, house.talk_with_organiser) == WITH_ORGANISER[name]


def test_no_predicate_is_without_a_row():
    assert set(TABLE) == set(RULES)
