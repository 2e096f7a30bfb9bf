"""Districts on English pages: in English where that is settled, else Chinese that says so."""

import pytest
from django.utils.translation import override

from jobfair.common.districts import SETTLED, district_name
from tests.factories import make_position

pytestmark = pytest.mark.django_db


def hall(client, fair, query="", language="en"):
    client.cookies["django_language"] = language
    return client.get(f"/fairs/{fair.key}/hall/?view=positions&{query}").content.decode()


def test_a_settled_district_is_english_on_cards_in_filters_and_in_what_was_chosen(
    client, fair, position
):
    page = hall(client, fair, "district=思明区")
    assert page.count("Siming District") >= 3
    assert '<option value="思明区" selected>Siming District' in page
    assert "Siming" not in hall(client, fair, "district=思明区", language="zh-hans")


def test_another_stays_chinese_and_is_marked(client, fair, booth):
    make_position(booth, district="鼓楼区")
    assert '<span lang="zh-Hans-CN">鼓楼区</span>' in hall(client, fair)


def test_every_settled_one_has_its_english():
    with override("en"):
        assert all(district_name(name).isascii() for name in SETTLED)
    assert district_name("思明区") == "思明区"
