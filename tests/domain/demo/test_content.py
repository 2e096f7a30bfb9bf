"""The demo's figures add up, and its words are fit to be shown."""

import re
from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from django.db.models import Count, Max, Min, Sum

from jobfair.accounts.models import Employer, Person, User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth, Position
from jobfair.booths.readiness import missing_for_booth, missing_for_position
from jobfair.booths.vocabulary import EASY_READ, Provision
from jobfair.booths.wording import flags_of
from jobfair.chat.models import Conversation, Handover, Message, Seat
from jobfair.common.review import ReviewState
from jobfair.common.search import find
from jobfair.demo.content import read
from jobfair.demo.dates import demo_fair
from jobfair.demo.people import demo_people
from jobfair.fairs.models import Fair, FairState
from jobfair.insights.figures import figures_of
from jobfair.intents.audit import verify
from jobfair.intents.models import Entry, Intent, Ledger
from jobfair.intents.steps import Stage, Step
from jobfair.outcomes.selectors import cases

FIGURES = {fair["key"]: fair for fair in read("xiamen-2020")["fairs"]}


def counted(fair: Fair) -> dict[str, int]:
    """What a visitor of the fair's public pages can count."""
    positions = Position.objects.public().filter(booth__fair=fair)
    sums = positions.aggregate(openings=Sum("headcount"), kinds=Count("job_type", distinct=True))
    return {
        "employers": fair.booths.public().count(),
        "job_types": sums["kinds"],
        "openings": sums["openings"],
        "sessions": fair.sessions.count(),
    }


@pytest.mark.parametrize("key", FIGURES)
def test_each_fair_of_2020_adds_up_to_the_citys_figures(demo, key):
    figures = FIGURES[key]
    fair = Fair.objects.get(name=figures["name"])
    said = {name: figures[name] for name in counted(fair) if name in figures}
    assert said["openings"], "the account names at least the openings"
    assert {name: counted(fair)[name] for name in said} == said
    assert fair.state == FairState.CLOSED
    assert fair.mode == figures["mode"]


@pytest.mark.parametrize(
    ("key", "said", "figure"),
    [
        ("graduates-2020", "registered_real_name", "registered_real_name"),
        ("graduates-2020", "people_attended", "people"),
        ("graduates-2020", "mutual_intents_people", "mutual_people"),
        ("online-series-2020", "people_interviewed_online_or_by_telephone", "interviewed"),
    ],
)
def test_who_came_and_what_was_agreed_is_the_accounts(demo, key, said, figure):
    fair = Fair.objects.get(name=FIGURES[key]["name"])
    assert figures_of(fair)[figure].number == FIGURES[key][said]


def test_whoever_was_interviewed_online_is_another_person_each(demo):
    fair = Fair.objects.get(name=FIGURES["online-series-2020"]["name"])
    people = Entry.objects.filter(fair=fair, step=Step.INTERVIEWED).values("person").distinct()
    assert people.count() == 56


def test_the_fairs_of_2020_together_reach_the_years_mutual_intents(demo):
    year = Intent.objects.mutual().filter(fair__starts_at__year=2020)
    said = read("xiamen-2020")["year_2020"]["mutual_intents_people"]
    assert year.values("person").distinct().count() == said


def test_every_ledger_is_sound_and_keeps_the_hours_of_its_fair(demo):
    for ledger in Ledger.objects.select_related("fair"):
        assert verify(ledger).is_sound, ledger
        times = Entry.objects.filter(fair=ledger.fair).aggregate(first=Min("at"), last=Max("at"))
        assert ledger.fair.starts_at < times["first"] < times["last"], ledger
        assert times["last"] < min(demo, ledger.fair.ends_at + timedelta(hours=1)), ledger


