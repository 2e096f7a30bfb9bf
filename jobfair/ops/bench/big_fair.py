"""A fair as large as they come, made quickly: for measuring, never for showing."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle, islice

from django.db import transaction
from django.utils import timezone

from jobfair.accounts.models import Employer, Organiser
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.search import reindex_all
from jobfair.common.ids import new_id
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState, Mode, Session, Venue, Zone

WORK = ("包装", "缝纫", "数据录入", "客服", "质检", "仓库管理", "电工", "保洁", "文员", "印刷")
DISTRICTS = ("思明区", "湖里区", "集美区", "海沧区", "同安区", "翔安区")
PROVISIONS = ("step_free", "text_contact", "mentor", "quiet_room")
PLACES_PER_ZONE = 50


@transaction.atomic
def build(booths: int, positions: int) -> Fair:
    """Fill an empty database with an open fair of so many booths and positions; return it."""
    organiser = Organiser.objects.create(name="测试市残疾人联合会", city="测试市")
    fair = open_fair(organiser)
    stands = add_booths(fair, organiser, booths)
    add_positions(stands, positions)
    reindex_all()
    return fair


def open_fair(organiser: Organiser) -> Fair:
    """Make the fair itself, open since an hour ago."""
    venue = Venue.objects.create(organiser=organiser, name="测试场馆", address="测试路 1 号")
    start = timezone.now() - timedelta(hours=1)
    fair = Fair.objects.create(
        organiser=organiser,
        venue=venue,
        name="大型招聘会",
        summary="用来测量的招聘会。",
        help_available="有手语翻译。",
        contact_phone="0592-5550001",
        mode=Mode.HYBRID,
        state=FairState.OPEN,
        starts_at=start,
        ends_at=start + timedelta(days=2),
    )
    Session.objects.create(fair=fair, starts_at=start, ends_at=start + timedelta(hours=8))
    return fair


def add_booths(fair: Fair, organiser: Organiser, count: int) -> list[Booth]:
    """Make published booths of approved employers, zone by zone."""
    employers = Employer.objects.bulk_create(
        Employer(
            organiser=organiser,
            name=f"测试单位{number:03d}",
            licence_number=f"91350200BENCH{number:05d}",
            intro="我们做纸盒，也做纸袋。",
            district=DISTRICTS[number % len(DISTRICTS)],
            review_state=ReviewState.APPROVED,
        )
        for number in range(count)
    )
    zones = Zone.objects.bulk_create(
        Zone(fair=fair, code=chr(ord("A") + number), name=f"展区{number + 1}", rows=5)
        for number in range(-(-count // PLACES_PER_ZONE))
    )
    now = timezone.now()
    return Booth.objects.bulk_create(
        Booth(
            fair=fair,
            employer=employer,
            zone=zones[number // PLACES_PER_ZONE],
            number=number % PLACES_PER_ZONE + 1,
            intro="欢迎来聊聊。",
            published_at=now,
            staffed_until=now + timedelta(hours=6) if number % 3 else None,
        )
        for number, employer in enumerate(employers)
    )


def add_positions(booths: list[Booth], count: int) -> None:
    """Spread approved positions, each with what the place provides, over the booths."""
    kinds = [JobType.objects.get_or_create(name=f"{work}工")[0] for work in WORK]
    made = Position.objects.bulk_create(
        position(number, booth, kinds[number % len(kinds)])
        for number, booth in enumerate(islice(cycle(booths), count))
    )
    PositionProvision.objects.bulk_create(
        PositionProvision(position=one, word=PROVISIONS[number % len(PROVISIONS)])
        for number, one in enumerate(made)
    )


def position(number: int, booth: Booth, kind: JobType) -> Position:
    """Make one approved position, unlike its neighbours in pay, district and demands."""
    return Position(
        booth=booth,
        job_type=kind,
        order=number,
        title=f"{WORK[number % len(WORK)]}员{number}",
        headcount=number % 5 + 1,
        pay_min=2500 + number % 20 * 100,
        pay_max=4500 + number % 20 * 100,
        district=DISTRICTS[number % len(DISTRICTS)],
        duties="把成品装进纸盒，贴好标签，放到架上。",
        posture=("sitting", "standing", "either")[number % 3],
        telephone="none",
        noise="quiet",
        easy_what="把东西装进盒子",
        easy_where="思明区测试路 1 号",
        easy_when="周一到周五，9 点到 5 点",
        easy_pay="每月 3000 到 4000 元",
        easy_support="有人带您做",
        review_state=ReviewState.APPROVED,
        reviewed_at=timezone.now(),
    )


@transaction.atomic
def build_small() -> Fair:
    """Add an open fair of an organiser of its own, with one booth and ten positions."""
    name = f"测试市残疾人联合会 {new_id().hex}"
    organiser = Organiser.objects.create(name=name, city="测试市")
    fair = open_fair(organiser)
    add_positions(add_booths(fair, organiser, 1), 10)
    return fair
