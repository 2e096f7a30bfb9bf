from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from jobfair.accounts.services import set_logo
from jobfair.booths import services
from jobfair.booths.models import Material
from jobfair.booths.services.materials import MOST_MATERIALS
from jobfair.common import images
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.models import Picture
from tests.domain.pictures import picture_file
from tests.factories import make_employer, make_rep

pytestmark = pytest.mark.usefixtures("media")


@pytest.fixture
def media(settings, tmp_path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def add(desk, alt="车间一角"):
    return services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt=alt)


def alts(desk):
    return [str(material) for material in desk.booth.materials.all()]


def test_pictures_stand_in_the_order_of_their_coming(desk):
    for alt in ("一", "二", "三"):
        add(desk, alt)
    assert alts(desk) == ["一", "二", "三"]


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_while_a_picture_is_decoded(desk, monkeypatch):
    seen = []
    encode = images._encoded

    def watched(*args):
        seen.append(connection.in_atomic_block)
        return encode(*args)

    monkeypatch.setattr(images, "_encoded", watched)
    add(desk)
    set_logo(desk.rep, employer=desk.booth.employer, upload=picture_file(), alt="标志")
    assert seen == [False] * 6


def test_a_seventh_picture_is_refused_and_none_is_stored(desk):
    for _ in range(MOST_MATERIALS):
        add(desk)
    with pytest.raises(Conflict, match="materials_full"):
        add(desk)
    assert Picture.objects.count() == MOST_MATERIALS


@pytest.mark.parametrize("alt", ["", "  ", "字" * 201])
def test_a_picture_needs_a_description_of_sensible_length(desk, alt):
    with pytest.raises(Invalid) as refusal:
        add(desk, alt)
    assert set(refusal.value.fields) == {"alt"}
    assert not Picture.objects.exists()


def test_what_a_picture_shows_is_said_anew(desk):
    material = add(desk)
    services.describe_material(desk.rep, material=material, alt=" 门口 ", alt_en="The door")
    material.picture.refresh_from_db()
    assert (material.picture.alt, material.picture.alt_en) == ("门口", "The door")
    with pytest.raises(Invalid) as refusal:
        services.describe_material(desk.rep, material=material, alt=" ")
    assert set(refusal.value.fields) == {"alt"}


@pytest.mark.parametrize(
    ("moved", "places", "order"),
    [(0, 1, "二一三"), (2, -1, "一三二"), (0, 9, "二三一"), (2, -9, "三一二"), (0, -1, "一二三")],
)
def test_a_picture_moves_among_those_shown(desk, moved, places, order):
    row = [add(desk, alt) for alt in ("一", "二", "三")]
    services.move_material(desk.rep, material=row[moved], places=places)
    assert "".join(alts(desk)) == order


def test_a_picture_moves_past_one_that_was_removed(desk):
    first, hidden, _last = (add(desk, alt) for alt in ("一", "二", "三"))
    services.remove_material(desk.rep, material=hidden)
    services.move_material(desk.rep, material=first, places=1)
    assert alts(desk) == ["三", "一"]
    hidden.refresh_from_db()
    services.move_material(desk.rep, material=hidden, places=1)
    services.restore_material(desk.rep, material=hidden)
    assert alts(desk) == ["二", "三", "一"]


def test_a_removed_picture_comes_back_to_its_place(desk):
    first, _second = add(desk, "一"), add(desk, "二")
    services.remove_material(desk.rep, material=first)
    assert alts(desk) == ["二"]
    services.restore_material(desk.rep, material=first)
    assert alts(desk) == ["一", "二"]


def test_a_removed_picture_makes_room_and_cannot_come_back_into_a_full_booth(desk):
    removed = add(desk)
    services.remove_material(desk.rep, material=removed)
    removed.refresh_from_db()
    for _ in range(MOST_MATERIALS):
        add(desk)
    with pytest.raises(Conflict, match="materials_full"):
        services.restore_material(desk.rep, material=removed)


def test_an_hour_after_removal_picture_and_files_are_gone(
    desk, media, django_capture_on_commit_callbacks
):
    kept, removed = add(desk, "留"), add(desk, "去")
    services.remove_material(desk.rep, material=removed)
    now = timezone.now()
    assert services.discard_removed_materials(now) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.discard_removed_materials(now + timedelta(hours=1)) == 1
    assert Picture.objects.get() == kept.picture
    assert Material.with_removed.get() == kept
    assert {path.name[:26] for path in media.rglob("*.webp")} == {kept.picture.key}


def test_another_employers_rep_may_change_nothing(desk):
    stranger, material = make_rep(make_employer(desk.organiser)), add(desk)
    for refused in (
        lambda: services.add_material(stranger, booth=desk.booth, upload=picture_file(), alt="图"),
        lambda: services.describe_material(stranger, material=material, alt="别的"),
        lambda: services.move_material(stranger, material=material, places=1),
        lambda: services.remove_material(stranger, material=material),
        lambda: services.restore_material(stranger, material=material),
    ):
        with pytest.raises(NotAllowed):
            refused()