def test_the_open_fair_has_something_to_show_at_every_desk(demo):
    figures = figures_of(demo_fair())
    shown = ("registered", "people_onsite", "people_online", "conversations", "jobseeker_only")
    assert all(figures[key].number > 20 for key in (*shown, "mutual"))
    assert figures["people"].number > figures["conversations"].number > figures["mutual"].number
    xiaoyu = Intent.objects.filter(person__user__name="陈小雨")
    assert {intent.state for intent in xiaoyu} == {"asked", "planned"}
    assert len(set(Person.objects.exclude(name="").values_list("name", flat=True))) == 118


def test_fairs_of_2020_stand_on_the_days_of_the_account(demo):
    for figures in FIGURES.values():
        if "date" in figures:
            fair = Fair.objects.get(name=figures["name"])
            assert fair.starts_at.astimezone(demo.tzinfo).date().isoformat() == figures["date"]


def test_the_open_fair_has_thirty_booths_and_245_openings_of_44_kinds(demo):
    fair = demo_fair()
    figures = counted(fair)
    figures.pop("sessions")
    assert figures == {"employers": 30, "job_types": 44, "openings": 245}
    assert Counter(booth.place[0] for booth in fair.booths.public().select_related("zone")) == {
        "A": 8,
        "B": 8,
        "C": 8,
        "D": 6,
    }


def test_every_public_position_is_complete_and_free_of_flagged_wording(demo):
    positions = list(Position.objects.public())
    assert len(positions) == 267
    for position in positions:
        assert missing_for_position(position) == [], position
        assert flags_of(position) == [], position


def test_positions_of_the_open_fair_speak_both_languages(demo):
    for position in Position.objects.public().filter(booth__fair=demo_fair()):
        english = ("title_en", "hours_en", "duties_en", *(f"{field}_en" for field in EASY_READ))
        assert all(getattr(position, field) for field in english), position
        assert bool(position.requirements) == bool(position.requirements_en)
        assert position.booth.employer.intro_en
        assert position.job_type.name_en
        assert position.booth.intro_en


def test_no_two_positions_of_a_fair_say_the_same(demo):
    for fair in Fair.objects.public():
        positions = Position.objects.public().filter(booth__fair=fair)
        for field in ("title", "title_en", "duties", "easy_what"):
            said = Counter(positions.values_list(field, flat=True))
            assert {text: n for text, n in said.items() if n > 1} == {}, (fair, field)


def test_easy_read_sentences_are_short(demo):
    """Forty characters and a breath: nobody reads a longer sentence with ease."""
    for position in Position.objects.public():
        for field in EASY_READ:
            sentences = getattr(position, field).replace("；", "。").split("。")
            assert max(map(len, sentences)) <= 48, (position, field)


def test_pay_in_words_names_the_figures_of_the_position(demo):
    for position in Position.objects.public().filter(pay_negotiable=False):
        assert str(position.pay_max) in position.easy_pay, position
        assert str(position.pay_min) in position.easy_pay, position


@pytest.mark.parametrize(
    ("words", "provision"),
    [
        ("包吃|包两顿|包早|包饭|早饭|午饭|中午有饭", Provision.MEALS),
        ("宿舍|包吃住", Provision.DORMITORY),
        ("班车", Provision.SHUTTLE),
        ("会手语|用手语|手语翻译", Provision.SIGN_LANGUAGE),
        ("读屏", Provision.SCREEN_READER),
        ("有电梯|坐电梯", Provision.LIFT),
        ("就业辅导员|有人带", Provision.JOB_COACH),
        ("无障碍卫生间", Provision.ACCESSIBLE_TOILET),
        ("安静间", Provision.QUIET_PLACE),
    ],
)
def test_what_the_easy_words_promise_the_position_provides(demo, words, provision):
    positions = Position.objects.public().prefetch_related("provision_rows")
    promising = [p for p in positions if re.search(words, " ".join(easy_words(p)))]
    assert promising
    for position in promising:
        held = {row.word for row in position.provision_rows.all()}
        assert provision in held, position


def easy_words(position: Position) -> list[str]:
    return [getattr(position, field) for field in EASY_READ]


