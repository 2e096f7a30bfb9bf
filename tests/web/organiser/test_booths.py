"""Employers at a fair: added, placed one by one or all, taken back, removed, published."""

import time

import pytest
from django.urls import reverse

from jobfair.accounts.models import Employer
from jobfair.booths.models import Booth
from jobfair.booths.services import staff_booth
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, Mode
from tests.factories import make_booth, make_employer, make_position, make_rep

NOWHERE = {"zone": None, "number": None, "published_at": None}


def at(name, *keys):
    return reverse(f"web:{name}", args=[getattr(key, "key", key) for key in keys])


@pytest.fixture
def client(desk):
    return desk.client()


def places(fair):
    return [booth.place for booth in fair.booths.order_by("created_at")]


def test_employers_of_the_book_are_found_by_name_and_added(client, desk):
    wanted = make_employer(desk.organiser, name="测试纸盒厂")
    make_employer(desk.organiser, name="别的单位")
    make_employer(name="测试纸盒厂（外地）")
    page = client.get(at("desk_add_booths", desk.fair), {"q": "纸盒"})
    assert list(page.context["page"]) == [wanted]
    client.post(at("desk_add_booths", desk.fair) + "?q=纸盒", {"employers": [wanted.pk]})
    assert desk.fair.booths.filter(employer=wanted).count() == 1


def test_adding_nobody_says_what_to_do(client, desk):
    make_employer(desk.organiser)
    page = client.post(at("desk_add_booths", desk.fair), {"employers": []})
    assert "请至少选择一家单位。" in page.content.decode()


def test_the_employer_of_another_book_cannot_be_added(client, desk):
    client.post(at("desk_add_booths", desk.fair), {"employers": [make_employer().pk]})
    assert desk.fair.booths.count() == 1


def test_a_new_employer_gets_a_booth_at_once(client, desk):
    data = {"name": "新来的单位", "kind": "company"}
    client.post(at("desk_add_employer_for_fair", desk.fair), data)
    assert desk.fair.booths.filter(employer__name="新来的单位").exists()


def test_a_booth_is_placed_from_what_is_free(client, desk):
    booth = make_booth(desk.fair, **NOWHERE)
    page = client.get(at("desk_place", booth))
    assert "A01" not in page.context["form"].places
    client.post(at("desk_place", booth), {"place": "A07"})
    client.post(at("desk_place", make_booth(desk.fair, **NOWHERE)), {"place": "A07"})
    assert places(desk.fair) == ["A01", "A07", ""]


def test_a_place_taken_meanwhile_is_said(client, desk):
    page = client.post(at("desk_place", desk.booth), {"place": "A01"})
    assert "这个位置刚刚被占用了。请另选一个。" in page.content.decode()


def test_a_free_place_of_the_plan_takes_a_waiting_booth(client, desk):
    booth = make_booth(desk.fair, **NOWHERE)
    zone = desk.fair.zones.get()
    client.post(at("desk_place_here", desk.fair, zone, 9), {"booth": booth.pk})
    assert places(desk.fair) == ["A01", "A09"]
    assert client.get(at("desk_place_here", desk.fair, zone, 9)).status_code == 404


def test_all_are_placed_as_shown_and_taken_back(client, desk):
    for _ in range(3):
        make_booth(desk.fair, **NOWHERE)
    plan = client.get(at("desk_place_all", desk.fair)).context["plan_text"]
    client.post(at("desk_place_all", desk.fair), {"plan": plan})
    assert places(desk.fair) == ["A01", "A02", "A03", "A04"]
    kept = client.get(at("desk_booths", desk.fair)).context["placed"]
    client.post(at("desk_undo_placing", desk.fair), {"plan": kept})
    assert places(desk.fair) == ["A01", "", "", ""]
    assert client.get(at("desk_booths", desk.fair)).context["placed"] == ""


def test_taking_back_is_offered_for_an_hour_and_until_the_next_placing(client, desk, monkeypatch):
    booth = make_booth(desk.fair, **NOWHERE)

    def place_all():
        plan = client.get(at("desk_place_all", desk.fair)).context["plan_text"]
        client.post(at("desk_place_all", desk.fair), {"plan": plan})

    def offered():
        return bool(client.get(at("desk_booths", desk.fair)).context["placed"])

    place_all()
    assert offered()
    client.post(at("desk_place", booth), {"place": "A09"})
    assert not offered()
    client.post(at("desk_take_off", booth), {"confirmed": "yes"})
    place_all()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3601)
    assert not offered()


