"""The hall: as a list of booths, as a list of positions, step by step, as a map."""

import gzip
import re
from datetime import timedelta

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.booths.models import Booth, Position
from jobfair.booths.search import reindex_all
from jobfair.common.ids import new_id
from jobfair.fairs.models import Zone
from jobfair.web.hall_map import HALL, Plan
from tests.factories import make_booth, make_employer, make_fair, make_open_fair, make_position

pytestmark = pytest.mark.django_db


@pytest.fixture
def get(client, fair):
    def get_(query="", page="hall"):
        return client.get(f"/fairs/{fair.key}/{page}/{query}").content.decode()

    return get_


def test_booths_stand_in_their_zones_in_walking_order(get, fair, booth, organiser):
    zone = Zone.objects.create(fair=fair, code="B", name="服务")
    make_booth(fair, make_employer(organiser, name="乙单位"), zone=zone, number=1)
    make_booth(fair, make_employer(organiser, name="丙单位"))
    make_booth(fair, make_employer(organiser, name="没位置的单位"), zone=None, number=None)
    page = get()
    names = ["制造", "白鹭洲食品", "丙单位", "服务", "乙单位", "还没有安排位置", "没位置的单位"]
    places = [page.index(name, page.index('class="zone"')) for name in names]
    assert places == sorted(places)
    assert "A01" in page


def test_only_what_is_public_is_shown(get, fair, booth, organiser):
    make_position(booth, title="看得见的岗位")
    make_position(booth, title="草稿岗位", review_state="draft")
    make_position(booth, title="停招的岗位", closed_at=timezone.now())
    make_booth(fair, make_employer(organiser, name="没发布的单位"), published_at=None)
    make_booth(fair, make_employer(organiser, name="没审核的单位", review_state="submitted"))
    assert "没发布的单位" not in get()
    assert "没审核的单位" not in get()
    positions = get("?view=positions")
    assert "看得见的岗位" in positions
    assert "草稿岗位" not in positions
    assert "停招的岗位" not in positions


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"staffed_until": timedelta(minutes=50)}, "现在有招聘人员"),
        ({"staffed_until": timedelta(minutes=50), "away_until": timedelta(minutes=10)}, "回来"),
        ({}, "现在没有招聘人员"),
    ],
)
def test_the_hall_says_in_words_who_is_there(get, booth, fields, words):
    for name, after in fields.items():
        setattr(booth, name, timezone.now() + after)
    booth.save()
    assert words in get()
    assert words in get(page="map")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=面点", True),
        ("?q=miandian", True),
        ("?q=mds", True),
        ("?q=ＭＤＳ", True),
        ("?q=白鹭洲", True),
        ("?q=水饺", True),
        ("?q=pastry", True),
        ("?q=焊接", False),
        ("?job_type=包装工", True),
        ("?job_type=没有的工种", False),
        ("?district=思明区", True),
        ("?district=湖里区", False),
        ("?pay=3000", True),
        ("?pay=3500", False),
        ("?posture=sitting", True),
        ("?posture=standing", False),
        ("?posture=standing&posture=sitting", True),
        ("?telephone=none&noise=quiet", True),
        ("?telephone=none&noise=loud", False),
        ("?workplace=remote", False),
        ("?provides=lift", True),
        ("?provides=lift&provides=meals", False),
    ],
)
def test_every_filter_in_every_view(get, position, query, found):
    assert ("白鹭洲食品</a>" in get(query)) is found
    if "水饺" not in query:  # the booth's words, not the position's
        assert ("面点师</a>" in get(f"{query}&view=positions")) is found
    plan = get(query, "map")
    assert ("不符合您的条件" in plan) is not found


def test_the_result_is_a_sentence_and_each_condition_a_way_out(get, position):
    page = get("?q=面点&posture=sitting")
    assert "找到 1 家用人单位，1 个岗位，一共招 2 人。" in page
    assert 'href="?posture=sitting"' in page
    assert "关键词：面点" in page
    assert "按条件筛选（已选 1 项）" in page


def test_nothing_found_helps_on(get, position):
    page = get("?q=没有这样的岗位")
    assert "没有找到。" in page
    assert "没有完全符合的岗位" in page
    assert "去掉全部条件" in page


def test_an_empty_hall_says_so(get):
    assert "展厅还是空的" in get()


