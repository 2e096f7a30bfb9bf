"""Tables to which rows are only added lose none by what passes the triggers of rows."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.attendance.models import CategoryTable
from jobfair.booths.models import PositionReview
from jobfair.chat.models import ReportReason, Verdict
from jobfair.chat.services import decide_report, report_message
from jobfair.common.review import ReviewState
from jobfair.outcomes.calls import Call, Reason
from jobfair.outcomes.models import PlaceKind
from jobfair.outcomes.services import Heard, place_person, record_follow_up
from tests.factories import make_adviser, make_organiser_user, make_position
from tests.factories.intents import make_asked
from tests.factories.talk import make_talk, new_cid, say

pytestmark = pytest.mark.django_db

TABLES = [
    "attendance.CategoryTable",
    "booths.PositionReview",
    "chat.Decision",
    "chat.Report",
    "chat.StopStep",
    "intents.Entry",
    "outcomes.FollowUp",
]


@pytest.fixture
def rows():
    """A row in each of them."""
    intent, jobseeker, _rep = make_asked()
    CategoryTable.objects.create(fair=intent.fair, people=0, shown={})
    position = make_position(intent.booth)
    PositionReview.objects.create(position=position, outcome=ReviewState.APPROVED, seen={})
    followed_up(person_of(jobseeker), intent.fair)
    talk, seeker, rep = make_talk(intent.booth)
    said = say(rep, talk, "先交 200 元")
    report = report_message(seeker, message=said, reason=ReportReason.MONEY)
    boss = make_organiser_user(intent.fair.organiser)
    decide_report(boss, report=report, verdict=Verdict.STOPPED, why="收费")


def followed_up(person, fair):
    adviser = make_adviser(fair.organiser)
    day = timezone.localdate() - timedelta(days=40)
    where = {"kind": PlaceKind.KINDNESS_SHOP, "place": "暖心小店", "started_on": day}
    work = place_person(adviser, fair=fair, person=person, **where)
    nobody = Heard(reason=Reason.NO_ANSWER)
    record_follow_up(adviser, work=work, call=Call.MONTH_1, heard=nobody, cid=new_cid())


def statements(table: str) -> list[str]:
    if connection.vendor == "sqlite":
        return [f"REPLACE INTO {table} SELECT * FROM {table}"]
    return ["SET CONSTRAINTS ALL IMMEDIATE", f"TRUNCATE {table} CASCADE"]


def carry_out(wanted: list[str]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in wanted:
            cursor.execute(statement)


@pytest.mark.parametrize("name", TABLES)
def test_no_row_is_put_in_anothers_place_or_gone_with_all(rows, name):
    model = apps.get_model(name)
    before = list(model.objects.order_by("pk").values())
    assert before
    with pytest.raises(DatabaseError, match=r"append-only|never changed"):
        carry_out(statements(model._meta.db_table))
    assert list(model.objects.order_by("pk").values()) == before
