"""One step is recorded once, by whom it concerns, with everything that follows from it."""

import json

import pytest
from django.db import DatabaseError, connection, transaction

from jobfair.accounts.events import user_stream
from jobfair.accounts.services import person_of
from jobfair.booths.events import staff_stream
from jobfair.common.errors import Conflict, Invalid, Missing, NotAllowed
from jobfair.common.ids import new_id
from jobfair.intents.audit import verify
from jobfair.intents.events import counts_stream
from jobfair.intents.models import Channel, Entry, Intent, Ledger, Remark, Tally, Voice
from jobfair.intents.services import Recorded, record, record_all
from jobfair.intents.steps import Side, State, Step
from jobfair.outbox.models import StoredEvent
from tests.factories import (
    make_adviser,
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_position,
    make_rep,
)
from tests.factories.intents import make_mutual, make_stand, step, wish
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db


def test_interest_of_one_side_is_an_entry_a_state_and_a_count():
    position, jobseeker, _rep = make_stand()
    made = step(jobseeker, position, Step.INTERESTED)
    ledger = Ledger.objects.get(fair=position.booth.fair)
    assert (made.entry.number, ledger.last, ledger.head) == (1, 1, made.entry.hash)
    assert Intent.objects.get().state == State.ASKED
    assert ledger.jobseeker_only == Tally.objects.get(pk=position.pk).jobseeker_only == 1
    assert ledger.mutual_people == 0


def test_both_sides_make_it_mutual_and_hear_of_it():
    intent, jobseeker, _rep = make_mutual()
    ledger = Ledger.objects.get()
    assert (ledger.mutual, ledger.jobseeker_only, ledger.mutual_people) == (1, 0, 1)
    for stream in (staff_stream(intent.booth_id), user_stream(jobseeker.pk)):
        texts = StoredEvent.objects.filter(stream=stream).order_by("seq")
        told = [json.loads(text)["data"] for text in texts.values_list("text", flat=True)]
        assert [one["state"] for one in told] == ["asked", "mutual"]
    desk = StoredEvent.objects.filter(stream=counts_stream(intent.fair_id)).last()
    assert json.loads(desk.text)["data"] == {
        "number": 2,
        "counts": ledger.counted | {"mutual_people": 1},
    }


def test_mutual_counts_a_person_once_and_each_pair():
    booth = make_booth(make_open_fair())
    first, second = make_position(booth), make_position(booth)
    jobseeker, rep = make_jobseeker(), make_rep(booth.employer)
    for position in (first, second):
        step(jobseeker, position, Step.INTERESTED)
        step(rep, position, Step.INTERESTED, person=person_of(jobseeker))
    ledger = Ledger.objects.get()
    assert (ledger.mutual, ledger.mutual_people) == (2, 1)
    step(jobseeker, first, Step.WITHDRAWN)
    step(jobseeker, second, Step.WITHDRAWN)
    ledger.refresh_from_db()
    assert (ledger.mutual, ledger.mutual_people, ledger.employer_only) == (0, 0, 2)


def test_a_retry_gives_the_first_entry_again():
    position, jobseeker, _rep = make_stand()
    asked = wish(jobseeker, position, Step.INTERESTED)
    assert record(asked).entry == record(asked).entry
    assert Entry.objects.count() == 1


SAID = {"person": None, "channel": Channel.PHONE, "voice": Voice.JOBSEEKER, "remark": "我住得近"}


@pytest.mark.parametrize(
    "other",
    [
        {"channel": Channel.ONSITE},
        {"voice": Voice.FAMILY},
        {"remark": "我住得远"},
        {"remark": ""},
        {"step": Step.WITHDRAWN},
    ],
)
def test_the_same_cid_with_another_content_is_refused(other):
    position, jobseeker, _rep = make_stand()
    adviser = make_adviser(position.booth.fair.organiser)
    said = SAID | {"person": person_of(jobseeker), "side": Side.JOBSEEKER, "cid": new_cid()}
    first = step(adviser, position, Step.INTERESTED, **said)
    asked = {"step": Step.INTERESTED} | said
    again = asked | {"remark": " 我住得近 "}
    assert record(wish(adviser, position, again.pop("step"), **again)).entry == first.entry
    asked |= other
    with pytest.raises(Conflict) as refused:
        step(adviser, position, asked.pop("step"), **asked)
    assert refused.value.code == "cid_reused"
    assert Entry.objects.count() == Remark.objects.count() == 1


