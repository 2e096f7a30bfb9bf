"""Two people with the same page open: who saves second sees the other's words beside their own."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import edit_employer
from jobfair.booths.services import add_material, describe_material, edit_booth, unpublish_booth
from jobfair.fairs.services import (
    SessionPlan,
    ZonePlan,
    edit_fair,
    edit_organiser,
    edit_venue,
    set_times,
    set_zones,
)
from tests.domain.pictures import picture_file
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_rep,
)
from tests.web.reading import filled, words_of

#: The page with its keys and one of its fields, and a colleague who writes into it.
PAGES = {
    "booth": (
        "rep_booth_texts booth intro",
        lambda s, text: edit_booth(s.rep, booth=s.booth, intro=text),
    ),
    "booth in English": (
        "rep_booth_texts booth intro_en",
        lambda s, text: edit_booth(s.rep, booth=s.booth, intro_en=text),
    ),
    "own record": (
        "rep_employer employer intro",
        lambda s, text: edit_employer(s.rep, employer=s.employer, intro=text),
    ),
    "record in the book": (
        "desk_edit_employer employer intro",
        lambda s, text: edit_employer(s.desk, employer=s.employer, intro=text),
    ),
    "picture": (
        "rep_picture material alt",
        lambda s, text: describe_material(s.rep, material=s.material, alt=text),
    ),
    "body": (
        "edit_organiser organiser city",
        lambda s, text: edit_organiser(s.desk, organiser=s.organiser, city=text),
    ),
    "basics": (
        "desk_plan_basics fair summary",
        lambda s, text: edit_fair(s.desk, fair=s.fair, summary=text),
    ),
    "help": (
        "desk_plan_help fair help_available",
        lambda s, text: edit_fair(s.desk, fair=s.fair, help_available=text),
    ),
    "venue": (
        "desk_edit_venue fair,venue transport",
        lambda s, text: edit_venue(s.desk, venue=s.venue, transport=text),
    ),
}


@pytest.fixture
def stage(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    organiser = make_organiser()
    employer = make_employer(organiser, licence_number="91350200MA31AAAA0X")
    # In the morning: a session of two hours that began late would end on another day than its form has.
    morning = timezone.now().replace(hour=1, minute=0) + timedelta(days=2)
    fair = make_fair(organiser, starts_at=morning)
    booth = make_booth(fair, employer, intro="欢迎来看看。")
    rep, desk = make_rep(employer), make_organiser_user(organiser)
    material = add_material(rep, booth=booth, upload=picture_file(), alt="车间")
    return SimpleNamespace(
        organiser=organiser,
        employer=employer,
        fair=fair,
        booth=booth,
        rep=rep,
        desk=desk,
        material=material,
        venue=fair.venue,
    )


def opened(stage, name, things):
    client = Client()
    client.force_login(stage.rep if name.startswith("rep_") else stage.desk)
    keys = [getattr(stage, thing).key for thing in things.split(",")]
    return client, reverse(f"web:{name}", args=keys)


@pytest.mark.parametrize(("where", "colleague"), PAGES.values(), ids=PAGES)
def test_who_saves_second_sees_both_texts_and_decides(stage, where, colleague):
    name, things, field = where.split()
    client, address = opened(stage, name, things)
    typed = filled(client.get(address)) | {field: "我写的话"}
    colleague(stage, "同事写的话")
    page = client.post(address, typed)
    assert "同事刚改过" in words_of(page)
    assert "同事写的话" in words_of(page)
    again = filled(page)
    assert [word.strip() for word in again[field]] == ["我写的话"]
    kept = filled(client.get(address))[field][0].strip()
    assert kept == "同事写的话"
    assert client.post(address, again).status_code == 302
    assert filled(client.get(address))[field][0].strip() == "我写的话"


@pytest.mark.parametrize(("where", "colleague"), PAGES.values(), ids=PAGES)
def test_pressing_twice_is_no_conflict_and_nobody_is_asked_without_one(stage, where, colleague):
    name, things, field = where.split()
    client, address = opened(stage, name, things)
    typed = filled(client.get(address)) | {field: "我写的话"}
    assert [client.post(address, typed).status_code for _ in range(2)] == [302, 302]


def test_another_part_of_the_plan_is_nobodys_conflict(stage):
    client, address = opened(stage, "desk_plan_rules", "fair")
    typed = filled(client.get(address)) | {"word_minutes": "90"}
    edit_fair(stage.desk, fair=stage.fair, summary="同事写的话")
    assert client.post(address, typed).status_code == 302


def test_a_choice_and_a_time_are_told_in_words(stage):
    client, address = opened(stage, "rep_booth_texts", "booth")
    typed = filled(client.get(address))
    unpublish_booth(stage.rep, booth=stage.booth)
    edit_booth(stage.rep, booth=stage.booth, sessions=[])
    page = client.post(address, typed)
    assert "（空着）" in words_of(page)
    client, address = opened(stage, "desk_plan_registration", "fair")
    typed = filled(client.get(address))
    starts, ends = stage.fair.starts_at, stage.fair.ends_at
    edit_fair(
        stage.desk, fair=stage.fair, registration_opens_at=starts, registration_closes_at=ends
    )
    page = client.post(address, typed)
    assert f"{starts.astimezone(stage.fair.zone_info).year}年" in words_of(page)


def test_zones_of_a_colleague_are_not_removed_unseen(stage):
    client, address = opened(stage, "desk_plan_zones", "fair")
    typed = filled(client.get(address))
    held = stage.fair.zones.get()
    plans = [
        ZonePlan("A", held.name, rows=2, places_per_row=10, id=held.pk),
        ZonePlan("C", "服务业", rows=1, places_per_row=8),
    ]
    set_zones(stage.desk, fair=stage.fair, plans=plans)
    page = client.post(address, typed | {"zone-0-name": "手工"})
    assert "C 区 服务业：1 排，每排 8 个展位" in words_of(page)
    assert filled(page)["zone-0-name"] == ["手工"]
    assert stage.fair.zones.count() == 2
    assert client.post(address, filled(page)).status_code == 302
    assert [zone.name for zone in stage.fair.zones.all()] == ["手工"]


def test_times_of_a_colleague_are_not_moved_back_unseen(stage):
    fair = stage.fair
    client, address = opened(stage, "desk_plan_times", "fair")
    typed = filled(client.get(address))
    hour = fair.starts_at + timedelta(hours=1)
    plans = [SessionPlan(hour, fair.ends_at, name="同事排的")]
    set_times(stage.desk, fair=fair, starts_at=fair.starts_at, ends_at=fair.ends_at, plans=plans)
    page = client.post(address, typed)
    assert "同事刚改过" in words_of(page)
    assert "同事排的" in words_of(page)
    answers = [client.post(address, filled(page)).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert [row.name for row in fair.sessions.all()] == [""]
