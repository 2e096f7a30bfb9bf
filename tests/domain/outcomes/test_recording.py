"""A call is written down once, moves the intent where it says so, and is put right with a trace."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jobfair.accounts.services import person_of, record_person
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.insights.behind import behind
from jobfair.insights.figures import IN_WORK, figures_of
from jobfair.intents.audit import verify
from jobfair.intents.models import Channel, Entry, Ledger, Voice
from jobfair.intents.services import merge_people
from jobfair.intents.steps import Side, State, Step
from jobfair.outcomes.calls import Call, Reason, Result
from jobfair.outcomes.models import FollowUp, PlaceKind, Placement
from jobfair.outcomes.selectors import case_of, cases
from jobfair.outcomes.services import (
    Heard,
    correct_follow_up,
    place_person,
    record_follow_up,
    withdraw_placement,
)
from tests.factories import make_adviser, make_jobseeker
from tests.factories.intents import make_mutual, step
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db

THERE = Heard(Result.THERE, voice=Voice.JOBSEEKER)
LEFT = Heard(Result.LEFT, Reason.PAY, Voice.EMPLOYER)
NOBODY = Heard(reason=Reason.NO_ANSWER)


@pytest.fixture
def offered():
    intent, jobseeker, rep = make_mutual()
    for made in (Step.INTERVIEWED, Step.OFFERED):
        intent = step(rep, intent.position, made, person=person_of(jobseeker)).intent
    return intent


@pytest.fixture
def adviser(offered):
    return make_adviser(offered.fair.organiser)


@pytest.fixture
def started(offered):
    step(offered.person.user, offered.position, Step.ACCEPTED)
    return step(offered.person.user, offered.position, Step.STARTED).intent


def later(days):
    return timezone.now() + timedelta(days=days)


def call(adviser, work, which, heard, days=0, cid=None):
    return record_follow_up(
        adviser, work=work, call=which, heard=heard, cid=cid or new_cid(), now=later(days)
    )


def test_from_the_offer_to_half_a_year(offered, adviser):
    call(adviser, offered, Call.ANSWER, Heard(Result.ACCEPTED, voice=Voice.FAMILY), days=7)
    call(adviser, offered, Call.START, THERE, days=20)
    offered.refresh_from_db()
    assert offered.state == State.STARTED
    for which, days in ((Call.MONTH_1, 31), (Call.MONTH_3, 92), (Call.MONTH_6, 184)):
        assert case_of(offered, later(days)).due.call == which
        call(adviser, offered, which, THERE, days=days)
    assert case_of(offered, later(200)).due is None
    answer = figures_of(offered.fair)
    assert [answer[key].number for key in ("started", "followed_up", *IN_WORK)] == [1] * 5
    assert verify(Ledger.objects.get()).is_sound


def test_twice_is_once(offered, adviser):
    cid = new_cid()
    first = call(adviser, offered, Call.ANSWER, Heard(Result.ACCEPTED, voice=Voice.FAMILY), cid=cid)
    again = call(adviser, offered, Call.ANSWER, Heard(Result.ACCEPTED, voice=Voice.FAMILY), cid=cid)
    assert first == again
    assert Entry.objects.filter(step=Step.ACCEPTED).count() == 1


def test_who_was_not_reached_stays_on_the_list(started, adviser):
    call(adviser, started, Call.MONTH_1, NOBODY, days=31)
    (case,) = cases([started.fair.organiser_id], later(31))
    assert (case.due.call, case.due.tries) == (Call.MONTH_1, 1)
    assert figures_of(started.fair)["followed_up"].number == 0


def test_a_wrong_record_is_put_right_in_the_ledger_too_and_both_can_be_read(started, adviser):
    wrong = call(adviser, started, Call.MONTH_1, LEFT, days=31)
    started.refresh_from_db()
    assert started.state == State.LEFT
    correct_follow_up(adviser, work=started, wrong=wrong, heard=THERE, cid=new_cid())
    started.refresh_from_db()
    assert started.state == State.STARTED
    assert FollowUp.objects.count() == 2
    assert figures_of(started.fair)["in_work_1"].number == 1
    assert case_of(started, later(31)).due.call == Call.MONTH_3
    with pytest.raises(Conflict):
        correct_follow_up(adviser, work=started, wrong=wrong, heard=THERE, cid=new_cid())


def test_the_same_page_sent_again_gives_the_first_answer_and_no_other(started, adviser):
    cid = new_cid()
    first = call(adviser, started, Call.MONTH_1, THERE, days=31, cid=cid)
    assert call(adviser, started, Call.MONTH_1, THERE, days=31, cid=cid) == first
    for which, heard in (
        (Call.MONTH_1, Heard(Result.THERE, voice=Voice.FAMILY)),
        (Call.MONTH_1, NOBODY),
        (Call.MONTH_3, THERE),
    ):
        with pytest.raises(Conflict) as refused:
            call(adviser, started, which, heard, days=31, cid=cid)
        assert refused.value.code == "cid_reused"
    assert FollowUp.objects.count() == 1


def test_no_row_is_changed_or_deleted(started, adviser):
    call(adviser, started, Call.MONTH_1, THERE, days=31)
    for statement in (
        "UPDATE outcomes_followup SET result = 'left'",
        "DELETE FROM outcomes_followup",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("which", "heard"),
    [
        (Call.ANSWER, THERE),
        (Call.ANSWER, Heard(Result.REFUSED, voice=Voice.FAMILY)),
        (Call.ANSWER, Heard(Result.ACCEPTED)),
        (Call.ANSWER, Heard(Result.ACCEPTED, voice=Voice.EMPLOYER)),
        (Call.ANSWER, Heard()),
        (Call.ANSWER, Heard(reason=Reason.PAY)),
    ],
)
def test_what_cannot_have_been_heard_is_refused(offered, adviser, which, heard):
    with pytest.raises(Invalid):
        call(adviser, offered, which, heard)


def test_only_the_call_that_is_due_and_only_by_the_fairs_advisers(started, adviser):
    with pytest.raises(Conflict):
        call(adviser, started, Call.MONTH_1, THERE)
    with pytest.raises(Conflict):
        call(adviser, started, Call.MONTH_6, THERE, days=31)
    for stranger in (make_jobseeker(), started.person.user):
        with pytest.raises(NotAllowed):
            call(stranger, started, Call.MONTH_1, THERE, days=31)


def test_an_aid_centre_is_followed_up_alike_and_counts_people_once(started, adviser):
    fair = started.fair
    day = timezone.localdate() - timedelta(days=40)
    placed = [
        place_person(
            adviser,
            fair=fair,
            person=started.person,
            kind=PlaceKind.AID_CENTRE,
            place=name,
            started_on=day,
        )
        for name in ("向阳工疗站", "向阳 工疗站", "向阳工疗站")
    ]
    assert len({one.pk for one in placed}) == 2
    call(adviser, placed[0], Call.MONTH_1, THERE)
    answer = figures_of(fair)
    assert [answer[k].number for k in ("placed_elsewhere", "followed_up", "in_work_1")] == [1, 1, 1]
    for one in placed:
        withdraw_placement(adviser, placement=one)
    answer = figures_of(fair)
    assert [answer[k].number for k in ("placed_elsewhere", "followed_up", "in_work_1")] == [0, 0, 0]


def test_two_records_of_one_person_are_one_also_here(started, adviser):
    paper = record_person(adviser, organiser=started.fair.organiser, name="林阿姨")
    place_person(
        adviser,
        fair=started.fair,
        person=paper,
        kind=PlaceKind.KINDNESS_SHOP,
        place="暖心小店",
        started_on=timezone.localdate(),
    )
    call(adviser, started, Call.MONTH_1, THERE, days=31)
    merge_people(adviser, kept=started.person, duplicate=paper)
    for key in ("placed_elsewhere", "followed_up", "in_work_1"):
        assert figures_of(started.fair)[key].number == behind(started.fair, key).rows.count() == 1


def _offered_by_telephone(adviser, person, position):
    steps = [(Side.JOBSEEKER, Voice.FAMILY, Step.INTERESTED)]
    steps += [
        (Side.EMPLOYER, Voice.EMPLOYER, made)
        for made in (Step.INTERESTED, Step.INTERVIEWED, Step.OFFERED)
    ]
    for side, voice, made in steps:
        told = {"side": side, "voice": voice, "channel": Channel.PHONE}
        intent = step(adviser, position, made, person=person, **told).intent
    return intent


def test_merging_loses_and_doubles_no_call_and_no_placement(started, adviser):
    fair, kept = started.fair, started.person
    paper = record_person(adviser, organiser=fair.organiser, name="林阿姨")
    twin = _offered_by_telephone(adviser, paper, started.position)
    day = timezone.localdate() - timedelta(days=40)
    where = {"fair": fair, "kind": PlaceKind.AID_CENTRE, "place": "向阳工疗站", "started_on": day}
    ours, theirs = (place_person(adviser, person=one, **where) for one in (kept, paper))
    call(adviser, twin, Call.ANSWER, NOBODY)
    call(adviser, started, Call.MONTH_1, THERE, days=31)
    call(adviser, theirs, Call.MONTH_1, THERE)
    before = FollowUp.objects.count()
    assert len(cases([fair.organiser_id], later(31))) == 4

    merge_people(adviser, kept=kept, duplicate=paper)
    work, place = sorted(cases([fair.organiser_id], later(31)), key=lambda case: case.is_placement)
    assert [(one.call, one.said) for one in work.calls] == [
        ("answer", "没有人接"),
        ("month_1", "在岗"),
    ]
    assert [one.said for one in place.calls] == ["在岗"]
    assert (place.work, place.person, place.due.call) == (ours, kept, Call.MONTH_3)
    assert FollowUp.objects.count() == before
    theirs = Placement.objects.get(pk=theirs.pk)
    assert case_of(theirs, later(31)).calls == place.calls
    with pytest.raises(Conflict):
        call(adviser, ours, Call.MONTH_1, THERE)
    assert place_person(adviser, person=kept, **where) in (ours, theirs)
    answer = figures_of(fair)
    assert [answer[k].number for k in ("placed_elsewhere", "followed_up", "in_work_1")] == [1, 1, 1]
    assert verify(Ledger.objects.get()).is_sound
    withdraw_placement(adviser, placement=ours)
    assert figures_of(fair)["placed_elsewhere"].number == 0


def test_the_list_takes_as_many_queries_for_more(started, adviser, django_assert_num_queries):
    bodies = [started.fair.organiser_id]
    for rows in (2, 3):
        place_person(
            adviser,
            fair=started.fair,
            person=person_of(make_jobseeker()),
            kind=PlaceKind.AID_CENTRE,
            place="向阳工疗站",
            started_on=timezone.localdate(),
        )
        with django_assert_num_queries(5):
            assert len(cases(bodies, later(31))) == rows