def test_of_one_batch_too_the_first_content_of_a_cid_holds():
    position, jobseeker, _rep = make_stand()
    asked = {"cid": new_cid(), "remark": "我住得近"}
    wishes = [wish(jobseeker, position, Step.INTERESTED, **asked | {"remark": text})
              for text in ("我住得近", "我住得近", "别的")]  # fmt: skip
    assert [type(one) for one in record_all(wishes)] == [Recorded, Recorded, Conflict]


def test_a_refusal_touches_no_other_of_the_batch():
    position, jobseeker, rep = make_stand()
    person = person_of(jobseeker)
    answers = record_all(
        [
            wish(jobseeker, position, Step.INTERESTED),
            wish(jobseeker, position, Step.INTERESTED),
            wish(rep, position, Step.OFFERED, person=person),
            wish(rep, position, Step.INTERESTED, person=person),
            wish(rep, position, Step.INTERVIEWED, person=person, cid="short"),
        ]
    )
    kinds = [type(answer) for answer in answers]
    assert kinds == [Recorded, Conflict, Conflict, Recorded, Invalid]
    assert [entry.number for entry in Entry.objects.all()] == [1, 2]
    assert verify(Ledger.objects.get()).is_sound


def test_a_batch_of_many_costs_as_many_queries_as_of_one(django_assert_num_queries):
    booth = make_booth(make_open_fair())
    positions = [make_position(booth) for _n in range(4)]
    jobseekers = [make_jobseeker() for _n in range(4)]
    for jobseeker in jobseekers:
        person_of(jobseeker)
    step(make_jobseeker(), make_position(booth), Step.INTERESTED)
    for count in (1, 3):
        wishes = [
            wish(jobseeker, position, Step.INTERESTED)
            for jobseeker, position in zip(jobseekers[:count], positions, strict=False)
        ]
        positions = positions[count:] + positions[:count]
        for jobseeker in jobseekers:
            jobseeker.forget_roles()
        with django_assert_num_queries(18):
            record_all(wishes)


def test_nobody_says_yes_for_the_other_side():
    position, jobseeker, rep = make_stand()
    person = person_of(jobseeker)
    with pytest.raises(Missing):
        step(rep, position, Step.INTERESTED, person=person, side=Side.JOBSEEKER)
    with pytest.raises(Missing):
        step(jobseeker, position, Step.INTERESTED, person=person, side=Side.EMPLOYER)
    with pytest.raises(Missing):
        step(make_rep(make_booth(position.booth.fair).employer), position, Step.INTERESTED,
             person=person)  # fmt: skip
    with pytest.raises(Missing):
        step(make_jobseeker(), position, Step.INTERESTED, person=person, side=Side.JOBSEEKER)


def test_an_adviser_records_what_both_sides_said_on_the_telephone():
    position, jobseeker, _rep = make_stand()
    adviser = make_adviser(position.booth.fair.organiser)
    person = person_of(jobseeker)
    said = {"person": person, "channel": Channel.PHONE}
    step(adviser, position, Step.INTERESTED, side=Side.JOBSEEKER, voice=Voice.FAMILY, **said)
    both = step(adviser, position, Step.INTERESTED, voice=Voice.EMPLOYER, **said)
    assert both.intent.state == State.MUTUAL
    assert both.entry.recorder == adviser


def test_hearsay_needs_an_adviser_a_telephone_and_the_right_voice():
    position, jobseeker, rep = make_stand()
    person = person_of(jobseeker)
    adviser = make_adviser(position.booth.fair.organiser)
    said = {"person": person, "channel": Channel.PHONE, "voice": Voice.EMPLOYER}
    with pytest.raises(NotAllowed):
        step(rep, position, Step.INTERESTED, **said)
    with pytest.raises(Invalid):
        step(adviser, position, Step.INTERESTED, **said | {"channel": Channel.FORM})
    with pytest.raises(Invalid):
        step(adviser, position, Step.INTERESTED, **said | {"voice": Voice.JOBSEEKER})
    with pytest.raises(Missing):
        step(adviser, position, Step.INTERESTED, **said | {"voice": Voice.OWN})


