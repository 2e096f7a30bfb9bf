"""What the description shows of each shape: one small fair, as the serializers write it.

The things live in memory only. A shape that is sent has the fields of the one that is
read, without those the service fills in by itself.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cached_property
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Model
from rest_framework.serializers import BaseSerializer

from jobfair.accounts.models import Employer, Organiser, Person
from jobfair.api.serializers import booths as of_booths
from jobfair.api.serializers import fairs as of_fairs
from jobfair.api.serializers.employers import NewEmployerSerializer
from jobfair.api.serializers.intents import IntentSerializer
from jobfair.api.serializers.people import EmployerSerializer
from jobfair.booths.models import Booth, JobType, Position, PositionProvision
from jobfair.booths.vocabulary import Provision
from jobfair.common.review import ReviewState
from jobfair.fairs.models import (
    Announcement,
    Answer,
    Fair,
    FairState,
    Landmark,
    LandmarkKind,
    Mode,
    Series,
    Session,
    Side,
    Venue,
    Zone,
)
from jobfair.intents.models import Intent
from jobfair.intents.steps import State, Step, Word

PREPARED_AT = datetime(2027, 2, 20, 1, 0, tzinfo=UTC)
MORNING = datetime(2027, 3, 5, 1, 0, tzinfo=UTC)
EVENING = datetime(2027, 3, 5, 9, 0, tzinfo=UTC)
NAME = "白鹭洲食品（示例）"


class World:
    """The things of the examples, each made when it is asked for."""

    @cached_property
    def organiser(self) -> Organiser:
        return _made(Organiser, name="示例市残疾人联合会", city="示例市")

    @cached_property
    def partner(self) -> Organiser:
        return _made(Organiser, "partner", name="示例市人才服务中心", city="示例市")

    @cached_property
    def venue(self) -> Venue:
        return _made(
            Venue,
            organiser=self.organiser,
            name="市民中心",
            district="东湖区",
            address="东湖路 1 号",
            transport="地铁 2 号口出站，向东 180 米。",
            step_free=Answer.YES,
            step_free_note="东门有坡道。",
        )

    @cached_property
    def series(self) -> Series:
        return _made(Series, organiser=self.organiser, name="就业援助月")

    @cached_property
    def fair(self) -> Fair:
        fair = _made(
            Fair,
            organiser=self.organiser,
            series=self.series,
            venue=self.venue,
            name="春季招聘会",
            name_en="Spring Fair",
            summary="为残疾人办的招聘会。",
            help_available="手语翻译全程在场。",
            contact_phone="0592-5550000",
            contact_email="fair@example.org",
            mode=Mode.HYBRID,
            state=FairState.PUBLISHED,
            starts_at=MORNING,
            ends_at=EVENING,
            registration_opens_at=PREPARED_AT,
            registration_closes_at=MORNING,
            capacity=300,
        )
        return _with(fair, co_organisers=[self.partner])

    @cached_property
    def session(self) -> Session:
        facts = {"name": "上午场", "starts_at": MORNING, "ends_at": MORNING.replace(hour=4)}
        return _made(Session, fair=self.fair, **facts)

    @cached_property
    def zone(self) -> Zone:
        return _made(Zone, fair=self.fair, code="A", name="制造", rows=2, places_per_row=10)

    @cached_property
    def entrance(self) -> Landmark:
        facts = {"kind": LandmarkKind.ENTRANCE, "side": Side.FRONT, "name": "东门"}
        return _made(Landmark, fair=self.fair, zone=self.zone, **facts)

    @cached_property
    def announcement(self) -> Announcement:
        return _made(Announcement, fair=self.fair, title="东门有坡道", body="请从东门进。")

    @cached_property
    def employer(self) -> Employer:
        return _made(
            Employer,
            organiser=self.organiser,
            name=NAME,
            intro="我们做冷冻水饺。",
            district="东湖区",
            website="https://example.org/",
            contact_name="林女士",
            contact_phone="0592-5550001",
            contact_email="rep@example.org",
            review_state=ReviewState.APPROVED,
        )

    @cached_property
    def booth(self) -> Booth:
        places = {"fair": self.fair, "employer": self.employer, "zone": self.zone, "number": 7}
        booth = _made(Booth, **places, intro="现场可以试做。", published_at=PREPARED_AT)
        return _with(booth, sessions=[self.session])

    @cached_property
    def position(self) -> Position:
        position = _made(
            Position,
            booth=self.booth,
            job_type=_made(JobType, name="面点师"),
            title="面点师",
            headcount=2,
            pay_min=3500,
            pay_max=4200,
            duties="包水饺、装盘。",
            hours="9 点到 17 点",
            posture="sitting",
            easy_what="包水饺",
            easy_where="东湖区东湖路 1 号",
            easy_when="周一到周五，9 点到 5 点",
            easy_pay="每月 3500 到 4200 元",
            easy_support="有人带您做",
            review_state=ReviewState.APPROVED,
        )
        lift = PositionProvision(position=position, word=Provision.LIFT)
        return _with(position, provision_rows=[lift])

    @cached_property
    def intent(self) -> Intent:
        return _made(
            Intent,
            fair=self.fair,
            booth=self.booth,
            position=self.position,
            person=_made(Person, name="小陈"),
            jobseeker=Word.YES,
            jobseeker_number=12,
            state=State.ASKED,
            last_number=12,
            last_at=MORNING,
        )


def _made(model: type[Model], which: str = "", /, **facts: Any) -> Any:
    """A thing of that kind, the same at every call; it is not in the database."""
    key = uuid5(NAMESPACE_URL, f"jobfair:{model.__name__}:{which}")
    # The upper bits of a UUIDv7 count milliseconds: this one is of 2027.
    return model(id=UUID(int=(0x019CC << 108) | (key.int >> 20)), created_at=PREPARED_AT, **facts)


def _with(thing: Any, **several: list[Any]) -> Any:
    """The thing with what hangs on it, as if it had been read beforehand."""
    thing._prefetched_objects_cache = several
    return thing


def _written(form: type[BaseSerializer[Any]], thing: Any, *names: str) -> dict[str, Any]:
    """What the serializer makes of the thing; only the named fields, when there are any."""
    data = form(thing).data
    return {name: data[name] for name in names or data}


def _position_plan(world: World) -> dict[str, Any]:
    read = _written(of_booths.PositionSerializer, world.position, "provisions")
    return _written(of_booths.PositionPlanSerializer, world.position) | read


def _step(world: World) -> dict[str, Any]:
    cid = "7d0a4f6b3c1e48d29b5f0e6a8c2d4b10"
    return {"position": world.position.key, "step": Step.INTERESTED.value, "cid": cid}


def _heard(world: World) -> dict[str, Any]:
    said = {"side": "jobseeker", "voice": "family", "channel": "phone"}
    return _step(world) | {"person": world.intent.person.key} | said


SHAPES: Mapping[str, Callable[[World], dict[str, Any]]] = {
    "Announcement": lambda w: _written(of_fairs.AnnouncementSerializer, w.announcement),
    "Fair": lambda w: _written(of_fairs.FairSerializer, w.fair),
    "NewFair": lambda w: _written(of_fairs.NewFairSerializer, w.fair),
    "PatchedFairPlan": lambda w: _written(of_fairs.FairPlanSerializer, w.fair, "summary", "venue"),
    "Session": lambda w: _written(of_fairs.SessionSerializer, w.session),
    "Zone": lambda w: _written(of_fairs.ZoneSerializer, w.zone),
    "Landmark": lambda w: _written(of_fairs.LandmarkSerializer, w.entrance),
    "Employer": lambda w: _written(EmployerSerializer, w.employer),
    "NewEmployer": lambda w: _written(NewEmployerSerializer, w.employer),
    "Venue": lambda w: _written(of_fairs.VenueSerializer, w.venue),
    "Series": lambda w: _written(of_fairs.SeriesSerializer, w.series),
    "PatchedEmployer": lambda w: _written(EmployerSerializer, w.employer, "intro", "website"),
    "Booth": lambda w: _written(of_booths.BoothSerializer, w.booth),
    "NewBooth": lambda w: _written(of_booths.NewBoothSerializer, w.booth),
    "PatchedBoothTexts": lambda w: _written(
        of_booths.BoothSerializer, w.booth, "intro", "sessions"
    ),
    "Place": lambda w: _written(of_booths.PlaceSerializer, {"zone": w.zone.pk, "number": 7}),
    "Intent": lambda w: _written(IntentSerializer, w.intent),
    "Step": _step,
    "Heard": _heard,
    "Position": lambda w: _written(of_booths.PositionSerializer, w.position),
    "PreparedPosition": lambda w: _written(of_booths.PreparedPositionSerializer, w.position),
    "PositionPlan": _position_plan,
    "PatchedPositionPlan": lambda w: _written(
        of_booths.PositionPlanSerializer, w.position, "hours", "pay_min", "pay_max"
    ),
    "Approval": lambda _w: {"keeping_flagged": True},
    "Note": lambda _w: {"note": "请写明班次。"},
}
JSON = "application/json"


def add_examples(result: Any, **kwargs: Any) -> Any:
    """A postprocessing hook: an example beside every body that is sent or answered."""
    world, shapes = World(), result["components"]["schemas"]
    for operations in result["paths"].values():
        for operation in operations.values():
            for body in (operation.get("requestBody", {}), *operation["responses"].values()):
                if said := body.get("content", {}).get(JSON):
                    said["example"] = _example(said["schema"], shapes, world)
    return result


def _example(schema: Any, shapes: Any, world: World) -> Any:
    if schema.get("type") == "array":
        return [_example(schema["items"], shapes, world)]
    name = schema["$ref"].rpartition("/")[2]
    fields = shapes[name]["properties"]
    if "results" in fields:
        results = _example(fields["results"], shapes, world)
        return {"count": len(results), "next": None, "previous": None, "results": results}
    whole = SHAPES[name.removesuffix("Request")](world)
    return {field: value for field, value in whole.items() if field in fields}