def test_the_words_of_a_search_come_first_in_titles(get, booth):
    make_position(booth, title="司机", duties="也做客服。")
    make_position(booth, title="客服")
    page = get("?q=客服&view=positions")
    assert page.index(">客服</a>") < page.index(">司机</a>")


def test_the_way_to_a_booth_keeps_the_conditions(get, client, booth, position):
    page = get("?q=mds&posture=sitting")
    assert f'href="/booths/{booth.key}/?q=mds&amp;posture=sitting"' in page
    inside = client.get(f"/booths/{booth.key}/?q=mds&posture=sitting").content.decode()
    assert inside.count(f'href="/fairs/{booth.fair.key}/hall/?q=mds&amp;posture=sitting"') == 2


def test_a_large_hall_is_shown_zone_by_zone_in_pages(get, fair, organiser):
    zones = [fair.zones.get(), Zone.objects.create(fair=fair, code="B", name="服务", rows=5)]
    zones[0].rows = 10
    zones[0].save()
    for number in range(1, 46):
        make_booth(
            fair, make_employer(organiser, name=f"甲{number:02d}"), zone=zones[0], number=number
        )
    make_booth(fair, make_employer(organiser, name="乙单位"), zone=zones[1], number=1)
    page = get()
    assert "甲40</a>" in page
    assert "甲41</a>" not in page
    assert "乙单位</a>" not in page
    assert "甲45</a>" in get("?page=2")
    assert "乙单位</a>" in get("?zone=B")
    assert 'href="?zone=B"' in page
    assert get("?zone=Z").count("甲01</a>") == 1


def test_positions_come_twenty_a_page(get, booth):
    for number in range(25):
        make_position(booth, title=f"岗位{number:02d}", order=number)
    assert "岗位19</a>" in get("?view=positions")
    assert "岗位20</a>" not in get("?view=positions")
    assert "岗位24</a>" in get("?view=positions&page=2")


@pytest.mark.parametrize(
    "query", ["", "?view=positions", "?q=面点", "?q=面点&view=positions", "?pay=2000"]
)
def test_a_hall_asks_as_often_for_three_booths_as_for_one(client, fair, organiser, query):
    counts = []
    for _ in range(3):
        make_position(
            make_booth(fair, make_employer(organiser)), title="面点师", provisions=["lift", "meals"]
        )
        counts.append(_queries(client, f"/fairs/{fair.key}/hall/{query}"))
    assert counts[0] == counts[-1] <= 8


@pytest.mark.parametrize("place", ["map/", "map/?zone=A", "steps/"])
def test_other_views_too(client, fair, organiser, place):
    counts = []
    for _ in range(3):
        make_position(make_booth(fair, make_employer(organiser)))
        counts.append(_queries(client, f"/fairs/{fair.key}/{place}"))
    assert counts[0] == counts[-1] <= 8


def _queries(client, path):
    caches["fragments"].clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path, follow=True).status_code == 200
    return len([q for q in queries if "shared_cache" not in q["sql"]])


def test_a_page_at_hand_asks_once(client, fair, position):
    client.get(f"/fairs/{fair.key}/hall/")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/fairs/{fair.key}/hall/")
    assert len(queries) == 1


@pytest.fixture
def great_hall(organiser):
    """300 booths with 3,000 positions, written past the services for speed."""
    fair = make_open_fair(organiser)
    zone = fair.zones.get()
    first = make_position(make_booth(fair), job_type="装配工", provisions=["lift"])
    employers = [make_employer(organiser) for _ in range(299)]
    booths = [
        Booth(fair=fair, employer=each, zone=zone, number=number, published_at=timezone.now())
        for number, each in enumerate(employers, 2)
    ]
    Booth.objects.bulk_create(booths)
    position = {f.attname: getattr(first, f.attname) for f in Position._meta.concrete_fields}
    Position.objects.bulk_create(
        Position(**position | {"id": new_id(), "booth_id": booth.pk, "order": order})
        for booth in [first.booth, *booths]
        for order in range(10)
    )
    reindex_all()
    return fair


def test_a_hall_of_300_booths_with_3000_positions(client, great_hall):
    for query in ("", "?view=positions", "?q=装配", "?q=zp&view=positions&posture=sitting"):
        assert _queries(client, f"/fairs/{great_hall.key}/hall/{query}") <= 8
        page = client.get(f"/fairs/{great_hall.key}/hall/{query}")
        assert len(gzip.compress(page.content)) <= 14 * 1024
    page = client.get(f"/fairs/{great_hall.key}/hall/").content.decode()
    assert "300 家用人单位，3,001 个岗位，一共招 6,002 人。" in page
    assert _queries(client, f"/fairs/{great_hall.key}/map/?zone=A") <= 8