@pytest.mark.parametrize(
    ("who", "channel", "may"),
    [
        ("jobseeker", Channel.FORM, True),
        ("jobseeker", Channel.CHAT, True),
        ("jobseeker", Channel.ONSITE, False),
        ("jobseeker", Channel.PHONE, False),
        ("rep", Channel.FORM, True),
        ("rep", Channel.CHAT, True),
        ("rep", Channel.ONSITE, True),
        ("rep", Channel.PHONE, False),
        ("adviser", Channel.FORM, False),
        ("adviser", Channel.CHAT, False),
        ("adviser", Channel.ONSITE, True),
        ("adviser", Channel.PHONE, True),
    ],
)
def test_by_what_each_may_have_spoken(who, channel, may):
    position, jobseeker, rep = make_stand()
    adviser = make_adviser(position.booth.fair.organiser)
    said = {
        "jobseeker": (jobseeker, {}),
        "rep": (rep, {"person": person_of(jobseeker)}),
        "adviser": (adviser, {"person": person_of(jobseeker), "voice": Voice.EMPLOYER}),
    }
    actor, more = said[who]
    asked = wish(actor, position, Step.INTERESTED, channel=channel, **more)
    (answer,) = record_all([asked])
    assert isinstance(answer, Recorded if may else Invalid)


def test_what_is_not_there_and_what_is_not_ones_own_are_refused_alike():
    position, jobseeker, _rep = make_stand()
    asked = wish(jobseeker, position, Step.INTERESTED)
    for changed in ({"position_id": new_id()}, {"person_id": new_id()}):
        with pytest.raises(Missing):
            record(type(asked)(**{**vars(asked), **changed}))


def test_a_closed_position_takes_no_new_interest_but_goes_on_with_the_old():
    intent, jobseeker, rep = make_mutual()
    position = intent.position
    type(position).objects.filter(pk=position.pk).update(closed_at=position.created_at)
    with pytest.raises(Conflict):
        step(make_jobseeker(), position, Step.INTERESTED)
    held = step(rep, position, Step.INTERVIEWED, person=person_of(jobseeker))
    assert held.intent.state == State.INTERVIEWED


def test_undoing_is_another_entry_and_only_for_the_newest_step():
    intent, jobseeker, rep = make_mutual()
    person = person_of(jobseeker)
    with pytest.raises(Conflict):
        step(jobseeker, intent.position, Step.UNDONE, corrects=1)
    undone = step(rep, intent.position, Step.UNDONE, person=person, corrects=2)
    assert (undone.intent.state, undone.entry.number) == (State.ASKED, 3)
    with pytest.raises(Conflict):
        step(rep, intent.position, Step.UNDONE, person=person, corrects=2)
    step(jobseeker, intent.position, Step.UNDONE, corrects=1)
    assert not Intent.objects.said().exists()
    assert Ledger.objects.get().counted == dict.fromkeys(Ledger().counted, 0)
    assert verify(Ledger.objects.get()).is_sound


def test_a_word_goes_with_the_step_and_stays_out_of_the_ledger():
    position, jobseeker, _rep = make_stand()
    step(jobseeker, position, Step.INTERESTED, remark=" 我住得很近 ")
    assert Remark.objects.get().text == "我住得很近"
    with pytest.raises(Invalid):
        step(jobseeker, position, Step.WITHDRAWN, remark="长" * 301)


@pytest.mark.parametrize(
    "statement", ["UPDATE intents_entry SET step = 'offered'", "DELETE FROM intents_entry"]
)
def test_the_database_refuses_to_change_or_delete_an_entry(statement):
    make_mutual()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement)
    assert Entry.objects.count() == 2


def test_numbers_run_within_each_fair():
    for _n in range(2):
        make_mutual()
    assert sorted(Entry.objects.values_list("number", flat=True)) == [1, 1, 2, 2]
