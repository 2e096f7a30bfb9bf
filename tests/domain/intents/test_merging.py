"""Two records become one: what stands beside the intents goes along, and both texts are kept."""

from datetime import date

import pytest

from jobfair.accounts.models import Person
from jobfair.accounts.services import person_of, record_person
from jobfair.common.errors import Conflict
from jobfair.intents.models import Channel, Intent, Remark, StaffNote, Voice
from jobfair.intents.services import (
    add_remark,
    erase_person,
    merge_people,
    write_staff_note,
)
from jobfair.intents.steps import Side, Step
from tests.factories import make_adviser, make_jobseeker, make_position
from tests.factories.intents import make_stand, step

pytestmark = pytest.mark.django_db

PHONE = "+8613800138000"
ON_THE_PHONE = {"side": Side.JOBSEEKER, "voice": Voice.JOBSEEKER, "channel": Channel.PHONE}


@pytest.fixture
def stand():
    position, jobseeker, rep = make_stand()
    return position, jobseeker, rep, make_adviser(position.booth.fair.organiser)


def on_paper(adviser, position, phone=""):
    """A record of the adviser's, and the intent that it said by telephone."""
    paper = record_person(
        adviser, organiser=position.booth.fair.organiser, name="林阿满", phone=phone
    )
    return paper, step(adviser, position, Step.INTERESTED, person=paper, **ON_THE_PHONE).intent


def test_a_booths_note_goes_with_the_intent(stand):
    position, jobseeker, rep, adviser = stand
    paper, intent = on_paper(adviser, position)
    day = date(2026, 12, 1)
    write_staff_note(rep, intent=intent, text="可以试工", next_step="打电话", next_on=day)
    merge_people(adviser, kept=person_of(jobseeker), duplicate=paper)
    note = StaffNote.objects.get()
    assert note.intent == Intent.objects.said().get()
    assert (note.text, note.next_step, note.next_on) == ("可以试工", "打电话", day)
    assert note.changed_by == rep


def test_of_two_notes_both_texts_stay_and_the_earlier_day(stand):
    position, jobseeker, rep, adviser = stand
    paper, theirs = on_paper(adviser, position)
    own = step(jobseeker, position, Step.INTERESTED).intent
    write_staff_note(
        rep, intent=own, text="人很细心", next_step="约面试", next_on=date(2026, 12, 3)
    )
    write_staff_note(
        rep, intent=theirs, text="可以试工", next_step="打电话", next_on=date(2026, 12, 1)
    )
    merge_people(adviser, kept=own.person, duplicate=paper)
    note = StaffNote.objects.get()
    assert (note.intent, note.text) == (own, "人很细心\n可以试工")
    assert (note.next_step, note.next_on) == ("打电话；约面试", date(2026, 12, 1))


def test_next_steps_that_are_too_long_for_one_line_go_on_in_the_text(stand):
    position, jobseeker, rep, adviser = stand
    paper, theirs = on_paper(adviser, position)
    own = step(jobseeker, position, Step.INTERESTED).intent
    write_staff_note(rep, intent=own, text="人很细心", next_step="约" * 90)
    write_staff_note(rep, intent=theirs, text="", next_step="打" * 90, next_on=date(2026, 12, 1))
    merge_people(adviser, kept=own.person, duplicate=paper)
    note = StaffNote.objects.get()
    assert (note.next_step, note.text) == ("打" * 90, "人很细心\n" + "约" * 90)


@pytest.mark.parametrize(("before", "after"), [("", PHONE), ("+8613900139000", "+8613900139000")])
def test_the_number_to_call_is_taken_over_where_there_is_none(stand, before, after):
    position, _jobseeker, _rep, adviser = stand
    paper, _intent = on_paper(adviser, position, phone=PHONE)
    organiser = position.booth.fair.organiser
    kept = record_person(adviser, organiser=organiser, name="林阿满", phone=before)
    merge_people(adviser, kept=kept, duplicate=paper)
    assert Person.objects.get(pk=kept.pk).phone == after


def test_what_is_written_on_an_old_page_stands_with_the_intent_that_was_kept(stand):
    position, jobseeker, rep, adviser = stand
    paper, old = on_paper(adviser, position)
    merge_people(adviser, kept=person_of(jobseeker), duplicate=paper)
    add_remark(rep, intent=old, text="周一见")
    write_staff_note(rep, intent=old, text="可以试工")
    kept = Intent.objects.said().get()
    assert Remark.objects.get().intent == StaffNote.objects.get().intent == kept


def test_nothing_more_is_written_about_somebody_who_was_forgotten(stand):
    position, _jobseeker, rep, adviser = stand
    paper, intent = on_paper(adviser, position)
    erase_person(adviser, person=paper)
    with pytest.raises(Conflict):
        add_remark(rep, intent=intent, text="林阿满，周一见")
    with pytest.raises(Conflict):
        write_staff_note(rep, intent=intent, text="林阿满，可以试工")


def test_a_record_that_has_just_been_merged_is_not_erased_by_its_body(stand):
    position, _jobseeker, _rep, adviser = stand
    paper, _intent = on_paper(adviser, make_position(position.booth))
    merge_people(adviser, kept=person_of(make_jobseeker()), duplicate=paper)
    with pytest.raises(Conflict):
        erase_person(adviser, person=paper)
