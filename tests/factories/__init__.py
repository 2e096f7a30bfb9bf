"""Small believable things for tests; each keyword overrides one fact."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from jobfair.accounts.models import Employer, Membership, Organiser, User
from jobfair.accounts.roles import Role
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.search import reindex, reindex_booth
from jobfair.common.review import ReviewState
from jobfair.fairs.models import (
    Fair,
    FairState,
    Landmark,
    LandmarkKind,
    Mode,
    Session,
    Side,
    Venue,
    Zone,
)

NEXT = count(1)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def make_user(name: str = "", **fields: Any) -> User:
    number = next(NEXT)
    fields.setdefault("email", f"person{number}@example.org")
    return User.objects.create_user(name=name or f"测试者{number}", **fields)


def make_organiser(**fields: Any) -> Organiser:
    number = next(NEXT)
    fields.setdefault("name", f"测试市{number}残疾人联合会")
    fields.setdefault("city", "测试市")
    return Organiser.objects.create(**fields)


def make_organiser_user(organiser: Organiser, **fields: Any) -> User:
    return _with_role(Role.ORGANISER, fields, organiser=organiser)


def make_employer(organiser: Organiser | None = None, **fields: Any) -> Employer:
    number = next(NEXT)
    defaults = {
        "name": f"测试单位{number}",
        "licence_number": f"91350200TEST{number:06d}",
        "intro": "我们做纸盒。",
        "district": "思明区",
        "contact_name": "林女士",
        "contact_phone": "0592-5550000",
        "review_state": ReviewState.APPROVED,
    }
    return Employer.objects.create(organiser=organiser or make_organiser(), **(defaults | fields))


def make_rep(employer: Employer, **fields: Any) -> User:
    return _with_role(Role.REP, fields, employer=employer)


def make_jobseeker(**fields: Any) -> User:
    return _with_role(Role.JOBSEEKER, fields)


def make_adviser(organiser: Organiser, **fields: Any) -> User:
    return _with_role(Role.ADVISER, fields, organiser=organiser)


def make_door(organiser: Organiser, **fields: Any) -> User:
    return _with_role(Role.DOOR, fields, organiser=organiser)


def make_venue(organiser: Organiser, **fields: Any) -> Venue:
    defaults = {"name": f"测试场地{next(NEXT)}", "address": "测试路 1 号"}
    return Venue.objects.create(organiser=organiser, **(defaults | fields))


def make_fair(organiser: Organiser | None = None, **fields: Any) -> Fair:
    """A published hybrid fair from tomorrow, two days long, with a session and a zone."""
    organiser = organiser or make_organiser()
    start = fields.pop("starts_at", timezone.now() + timedelta(days=1))
    end = fields.pop("ends_at", start + timedelta(days=2))
    mode = fields.pop("mode", Mode.HYBRID)
    if mode != Mode.ONLINE and "venue" not in fields:
        fields["venue"] = make_venue(organiser)
    defaults = {
        "name": f"测试招聘会{next(NEXT)}",
        "summary": "为残疾人办的招聘会。",
        "help_available": "有手语翻译。",
        "contact_phone": "0592-5550001",
        "state": FairState.PUBLISHED,
    }
    fair = Fair.objects.create(
        organiser=organiser, mode=mode, starts_at=start, ends_at=end, **(defaults | fields)
    )
    Session.objects.create(fair=fair, starts_at=start, ends_at=start + timedelta(hours=2))
    Zone.objects.create(fair=fair, code="A", name="制造", rows=2, places_per_row=10)
    return fair


def make_entrance(fair: Fair, **fields: Any) -> Landmark:
    """The way in, before the first zone."""
    defaults = {"kind": LandmarkKind.ENTRANCE, "side": Side.FRONT, "name": "东门"}
    zone = fields.pop("zone", fair.zones.first())
    return Landmark.objects.create(fair=fair, zone=zone, **(defaults | fields))


def make_open_fair(organiser: Organiser | None = None, **fields: Any) -> Fair:
    fields.setdefault("starts_at", timezone.now() - timedelta(hours=1))
    return make_fair(organiser, state=FairState.OPEN, **fields)


def make_booth(fair: Fair, employer: Employer | None = None, **fields: Any) -> Booth:
    """A published booth on the next free place of the first zone."""
    zone = fair.zones.first()
    taken = fair.booths.filter(zone=zone).count()
    defaults = {"zone": zone, "number": taken + 1, "published_at": timezone.now()}
    booth = Booth.objects.create(
        fair=fair, employer=employer or make_employer(fair.organiser), **(defaults | fields)
    )
    booth.sessions.set(fair.sessions.all())
    reindex_booth(booth)
    return booth


def make_position(booth: Booth, job_type: str = "包装工", provisions=(), **fields: Any) -> Position:
    """An approved, complete position."""
    defaults = {
        "title": f"包装员{next(NEXT)}",
        "headcount": 2,
        "pay_min": 3000,
        "pay_max": 4000,
        "district": "思明区",
        "duties": "把成品装进纸盒。",
        "posture": "sitting",
        "telephone": "none",
        "noise": "quiet",
        "easy_what": "把东西装进盒子",
        "easy_where": "思明区测试路 1 号",
        "easy_when": "周一到周五，9 点到 5 点",
        "easy_pay": "每月 3000 到 4000 元",
        "easy_support": "有人带您做",
        "review_state": ReviewState.APPROVED,
        "reviewed_at": timezone.now(),
        "edited_at": LONG_AGO,
    }
    if fields.get("review_state", ReviewState.APPROVED) == ReviewState.APPROVED:
        defaults["first_approved_at"] = timezone.now()
    kind, _made = JobType.objects.get_or_create(name=job_type)
    position = Position.objects.create(booth=booth, job_type=kind, **(defaults | fields))
    PositionProvision.objects.bulk_create(
        PositionProvision(position=position, word=word) for word in provisions
    )
    reindex(position)
    return position


def _with_role(role: Role, fields: dict[str, Any], **body: Any) -> User:
    user = make_user(**fields)
    Membership.objects.create(user=user, role=role, **body)
    return user