# Step by step


def test_every_answer_leads_to_the_next_question_and_at_last_to_the_hall(client, fair, position):
    path = f"/fairs/{fair.key}/steps/"
    for number in range(1, 5):
        page = client.get(path).content.decode()
        assert f"第 {number} 个问题，共 4 个" in page
        path = re.search(r'class="answer" href="([^"]+)"', page)[1].replace("&amp;", "&")
    assert path.startswith(f"/fairs/{fair.key}/hall/")
    page = client.get(path).content.decode()
    assert "面点师</a>" in page
    for chip in (
        "姿势：以坐为主",
        "打电话：不用打电话",
        "在哪里上班：到岗工作",
        "工作所在区：思明区",
    ):
        assert chip in page


def test_a_question_offers_at_most_seven_answers_each_with_what_is_left(client, fair, booth):
    for number in range(9):
        make_position(booth, district=f"第{number}区")
    page = client.get(f"/fairs/{fair.key}/steps/?step=4").content.decode()
    assert len(re.findall('class="answer[ "]', page)) == 7
    assert "1 个岗位" in page
    assert "都可以" in page


def test_going_back_forgets_the_last_answer(client, fair, position):
    page = client.get(f"/fairs/{fair.key}/steps/?posture=sitting&step=2").content.decode()
    assert f'href="/fairs/{fair.key}/steps/?step=1"' in page


@pytest.mark.parametrize("step", ["0", "9", "x", ""])
def test_an_unknown_step_is_the_first(client, fair, position, step):
    assert "第 1 个问题" in client.get(f"/fairs/{fair.key}/steps/?step={step}").content.decode()


# The map


def test_every_booth_is_a_link_with_a_name(get, booth, organiser, fair):
    make_booth(fair, make_employer(organiser, name="乙单位"))
    page = get(page="map")
    labels = re.findall(r'<a [^>]*href="(/booths/[^"]+)" aria-label="([^"]+)"', page)
    assert labels[0] == (f"/booths/{booth.key}/", "A01 白鹭洲食品，现在没有招聘人员，可以留言")
    assert len(labels) == 2
    assert page.count('class="place place--free"') == 18 + 1  # and one in the key


def test_the_list_below_the_map_holds_the_same_booths(get, booth, organiser, fair):
    make_booth(fair, make_employer(organiser, name="没位置的单位"), zone=None, number=None)
    order = get(page="map").partition("从入口开始的顺序")[2]
    assert "A01 <span>白鹭洲食品" in order
    assert "没位置的单位" in order


def test_one_zone_by_itself(get, fair, booth):
    Zone.objects.create(fair=fair, code="B", name="服务")
    page = get("?zone=B", "map")
    assert 'aria-current="page">B 服务' in page
    assert "白鹭洲食品" not in page
    assert "白鹭洲" in get("?zone=A", "map")


def test_a_fair_without_zones_has_an_empty_plan(client, organiser):
    fair = make_fair(organiser)
    fair.zones.all().delete()
    assert client.get(f"/fairs/{fair.key}/map/").status_code == 200


def test_a_hall_without_positions_says_so(get, booth):
    page = get("?view=positions")
    assert page.count("现在没有公开的岗位") == 1
    assert "没有完全符合的岗位" not in page
    assert "现在没有公开的岗位" not in get("?view=positions&q=没有")


def test_searching_in_the_simple_view_keeps_the_conditions(client, get, booth):
    make_position(booth)
    client.cookies["jobfair_looks"] = "simple=on"
    page = get("?view=positions&pay=2000&posture=sitting&posture=mixed&q=x")
    form = page.partition('class="filters')[2].partition("</form>")[0]
    for kept in ('name="pay" value="2000"', 'name="posture" value="sitting"', 'name="view"'):
        assert form.count(kept) == 1
    assert form.count('name="q"') == 1


@pytest.mark.parametrize(
    ("width", "is_wide"), [(320, False), (640, True), (880, True), (1100, False)]
)
def test_a_plan_is_drawn_larger_where_that_fills_a_wide_page(width, is_wide):
    assert Plan(width, 400, HALL, []).is_wide is is_wide