def test_a_published_booth_is_not_offered_to_go_without_a_place(client, desk):
    booth = make_booth(desk.fair)
    assert at("desk_take_off", booth) not in client.get(at("desk_place", booth)).content.decode()
    answer = client.post(at("desk_take_off", booth), {"confirmed": "yes"}, follow=True)
    assert "请换一个位置，或者先撤下展位" in answer.content.decode()
    assert places(desk.fair) == ["A01", "A02"]


def test_a_plan_that_is_no_longer_true_is_not_carried_out(client, desk):
    make_booth(desk.fair, **NOWHERE)
    plan = client.get(at("desk_place_all", desk.fair)).context["plan_text"]
    make_booth(desk.fair, number=2)
    client.post(at("desk_place_all", desk.fair), {"plan": plan})
    assert places(desk.fair) == ["A01", "", "A02"]


@pytest.mark.parametrize("plan", ["nonsense", "a:b,c:d", "::::"])
def test_a_damaged_plan_is_not_there(client, desk, plan):
    assert client.post(at("desk_place_all", desk.fair), {"plan": plan}).status_code == 404


def test_moving_off_and_removing_ask_first(client, desk):
    client.get(at("desk_take_off", desk.booth))
    client.get(at("desk_remove_booth", desk.booth))
    assert places(desk.fair) == ["A01"]
    client.post(at("desk_take_off", desk.booth), {"confirmed": "yes"})
    assert places(desk.fair) == [""]
    client.post(at("desk_remove_booth", desk.booth), {"confirmed": "yes"})
    assert not Booth.objects.filter(pk=desk.booth.pk).exists()
    assert Employer.objects.filter(pk=desk.employer.pk).exists()


@pytest.fixture
def ready(desk):
    employer = make_employer(desk.organiser)
    booth = make_booth(desk.fair, employer, published_at=None)
    make_position(booth)
    rep = make_rep(employer)
    staff_booth(rep, booth=booth, user=rep)
    return booth


@pytest.mark.parametrize(
    ("only", "shown"),
    [("", 3), ("unplaced", 1), ("unpublished", 3), ("incomplete", 2), ("nonsense", 3)],
)
def test_the_table_can_be_narrowed(client, desk, ready, only, shown):
    make_booth(desk.fair, **NOWHERE)
    page = client.get(at("desk_booths", desk.fair), {"only": only})
    assert len(page.context["page"]) == shown


def test_all_ready_booths_are_published_together(client, desk, ready):
    assert str(ready.employer) in client.get(at("desk_publish_ready", desk.fair)).content.decode()
    client.post(at("desk_publish_ready", desk.fair), {"confirmed": "yes"})
    assert list(desk.fair.booths.filter(published_at__isnull=False)) == [ready]


def test_a_position_waits_then_counts(client, desk):
    desk.position.review_state = ReviewState.SUBMITTED
    row = client.get(at("desk_booths", desk.fair)).context["page"][0]
    assert (row.positions, row.openings) == (1, 2)
    assert "岗位正在等主办方审核，通过一个就可以发布。" in row.missing


def test_entrance_and_desk_are_marked_by_choosing(client, desk):
    address = at("desk_floor", desk.fair)
    given = {"entrance": "A:front", "entrance_name": "东门", "service_desk": "A:left"}
    page = client.post(address, given, follow=True).content.decode()
    assert "从入口（东门）进来，就是 A 区。服务台在 A 区左边。" in page
    client.post(address, {"entrance": "", "service_desk": "A:left"})
    assert [each.kind for each in desk.fair.landmarks.all()] == ["service_desk"]


def test_a_zone_that_went_meanwhile_is_explained_and_nothing_typed_is_lost(client, desk):
    page = client.post(
        at("desk_floor", desk.fair), {"entrance": "Z:front", "entrance_name": "东门"}
    )
    assert 'href="#id_entrance"' in page.content.decode()
    assert 'value="东门"' in page.content.decode()
    assert not desk.fair.landmarks.exists()


def test_an_online_fair_is_not_asked_for_its_doors(client, desk):
    Fair.objects.filter(pk=desk.fair.pk).update(mode=Mode.ONLINE)
    page = client.get(at("desk_floor", desk.fair)).content.decode()
    assert "入口和服务台" not in page
