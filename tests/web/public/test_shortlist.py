"""The shortlist: kept in the browser, without an account and without scripts."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jobfair.web.shortlist import COOKIE, MOST
from tests.factories import make_position

pytestmark = pytest.mark.django_db


def change(client, next_="/shortlist/", **data):
    return client.post("/shortlist/change/", data | {"next": next_})


def page(client, path="/shortlist/"):
    return client.get(path).content.decode()


def test_an_empty_list_says_what_to_do(client):
    assert "还没有收藏" in page(client)


def test_added_shown_counted_removed_and_put_back(client, position):
    answer = change(client, f"/positions/{position.key}/", add=position.key)
    assert (answer.status_code, answer.url) == (302, f"/positions/{position.key}/")
    assert "已收藏“面点师”" in page(client, answer.url)
    listed = page(client)
    assert "面点师</a>" in listed
    assert "我的收藏（1）" in listed
    answer = change(client, remove=position.key)
    assert answer.url == f"/shortlist/?removed={position.key}"
    gone = page(client, answer.url)
    assert "已移出“面点师”" in gone
    assert "还没有收藏" in gone
    undo = re.search(r'<form class="banner[^>]*undo.*?</form>', gone, re.S)[0]
    fields = dict(re.findall(r'name="(add|next)" value="([^"]+)"', undo))
    change(client, fields["next"], add=fields["add"])
    assert "面点师</a>" in page(client)


def test_the_button_on_every_page_turns_round(client, position, booth, fair):
    paths = [
        f"/positions/{position.key}/",
        f"/booths/{booth.key}/",
        f"/fairs/{fair.key}/hall/?view=positions",
        "/search/?q=面点",
    ]
    for path in paths:
        assert f'name="add" value="{position.key}"' in page(client, path)
    change(client, add=position.key)
    for path in paths:
        assert f'name="remove" value="{position.key}"' in page(client, path)
        assert f'name="add" value="{position.key}"' not in page(client, path)
    stranger = Client()
    for path in paths:
        assert f'name="add" value="{position.key}"' in page(stranger, path)


def test_a_page_that_was_at_hand_still_carries_a_token_of_ones_own(position):
    for _ in range(2):
        visitor = Client(enforce_csrf_checks=True)
        html = page(visitor, f"/positions/{position.key}/")
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        assert len(token) > 30
        refused = visitor.post("/shortlist/change/", {"add": position.key})
        assert refused.status_code == 403
        taken = visitor.post(
            "/shortlist/change/", {"add": position.key, "csrfmiddlewaretoken": token}
        )
        assert taken.status_code == 302


@pytest.mark.parametrize("path", ["/shortlist/", "/search/?q=面点", "/positions/{}/"])
def test_every_page_with_buttons_has_a_token_that_is_taken(position, path):
    visitor = Client(enforce_csrf_checks=True)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', page(visitor, path.format(position.key))
    )[1]
    change = {"add": position.key, "csrfmiddlewaretoken": token}
    assert visitor.post("/shortlist/change/", change).status_code == 302
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', page(visitor, path.format(position.key))
    )[1]
    change = {"remove": position.key, "csrfmiddlewaretoken": token}
    assert visitor.post("/shortlist/change/", change).status_code == 302


def test_twice_added_is_once_kept_and_the_latest_comes_first(client, booth):
    first, second = make_position(booth, title="甲岗位"), make_position(booth, title="乙岗位")
    for position in (first, second, first):
        change(client, add=position.key)
    listed = page(client)
    assert listed.index("乙岗位</a>") < listed.index("甲岗位</a>")
    assert listed.count("甲岗位</a>") == 1


def test_a_closed_position_stays_and_is_said_to_be_closed(client, position):
    position.first_approved_at = timezone.now()
    position.save()
    change(client, add=position.key)
    position.closed_at = timezone.now()
    position.save()
    listed = page(client)
    assert "已停止招聘" in listed
    assert f'href="/positions/{position.key}/"' not in listed
    assert f'name="remove" value="{position.key}"' in listed


def test_what_no_longer_exists_is_counted(client, position):
    change(client, add=position.key)
    position.delete()
    assert "还有 1 个收藏的岗位已经撤下" in page(client)


def test_only_what_is_public_can_be_added(client, booth):
    draft = make_position(booth, review_state="draft")
    change(client, add=draft.key)
    assert COOKIE not in client.cookies
    assert "没有收藏" in page(client)


def test_a_draft_cannot_be_read_through_a_made_up_removal(client, booth):
    draft = make_position(booth, title="秘密岗位", review_state="draft")
    assert "秘密岗位" not in page(client, f"/shortlist/?removed={draft.key}")


def test_it_is_full_at_sixty_and_the_cookie_stays_small(client, booth):
    for _ in range(MOST + 1):
        change(client, add=make_position(booth).key)
    assert "收藏已满 60 个" in page(client)
    assert len(client.cookies[COOKIE].value) < 2000


@pytest.mark.parametrize("cookie", ["", "nonsense", "0" * 26, "~~~", "a" * 5000])
def test_a_forged_or_damaged_cookie_is_an_empty_list(client, position, cookie):
    client.cookies[COOKIE] = cookie
    assert "还没有收藏" in page(client)
    client.cookies[COOKIE] = f"{position.key}~forged"
    assert "还没有收藏" in page(client)


@pytest.mark.parametrize("data", [{}, {"add": "x"}, {"remove": "0" * 26}, {"add": "0" * 26}])
def test_nonsense_changes_nothing(client, data):
    assert change(client, **data).status_code == 302
    assert "还没有收藏" in page(client)


def test_nobody_is_sent_to_another_site(client, position):
    for next_ in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert change(client, next_, add=position.key).url == "/shortlist/"


def test_only_by_post(client):
    assert client.get("/shortlist/change/").status_code == 405


def test_as_many_queries_for_three_as_for_one(client, booth):
    counts = []
    for _ in range(3):
        change(client, add=make_position(booth, provisions=["lift"]).key)
        page(client)  # the message is read
        caches["fragments"].clear()
        with CaptureQueriesContext(connection) as queries:
            page(client)
        counts.append(len(queries))
    assert counts[0] == counts[-1]