def test_the_review_desk_has_something_to_do(demo):
    waiting = list(Position.objects.awaiting_review())
    assert len(waiting) == 4
    flagged = {flag.words for position in waiting for flag in flags_of(position)}
    assert {"五官端正", "身体健康", "限男性"} <= flagged
    assert (
        Position.objects.filter(review_state=ReviewState.RETURNED).exclude(review_note="").exists()
    )
    assert Employer.objects.awaiting_review().count() == 1


def test_one_booth_is_not_ready_and_its_rep_can_see_why(demo):
    booth = Booth.objects.get(employer__name__contains="半夏")
    missing = {m.field for m in missing_for_booth(booth)}
    assert not booth.is_published
    assert missing == {"positions", "sessions", "staffing", "zone"}


def test_somebody_waits_for_an_answer_and_somebody_has_one(demo):
    waiting = Conversation.objects.unanswered()
    assert {c.booth.place for c in waiting.select_related("booth__zone")} == {"A01", "B04"}
    assert Conversation.objects.filter(waiting_since=None).count() == 50
    assert Message.objects.filter(seat=Seat.ADVISER).count() == 1


def test_the_adviser_has_calls_to_make_and_one_tried_in_vain(demo):
    due = cases([demo_fair().organiser_id], demo)
    stages = Counter(case.stage for case in due)
    assert stages == {Stage.OFFERED: 3, Stage.ACCEPTED: 2, Stage.STARTED: 4}
    assert sum(case.is_placement for case in due) == 3
    assert [case.due.tries for case in due if case.due.tries] == [1]


def test_the_organiser_and_a_booth_have_spoken(demo):
    talk = Conversation.objects.with_organiser().get()
    assert (talk.booth.employer.name, talk.last_number) == ("厦门海螺来信客户服务有限公司", 4)
    assert talk.waiting_since is None


def test_a_jobseeker_is_asked_whether_another_booth_may_go_on(demo):
    handover = Handover.objects.standing().get()
    assert (str(handover.conversation.jobseeker), handover.to_booth.place) == ("陈小雨", "C03")


def test_conversations_happened_at_believable_times(demo):
    ends = []
    for talk in Conversation.objects.all():
        at = list(talk.messages.order_by("number").values_list("created_at", flat=True))
        assert all(later - earlier >= timedelta(seconds=25) for earlier, later in pairwise(at))
        assert talk.created_at < at[0]
        assert talk.last_at == at[-1]
        assert {talk.first_asked_at, talk.waiting_since, talk.first_answered_at} <= {None, *at}
        ends.append(talk.last_at)
    assert len(set(ends)) == len(ends)
    assert demo_fair().starts_at < min(ends) < max(ends) < demo


def test_nobody_speaks_of_a_diagnosis(demo):
    """Needs are not diagnoses: people say what helps them, here as everywhere."""
    words = re.compile("残疾(?!人)|肢残|聋|盲(?!文|道)|智障|精神|级别|残疾证")
    assert [m.text for m in Message.objects.all() if words.search(m.text)] == []


def test_every_logo_is_described(demo):
    employers = Employer.objects.select_related("logo")
    assert all(e.logo and e.logo.alt and e.logo.alt_en for e in employers)


def test_every_role_is_among_the_people(demo):
    assert {person.role for person in demo_people()} == set(Role)
    for person in demo_people():
        user = User.objects.get(email=person.email)
        assert user.name == person.name
        assert user.roles.any(person.role)
        assert user.check_password("walk-the-fair")
        assert user.emailaddress_set.filter(verified=True, primary=True).exists()


def test_a_co_organiser_helps_the_open_fair(demo):
    partner = User.objects.get(name="林岚")
    assert demo_fair().co_organisers.filter(memberships__user=partner).exists()


def test_the_bulk_of_2020_can_be_found_by_searching(demo):
    fair = Fair.objects.get(name=FIGURES["villages-2020"]["name"])
    found = find("晾青", kinds=["position"], scopes=[fair.pk])
    assert Position.objects.filter(pk__in=found).get().title == "秋茶晾青工"
