"""A fair from nothing to published, page by page, and every way a page may be filled wrongly."""

from datetime import timedelta

import pytest
from django.urls import reverse

from jobfair.fairs.models import Fair, FairState, Mode, Series, Venue
from tests.factories import make_booth, make_fair, make_position

TIMES = {
    "starts_at_day": "2027-03-05",
    "starts_at_time": "9:00",
    "ends_at_day": "2027-03-06",
    "ends_at_time": "17:00",
    "time_zone": "Asia/Shanghai",
}


def at(name, *keys):
    return reverse(f"web:{name}", args=[getattr(key, "key", key) for key in keys])


def rows(prefix, *given, held=0):
    """Rows as the browser posts them; the first `held` were there before."""
    data = {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": held}
    for place, row in enumerate(given):
        data |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return data


def session(day="2027-03-05", starts="9:00", ends="12:00", **more):
    return {"day": day, "starts": starts, "ends": ends, **more}


@pytest.fixture
def client(desk):
    return desk.client()


@pytest.fixture
def draft(desk):
    fair = make_fair(desk.organiser, state=FairState.DRAFT, summary="", contact_phone="")
    fair.sessions.all().delete()
    return fair


def test_a_fair_is_planned_from_nothing_and_published(desk, client):
    begun = {"organiser": desk.organiser.pk, "name": "春季招聘会", "mode": "onsite"} | TIMES
    client.post(at("desk_begin"), begun)
    fair = Fair.objects.get(name="春季招聘会")
    steps = [
        ("desk_plan_times", TIMES | rows("session", session())),
        ("desk_add_venue", venue(name="市民中心")),
        ("desk_plan_zones", rows("zone", zone("A"), zone("B"))),
        ("desk_plan_basics", {"name": fair.name, "mode": "onsite", "summary": "为求职者办。"}),
        ("desk_plan_help", {"help_available": "有手语翻译。", "contact_phone": "0592-5550000"}),
        ("desk_plan_registration", {"capacity": "300"}),
        (
            "desk_plan_rules",
            {"unstaffed_minutes": "7", "answer_minutes": "12", "word_minutes": "90"},
        ),
    ]
    for name, data in steps:
        assert client.post(at(name, fair), data).status_code == 302, name
    client.post(at("desk_step", fair, "publish"), {"confirmed": "yes"})
    fair.refresh_from_db()
    assert (fair.state, fair.capacity, fair.venue.name) == (FairState.PUBLISHED, 300, "市民中心")
    assert [zone.places for zone in fair.zones.all()] == [20, 20]
    assert [step.made_by for step in fair.steps.all()] == [desk.people["organiser"]]


def zone(code):
    return {"code": code, "name": "展区", "rows": "2", "places_per_row": "10"}


def venue(**facts):
    names = ("step_free", "accessible_toilet", "quiet_room", "interpreter_desk", "parking")
    return {"address": "测试路 1 号"} | dict.fromkeys(names, "unknown") | facts


def test_a_draft_offers_one_session_a_day_at_its_own_hours(client, draft):
    start = draft.starts_at.replace(hour=1, minute=0, second=0, microsecond=0)
    Fair.objects.filter(pk=draft.pk).update(
        starts_at=start, ends_at=start + timedelta(days=1, hours=8)
    )
    offered = client.get(at("desk_plan_times", draft)).context["rows"].initial
    assert [str(row["starts"]) for row in offered] == ["09:00:00", "09:00:00"]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (TIMES | rows("session", session(ends="8:00")), "要晚于开始的时间。"),
        (TIMES | rows("session", session(day="2027-04-05")), "场次要在招聘会的开始和结束之间。"),
        (TIMES | rows("session", session(), session(starts="11:00")), "两个场次的时间重叠了。"),
        (TIMES | {"ends_at_day": "2027-03-04"} | rows("session"), "结束时间要晚于开始时间。"),
        (TIMES | {"ends_at_day": "三月六日"} | rows("session"), "请写成年-月-日"),
        (TIMES | rows("session", {"day": "2027-03-05"}), "请填写这一项。"),
    ],
)
def test_wrong_times_are_explained_and_nothing_typed_is_lost(client, draft, data, sentence):
    before = draft.starts_at
    page = client.post(at("desk_plan_times", draft), data)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    for value in set(data.values()) - {0, 1, 2}:
        assert str(value) in page.content.decode()
    draft.refresh_from_db()
    assert draft.starts_at == before


def test_times_are_read_in_the_zone_that_was_just_chosen(client, draft):
    data = TIMES | {"time_zone": "Asia/Urumqi"} | rows("session", session())
    client.post(at("desk_plan_times", draft), data)
    draft.refresh_from_db()
    assert draft.starts_at.isoformat() == "2027-03-05T03:00:00+00:00"


def test_a_ticked_row_goes_and_a_blank_one_is_nothing(client, desk):
    (held,) = desk.fair.zones.all()
    kept = {"id": held.pk, "code": "A", "name": "制造", "rows": "2", "places_per_row": "10"}
    data = rows("zone", kept, zone("B"), {"code": "", "name": ""}, held=1)
    client.post(at("desk_plan_zones", desk.fair), data)
    b = desk.fair.zones.get(code="B")
    gone = {**zone("B"), "id": b.pk, "DELETE": "on"}
    client.post(at("desk_plan_zones", desk.fair), rows("zone", kept, gone, held=2))
    assert [z.pk for z in desk.fair.zones.all()] == [held.pk]


def test_a_zone_in_use_is_refused_in_words(client, desk):
    (held,) = desk.fair.zones.all()
    data = rows("zone", {"id": held.pk, "DELETE": "on"}, zone("B"), held=1)
    page = client.post(at("desk_plan_zones", desk.fair), data)
    assert "展区里还有展位。请先把展位移走。" in page.content.decode()


