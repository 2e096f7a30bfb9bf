"""The pages of a fair listen: from a number, for what the same partials say."""

import json
import re
from html import unescape

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.booths import services as booths
from jobfair.fairs import services as fairs
from jobfair.fairs.events import fair_stream
from jobfair.fairs.models import FairState
from jobfair.outbox.selectors import position
from tests.factories import make_booth, make_fair, make_organiser_user, make_rep


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


def pages_of(fair, booth):
    return {
        "fair": f"/fairs/{fair.key}/",
        "hall": f"/fairs/{fair.key}/hall/",
        "positions": f"/fairs/{fair.key}/hall/?view=positions",
        "map": f"/fairs/{fair.key}/map/",
        "booth": f"/booths/{booth.key}/",
    }


def html(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def listening(page):
    """The streams a page names, and where it fetches what changed."""
    streams = json.loads(unescape(re.search(r'data-streams="([^"]*)"', page)[1]))
    return streams, unescape(re.search(r'data-controller="fair".*?data-url="([^"]*)"', page)[1])


PAGES = ["fair", "hall", "positions", "map", "booth"]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_names_the_stream_and_the_number_it_is_true_of(client, boss, fair, booth, name):
    fairs.announce(boss, fair=fair, title="电梯检修")
    streams, url = listening(html(client, pages_of(fair, booth)[name]))
    assert streams == {fair_stream(fair.pk): position(fair_stream(fair.pk))}
    part = html(client, url)
    assert 'data-news="' in part
    assert "电梯检修" in part
    assert 'data-state="open"' in part
    assert json.loads(unescape(re.search(r'data-streams="([^"]*)"', part)[1])) == streams


@pytest.mark.parametrize("name", ["hall", "map", "booth"])
def test_what_is_fetched_says_what_the_page_says(client, fair, booth, name):
    path = pages_of(fair, booth)[name]
    rep = make_rep(booth.employer)
    for change in (booths.say_present, booths.leave_booth):
        change(rep, booth=booth)
        page = html(client, path)
        fetched = states(html(client, listening(page)[1]))
        assert fetched == states(page)
        assert any(booth.key in key for key in fetched)


def states(page):
    """What stands at each place that is kept true, by its name."""
    return dict(re.findall(r'data-live="([^"]*)"[^>]*>(.*?)</(?:span|a)>', page, re.S))


def test_a_zone_too_large_for_one_page_is_fetched_alone(client, fair, organiser):
    for number in range(41):
        make_booth(fair, number=number + 1)
    _streams, url = listening(html(client, f"/fairs/{fair.key}/hall/"))
    assert url.endswith("?zone=A")


@pytest.mark.parametrize(
    ("query", "count"),
    [("", 0), ("?booths=all", 2), ("?zone=A", 2), ("?zone=B", 0), ("?booth=x", 0)],
)
def test_only_the_booths_asked_for_are_told(client, fair, booth, query, count):
    make_booth(fair)
    assert html(client, f"/fairs/{fair.key}/live/{query}").count("data-live=") == count


def test_a_fair_nobody_may_see_tells_nothing(client, organiser):
    draft = make_fair(organiser, state=FairState.DRAFT)
    assert client.get(f"/fairs/{draft.key}/live/").status_code == 404


@pytest.mark.parametrize(
    ("state", "listens"),
    [(FairState.PUBLISHED, True), (FairState.OPEN, True), (FairState.CLOSED, False)],
)
def test_pages_listen_until_the_fair_is_over(client, fair, booth, state, listens):
    fair.state = state
    fair.save()
    for path in pages_of(fair, booth).values():
        assert ('data-controller="fair"' in html(client, path)) is listens


def test_the_front_page_listens_to_each_fair_it_shows(client, fair, organiser):
    other = make_fair(organiser)
    streams = json.loads(unescape(re.search(r'data-streams="([^"]*)"', html(client, "/"))[1]))
    assert streams == {fair_stream(fair.pk): 0, fair_stream(other.pk): 0}


@pytest.mark.parametrize("name", ["hall", "map", "booth"])
def test_what_is_urgent_stands_on_every_page_of_the_hall(client, boss, fair, booth, name):
    fairs.announce(boss, fair=fair, title="请走东门", is_urgent=True)
    fairs.announce(boss, fair=fair, title="午休时间")
    page = html(client, pages_of(fair, booth)[name])
    assert "请走东门" in page
    assert "午休时间" not in page


def test_what_was_fetched_before_is_at_hand_until_it_changes(
    client, fair, booth, django_assert_num_queries
):
    url = f"/fairs/{fair.key}/live/?booths=all"
    client.get(url)
    with django_assert_num_queries(1):
        client.get(url)
    booths.say_present(make_rep(booth.employer), booth=booth, now=timezone.now())
    assert "现在有招聘人员，有空" in html(client, url)


def test_states_are_fetched_in_the_same_queries_however_many(client, fair, booth):
    counts = []
    for _more in range(2):
        caches["fragments"].clear()
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/fairs/{fair.key}/live/?booths=all")
        counts.append(len(queries))
        make_booth(fair)
        make_booth(fair)
    assert counts[0] == counts[1]
