"""One search over every fair that is open or still to come."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_booth, make_fair, make_position

pytestmark = pytest.mark.django_db


def page(client, text, **more):
    return client.get("/search/", {"q": text} | more).content.decode()


@pytest.mark.parametrize(
    "text", ["面点", "miandian", "mds", "MDS", "ｍｄｓ", "面点shi", "白鹭洲 面点", "pastry"]
)
def test_positions_are_found(client, position, text):
    assert "面点师</a>" in page(client, text)


def test_fairs_that_are_over_or_not_published_are_left_out(client, organiser):
    for state in ("draft", "closed", "archived"):
        make_position(make_booth(make_fair(organiser, state=state)), title="面点师")
    assert "没有找到岗位" in page(client, "面点")


def test_fairs_are_found_by_name(client, fair):
    assert "春风招聘会</a>" in page(client, "春风")
    assert "春风招聘会</a>" in page(client, "SPRING")


@pytest.mark.parametrize("text", ["长辈版", "关怀版", "无障碍版", "大字版"])
def test_ways_of_reading_lead_to_the_settings(client, db, text):
    html = page(client, text)
    assert "这里没有单独的长辈版" in html
    assert 'href="/preferences/?next=' in html


@pytest.mark.parametrize(
    "text", ["", "   ", "？？", "'\"; DROP TABLE", "x" * 3000, "AND OR NOT", "*", "\x00"]
)
def test_any_text_is_taken(client, position, text):
    assert client.get("/search/", {"q": text}).status_code == 200


def test_what_was_asked_is_shown_and_escaped(client, db):
    html = page(client, '"><b>x')
    assert "<b>x" not in html
    assert "&quot;&gt;&lt;b&gt;x" in html


def test_results_come_in_pages(client, booth):
    for number in range(21):
        make_position(booth, title=f"面点师{number:02d}")
    assert "找到 21 个岗位" in page(client, "面点")
    assert "page=2" in page(client, "面点")
    assert page(client, "面点", page=2).count("<article") == 1


def test_as_many_queries_for_three_as_for_one(client, booth):
    counts = []
    for _ in range(3):
        make_position(booth, title="面点师", provisions=["lift"])
        caches["fragments"].clear()
        with CaptureQueriesContext(connection) as queries:
            page(client, "面点")
        counts.append(len(queries))
    assert counts[0] == counts[-1]


def test_where_nothing_was_asked_or_found_the_fairs_lead_on(client, fair, position):
    for text in ("", "没有这样的词"):
        html = page(client, text)
        assert f'href="/fairs/{fair.key}/">春风招聘会</a>' in html
        assert f'href="/fairs/{fair.key}/steps/"' in html
        assert 'href="/fairs/"' in html.split("<main")[1]
    assert "可以搜岗位、工种、单位、工作地点、展位号" in page(client, "")
    assert "/steps/" not in page(client, "面点")


def test_a_page_that_is_not_there_leads_on(client, fair):
    found = client.get("/nowhere/")
    html = found.content.decode().split("<main")[1]
    assert found.status_code == 404
    for way in ("/search/", f"/fairs/{fair.key}/", "/fairs/", "/accounts/login/", "/help/"):
        assert f'"{way}"' in html, way


def test_without_a_fair_the_pages_that_lead_on_say_so(client, db):
    for html in (page(client, ""), client.get("/nowhere/").content.decode()):
        assert "最近没有安排招聘会。" in html