def test_a_new_series_and_a_changed_venue(client, desk):
    facts = {"name": "甲", "mode": "hybrid", "summary": "乙", "new_series": "就业援助月"}
    client.post(at("desk_plan_basics", desk.fair), facts)
    desk.fair.refresh_from_db()
    assert desk.fair.series == Series.objects.get(name="就业援助月")
    changed = venue(name="新名", step_free="yes", step_free_note="东门有坡道")
    client.post(at("desk_edit_venue", desk.fair, desk.fair.venue), changed)
    assert Venue.objects.get(pk=desk.fair.venue_id).step_free == "yes"


def test_the_venue_of_somebody_else_is_not_there(client, desk):
    other = make_fair()
    assert client.get(at("desk_edit_venue", desk.fair, other.venue)).status_code == 404


def test_the_plan_says_what_is_missing_and_where(client, draft):
    page = client.get(at("desk_check", draft))
    places = [url for _sentence, url in page.context["missing"]]
    assert places == [
        at("desk_plan_basics", draft),
        at("desk_plan_times", draft),
        at("desk_plan_help", draft),
    ]
    assert "发布招聘会" not in page.content.decode()


def test_an_incomplete_fair_is_not_published_by_pressing_anyway(client, draft):
    answer = client.post(at("desk_step", draft, "publish"), {"confirmed": "yes"}, follow=True)
    assert "还差几项，补全后再发布。" in answer.content.decode()
    draft.refresh_from_db()
    assert draft.state == FairState.DRAFT


@pytest.mark.parametrize(
    ("state", "steps"),
    [
        (FairState.DRAFT, {"publish"}),
        (FairState.PUBLISHED, {"take-back", "open", "close"}),
        (FairState.OPEN, {"close"}),
        (FairState.CLOSED, {"open", "archive"}),
        (FairState.ARCHIVED, set()),
    ],
)
def test_only_steps_that_may_follow_are_offered_and_asked(client, desk, state, steps):
    fair = make_fair(desk.organiser, state=state)
    assert {step.slug for step in client.get(at("desk_fair", fair)).context["steps"]} == steps
    for slug in ("publish", "take-back", "open", "close", "archive"):
        asked = client.get(at("desk_step", fair, slug)).status_code
        assert asked == (200 if slug in steps else 302)


def test_nothing_happens_before_it_is_confirmed(client, desk):
    client.post(at("desk_step", desk.fair, "close"))
    desk.fair.refresh_from_db()
    assert desk.fair.state == FairState.PUBLISHED
    client.post(at("desk_step", desk.fair, "close"), {"confirmed": "yes"})
    desk.fair.refresh_from_db()
    assert desk.fair.state == FairState.CLOSED
    assert "从“已发布”到“已结束”" in client.get(at("desk_history", desk.fair)).content.decode()


def test_a_step_that_is_not_one_is_not_there(client, desk):
    assert client.get(at("desk_step", desk.fair, "explode")).status_code == 404


@pytest.mark.parametrize("with_booths", [True, False])
def test_the_next_fair_is_copied_from_the_last(client, desk, with_booths):
    make_position(make_booth(desk.fair))
    data = {"name": "下一场", "starts_at_day": "2028-01-05", "starts_at_time": "9:00"}
    client.post(at("desk_copy", desk.fair), data | ({"with_booths": "on"} if with_booths else {}))
    copy = Fair.objects.get(name="下一场")
    assert copy.state == FairState.DRAFT
    assert copy.booths.count() == (desk.fair.booths.count() if with_booths else 0)


def test_what_was_typed_before_signing_in_again_is_still_there(desk):
    visitor = desk.client("visitor")
    address = at("desk_plan_help", desk.fair)
    visitor.post(address, {"help_available": "新写的帮助", "contact_phone": "1"})
    visitor.force_login(desk.people["organiser"])
    assert "新写的帮助" in visitor.get(address).content.decode()
    assert "新写的帮助" not in visitor.post(address, {"action": "discard"}).content.decode()
    desk.fair.refresh_from_db()
    assert desk.fair.help_available != "新写的帮助"


def test_a_draft_can_be_looked_at_as_the_public_will_see_it(client, draft):
    page = client.get(at("desk_fair", draft)).content.decode()
    assert at("fair", draft) in page
    assert client.get(at("fair", draft)).status_code == 200


def test_an_online_fair_is_not_asked_how_many_come(client, desk):
    fair = make_fair(desk.organiser, mode=Mode.ONLINE)
    page = client.get(at("desk_plan_registration", fair)).content.decode()
    assert "id_capacity" not in page
    client.post(at("desk_plan_registration", fair), {})
    assert "现场最多" not in client.get(at("desk_check", fair)).content.decode()


def test_a_series_is_named_in_english_and_another_one_keeps_its_own_name(client, desk):
    facts = {"name": "甲", "mode": "hybrid", "summary": "乙"}
    address = at("desk_plan_basics", desk.fair)
    client.post(address, facts | {"new_series": "就业援助月", "series_name_en": "Help Month"})
    series = Series.objects.get(name="就业援助月")
    assert series.name_en == "Help Month"
    assert 'value="Help Month"' in client.get(address).content.decode()
    other = Series.objects.create(organiser=desk.organiser, name="残疾人日", name_en="The Day")
    client.post(address, facts | {"series": other.pk, "series_name_en": "Help Month"})
    client.post(address, facts | {"series": other.pk, "series_name_en": "Day of Persons"})
    assert set(Series.objects.values_list("name_en", flat=True)) == {"Help Month", "Day of Persons"}
    client.post(address, facts | {"new_series": "春风", "series_name_en": "Day of Persons"})
    assert Series.objects.get(name="春风").name_en == ""
