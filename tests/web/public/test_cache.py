"""What is kept is exactly what is true: every public change is seen at once, by everybody."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone
from PIL import Image

from jobfair.accounts import services as accounts
from jobfair.booths import services as booths
from jobfair.booths.models import Material
from jobfair.fairs import services as fairs
from jobfair.fairs.models import Zone
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Scene()


class Scene:
    """An open fair with a booth, a position, and the people who may change them."""

    def __init__(self):
        self.organiser = make_organiser()
        self.fair = make_open_fair(self.organiser, name="春风招聘会")
        self.employer = make_employer(self.organiser, name="白鹭洲食品")
        self.booth = make_booth(self.fair, self.employer)
        self.position = make_position(self.booth, title="面点师", edited_at=timezone.now())
        self.announcement = self.fair.announcements.create(title="旧的公告")
        self.desk = make_organiser_user(self.organiser)
        self.rep = make_rep(self.employer)
        self.partner = make_organiser(name="人才中心")

    def put_up(self, alt="车间"):
        """A picture at the booth."""
        return booths.add_material(self.rep, booth=self.booth, upload=image(), alt=alt)

    @property
    def material(self):
        return Material.with_removed.get()

    def path(self, page):
        return {
            "home": "/",
            "fairs": "/fairs/",
            "fair": f"/fairs/{self.fair.key}/",
            "english": f"/fairs/{self.fair.key}/",
            "english-position": f"/positions/{self.position.key}/",
            "hall": f"/fairs/{self.fair.key}/hall/",
            "positions": f"/fairs/{self.fair.key}/hall/?view=positions",
            "map": f"/fairs/{self.fair.key}/map/",
            "booth": f"/booths/{self.booth.key}/",
            "position": f"/positions/{self.position.key}/",
            "search": "/search/?q=面点",
        }[page]

    def pages(self, names):
        return {name: _told(self.read(name)) for name in names}

    def read(self, name):
        client = Client()
        client.cookies["django_language"] = "en" if name.startswith("english") else "zh-hans"
        return client.get(self.path(name)).content.decode()


def image():
    file = BytesIO()
    Image.new("RGB", (20, 20), "navy").save(file, "PNG")
    file.seek(0)
    return file


def series_of(s):
    return fairs.add_series(s.desk, organiser=s.organiser, name="就业援助月")


def other_position(s, **fields):
    return make_position(s.booth, title="门卫", job_type="保安", **fields)


def reviewed_again(s):
    return other_position(s, review_state="submitted")


def with_logo(s):
    return accounts.set_logo(s.rep, employer=s.employer, upload=image(), alt="标志")


# What must have happened before a change can be made.
FIRST = {
    "publish_booth": lambda s: (
        booths.staff_booth(s.desk, booth=s.booth, user=s.rep),
        booths.unpublish_booth(s.desk, booth=s.booth),
    ),
    "approve_employer": lambda s: accounts.return_employer(s.desk, employer=s.employer, note="补"),
    "leave_booth": lambda s: booths.say_present(s.rep, booth=s.booth),
    "reopen_position": lambda s: booths.close_position(s.rep, position=s.position),
    "remove_logo": lambda s: with_logo(s),
    "describe_logo": lambda s: with_logo(s),
    "restore_logo": lambda s: accounts.remove_logo(s.rep, employer=with_logo(s)),
    "describe_material": lambda s: s.put_up(),
    "move_material": lambda s: (s.put_up(), s.put_up("门口")),
    "remove_material": lambda s: s.put_up(),
    "restore_material": lambda s: booths.remove_material(s.rep, material=s.put_up()),
    "name_series_in_english": lambda s: fairs.edit_fair(s.desk, fair=s.fair, series=series_of(s)),
    "edit_organiser": lambda s: fairs.add_co_organiser(s.desk, fair=s.fair, organiser=s.partner),
    "remove_co_organiser": lambda s: fairs.add_co_organiser(
        s.desk, fair=s.fair, organiser=s.partner
    ),
}
# Each change, and the pages on which anybody must see it at once.
CHANGES = {
    "edit_fair": (
        lambda s: fairs.edit_fair(s.desk, fair=s.fair, name="秋风招聘会"),
        "home fairs fair hall map booth position",
    ),
    "close_fair": (
        lambda s: fairs.close_fair(s.desk, fair=s.fair),
        "home fairs fair hall map booth position search",
    ),
    "tick": (
        lambda s: fairs.tick(s.fair.ends_at),
        "home fairs fair hall map booth position search",
    ),
    "set_sessions": (
        lambda s: fairs.set_sessions(
            s.desk,
            fair=s.fair,
            plans=[fairs.SessionPlan(s.fair.starts_at, s.fair.ends_at, name="全天")],
        ),
        "fair",
    ),
    "set_times": (
        lambda s: fairs.set_times(
            s.desk,
            fair=s.fair,
            starts_at=s.fair.starts_at,
            ends_at=s.fair.ends_at + timedelta(days=3),
            plans=[fairs.SessionPlan(s.fair.starts_at, s.fair.ends_at)],
        ),
        "home fairs fair",
    ),
    "add_co_organiser": (
        lambda s: fairs.add_co_organiser(s.desk, fair=s.fair, organiser=s.partner),
        "fair",
    ),
    "introduce_co_organiser": (
        lambda s: fairs.introduce_co_organiser(s.desk, fair=s.fair, name="人社局", city="测试市"),
        "fair",
    ),
    "name_series_in_english": (
        lambda s: fairs.name_series_in_english(s.desk, series=series_of(s), name_en="Help Month"),
        "english",
    ),
    "name_job_type": (
        lambda s: booths.name_job_type(
            s.desk, job_type=s.position.job_type, name_en="Pastry maker"
        ),
        "english-position",
    ),
    "edit_organiser": (
        lambda s: fairs.edit_organiser(
            make_organiser_user(s.partner), organiser=s.partner, name="市人力资源中心"
        ),
        "fair",
    ),
    "remove_co_organiser": (
        lambda s: fairs.remove_co_organiser(s.desk, fair=s.fair, organiser=s.partner),
        "fair",
    ),
    "set_landmarks": (
        lambda s: fairs.set_landmarks(
            s.desk, fair=s.fair, plans=[fairs.LandmarkPlan("entrance", "A", "front")]
        ),
        "fair hall map",
    ),
    "set_zones": (
        lambda s: fairs.set_zones(
            s.desk, fair=s.fair, plans=[fairs.ZonePlan("A", "新名字", rows=3)]
        ),
        "hall map booth",
    ),
    "edit_venue": (
        lambda s: fairs.edit_venue(s.desk, venue=s.fair.venue, name="新场地"),
        "home fairs fair",
    ),
    "announce": (lambda s: fairs.announce(s.desk, fair=s.fair, title="电梯检修"), "fair"),
    "withdraw_announcement": (
        lambda s: fairs.withdraw_announcement(s.desk, announcement=s.announcement),
        "fair",
    ),
    "edit_employer": (
        lambda s: accounts.edit_employer(s.desk, employer=s.employer, name="筼筜点心坊"),
        "hall positions map booth position search",
    ),
    "approve_employer": (
        lambda s: accounts.approve_employer(s.desk, employer=s.employer),
        "home fairs fair hall positions map search",
    ),
    "return_employer": (
        lambda s: accounts.return_employer(s.desk, employer=s.employer, note="补材料"),
        "home fairs fair hall positions map search",
    ),
    "set_logo": (
        lambda s: accounts.set_logo(s.rep, employer=s.employer, upload=image(), alt="标志"),
        "booth",
    ),
    "remove_logo": (lambda s: accounts.remove_logo(s.rep, employer=s.employer), "booth"),
    "restore_logo": (lambda s: accounts.restore_logo(s.rep, employer=s.employer), "booth"),
    "describe_logo": (
        lambda s: accounts.describe_logo(s.rep, employer=s.employer, alt="一片叶子"),
        "booth",
    ),
    "place_booth": (
        lambda s: booths.place_booth(s.desk, booth=s.booth, zone=Zone.objects.get(), number=9),
        "hall positions map booth position search",
    ),
    "edit_booth": (
        lambda s: booths.edit_booth(s.rep, booth=s.booth, intro="新的介绍"),
        "hall booth",
    ),
    "publish_booth": (
        lambda s: booths.publish_booth(s.desk, booth=s.booth),
        "home fairs fair hall positions map search",
    ),
    "unpublish_booth": (
        lambda s: booths.unpublish_booth(s.desk, booth=s.booth),
        "home fairs fair hall positions map search",
    ),
    "add_material": (
        lambda s: booths.add_material(s.rep, booth=s.booth, upload=image(), alt="车间"),
        "booth",
    ),
    "describe_material": (
        lambda s: booths.describe_material(s.rep, material=s.material, alt="食堂"),
        "booth",
    ),
    "move_material": (
        lambda s: booths.move_material(s.rep, material=s.booth.materials.first(), places=1),
        "booth",
    ),
    "remove_material": (
        lambda s: booths.remove_material(s.rep, material=s.material),
        "booth",
    ),
    "restore_material": (
        lambda s: booths.restore_material(s.rep, material=s.material),
        "booth",
    ),
    "leave_booth": (lambda s: booths.leave_booth(s.rep, booth=s.booth), "hall map booth"),
    "hold_desk": (lambda s: booths.hold_desk(s.rep, booth=s.booth), "hall map booth"),
    "note_waiting": (
        lambda s: (
            booths.hold_desk(s.rep, booth=s.booth),
            booths.note_waiting(s.booth.pk, waiting=3),
        ),
        "hall map booth",
    ),
    "say_present": (lambda s: booths.say_present(s.rep, booth=s.booth), "hall map booth"),
    "say_away": (
        lambda s: booths.say_away(s.rep, booth=s.booth, until=timezone.now() + timedelta(hours=1)),
        "hall map booth",
    ),
    "approve_position": (
        lambda s: booths.approve_position(s.desk, position=reviewed_again(s)),
        "home fairs fair hall positions booth",
    ),
    "approve_unflagged": (
        lambda s: booths.approve_unflagged(s.desk, positions=[reviewed_again(s)]),
        "home fairs fair hall positions booth",
    ),
    "return_position": (
        lambda s: booths.return_position(s.desk, position=s.position, note="请写班次"),
        "home fairs fair hall positions booth search",
    ),
    "edit_position": (
        lambda s: booths.edit_position(s.rep, position=s.position, title="西点师"),
        "positions booth position search",
    ),
    "close_position": (
        lambda s: booths.close_position(s.rep, position=s.position),
        "home fairs fair hall positions booth search",
    ),
    "reopen_position": (
        lambda s: booths.reopen_position(s.rep, position=s.position),
        "home fairs fair hall positions booth search",
    ),
    "move_position": (
        lambda s: booths.move_position(s.rep, position=other_position(s, order=5), places=-9),
        "positions booth",
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_public_change_is_seen_at_once_by_everybody(scene, name):
    change, names = CHANGES[name]
    pages = names.split()
    FIRST.get(name, lambda _scene: None)(scene)
    before = scene.pages(pages)
    assert scene.pages(pages) == before  # and now all of it is at hand
    change(scene)
    after = scene.pages(pages)
    assert [page for page in pages if before[page] == after[page]] == []


def test_a_body_that_corrects_its_name_is_read_anew_where_it_runs_a_fair(scene):
    before = scene.pages(["fair"])
    fairs.edit_organiser(scene.desk, organiser=scene.organiser, name="鹭岛市残疾人联合会")
    assert scene.pages(["fair"]) != before


def _told(html):
    """A page without the token, which is another at every visit."""
    head, _token, rest = html.partition('name="csrfmiddlewaretoken"')
    return head + rest.partition(">")[2]


def test_a_fair_that_comes_to_be_known_is_on_the_home_page_at_once(scene):
    Client().get("/")
    fair = make_fair(scene.organiser, name="夏风招聘会", state="draft")
    assert "夏风招聘会" not in Client().get("/").content.decode()
    fairs.publish_fair(scene.desk, fair=fair)
    assert "夏风招聘会" in Client().get("/").content.decode()


def test_what_the_clock_makes_false_is_not_kept_longer(scene, monkeypatch):
    kept = []
    cache = caches["fragments"]
    monkeypatch.setattr(type(cache), "set", lambda self, key, value, timeout: kept.append(timeout))
    booths.say_away(scene.rep, booth=scene.booth, until=timezone.now() + timedelta(minutes=5))
    Client().get(scene.path("hall"))
    ours = [seconds for seconds in kept if seconds is not None]  # the frame's parts never end
    assert len(ours) == 2  # the piece and the page around it
    assert all(290 < seconds <= 300 for seconds in ours)


@pytest.mark.parametrize(
    "name", ["home", "hall", "positions", "map", "booth", "position", "search"]
)
def test_each_way_of_reading_has_its_own_page(scene, name):
    def read(looks="", language="zh-hans"):
        client = Client()
        client.cookies["jobfair_looks"] = looks
        client.cookies["django_language"] = language
        return _told(client.get(scene.path(name)).content.decode())

    ways = [("",), ("simple=on",), ("lean=on",), ("size=large",), ("contrast=on",), ("", "en")]
    assert len({read(*way) for way in ways}) == len(ways)
    assert [read(*way) for way in ways] == [read(*way) for way in ways]


def test_nothing_of_one_person_is_kept_for_another(scene):
    person = Client()
    person.force_login(scene.rep)
    person.get(scene.path("hall"))
    person.post("/shortlist/change/", {"add": scene.position.key})
    person.get(scene.path("positions"))  # shows the message
    stranger = Client().get(scene.path("positions")).content.decode()
    for private in ("已收藏", "我的收藏（1）", "/rep/"):
        assert private not in stranger


def test_very_long_addresses_are_answered_and_not_kept(scene):
    Client().get("/search/?q=x")
    before = len(caches["fragments"]._cache)
    assert Client().get("/search/?q=" + "x" * 3000).status_code == 200
    assert len(caches["fragments"]._cache) == before
