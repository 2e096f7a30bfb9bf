"""The address of a hall: read, written, in words, and without one wish."""

import pytest
from django.http import QueryDict

from jobfair.booths.models import Position
from jobfair.booths.search import Wishes
from jobfair.booths.vocabulary import DEMANDS, Provision
from jobfair.web.field_words import words_of
from jobfair.web.hall_query import HallQuery, chips


def parse(text):
    return HallQuery.parse(QueryDict(text))


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("", HallQuery()),
        ("q=+包装++工+", HallQuery(Wishes(text="包装 工"))),
        ("job_type=保洁&district=思明区", HallQuery(Wishes(job_type="保洁", district="思明区"))),
        ("pay=3000", HallQuery(Wishes(pay_min=3000))),
        ("pay=-1", HallQuery()),
        ("pay=many", HallQuery()),
        ("pay=99999999999999999999", HallQuery()),
        ("posture=mixed&posture=sitting", HallQuery(Wishes(posture=("sitting", "mixed")))),
        ("posture=flying&posture=", HallQuery()),
        ("provides=lift&provides=lift", HallQuery(Wishes(provisions=("lift",)))),
        ("view=positions&page=3", HallQuery(view="positions", page=3)),
        ("view=everything&page=0", HallQuery()),
        ("page=x&zone=a", HallQuery(zone="A")),
        ("unknown=1", HallQuery()),
    ],
)
def test_what_an_address_asks_for(address, expected):
    assert parse(address) == expected


@pytest.mark.parametrize(
    "address",
    [
        "q=包装&job_type=保洁&district=思明区&pay=3000&posture=sitting&provides=lift",
        "view=positions&page=2",
        "zone=B&page=2",
        *[f"{name}={value}" for name in DEMANDS for value in words_of(Position, name)],
        *[f"provides={value}" for value in Provision.values],
    ],
)
def test_reading_what_was_written_changes_nothing(address):
    query = parse(address)
    again = query.address(view=query.view, zone=query.zone, page=query.page)
    assert parse(again[1:]) == query
    assert query != HallQuery()


def test_the_same_wishes_have_the_same_address():
    one, other = (
        parse("posture=mixed&posture=sitting&q=x"),
        parse("q=x&posture=sitting&posture=mixed"),
    )
    assert one.address() == other.address()
    assert repr(one) == repr(other)


def test_each_chip_drops_its_own_wish_and_keeps_the_view():
    query = parse(
        "q=包装&posture=sitting&posture=mixed&pay=3000&provides=lift&view=positions&page=4"
    )
    assert [(str(chip.label), str(chip.words)) for chip in chips(query)] == [
        ("关键词", "包装"),
        ("每月至少", "3000 元"),
        ("姿势", "以坐为主"),
        ("姿势", "坐站交替"),
        ("提供", "有电梯"),
    ]
    without = parse(chips(query)[2].without[1:])
    assert without.wishes.posture == ("mixed",)
    assert without.wishes.text == "包装"
    assert (without.view, without.page) == ("positions", 1)
