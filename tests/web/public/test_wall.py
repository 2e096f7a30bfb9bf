"""The wall by its secret link: the figures of one fair, for a screen where nobody is signed in."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.watch.services import make_wall_link, withdraw_wall_link
from tests.factories import make_booth, make_open_fair, make_organiser_user, make_position
from tests.factories.intents import make_mutual

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair():
    return make_open_fair(name="春风招聘会")


@pytest.fixture
def organiser(fair):
    return make_organiser_user(fair.organiser)


@pytest.fixture
def secret(fair, organiser):
    return make_wall_link(organiser, fair=fair).secret


def pages(secret):
    return [reverse(f"web:{name}", args=[secret]) for name in ("wall", "wall_part")]


def test_the_link_opens_the_figures_and_nobodys_name(client, fair, secret):
    intent, jobseeker, rep = make_mutual(make_position(make_booth(fair)))
    whole, part = (client.get(address).content.decode() for address in pages(secret))
    for text in (whole, part):
        assert "达成初步意向（人）" in text
        assert re.search(r'wall__number">1<', text)
        for person in (jobseeker, rep, intent.booth.employer):
            assert str(person) not in text
    assert "春风招聘会" in whole
    assert f'data-url="{pages(secret)[1]}"' in whole
    assert fair.key not in whole


def test_it_gives_no_other_right_and_leaves_nothing_behind(client, fair, secret):
    """No cookie and no session: a socket of this screen hears what any visitor hears."""
    for address in pages(secret):
        assert not client.get(address).cookies
    assert not client.cookies
    for name in ("desk_board", "desk_board_part", "desk_wall", "desk_wall_part", "desk_fair"):
        answer = client.get(reverse(f"web:{name}", args=[fair.key]))
        assert answer.status_code == 302


def test_it_is_not_there_when_it_is_wrong_withdrawn_or_the_fair_is_over(
    client, fair, organiser, secret
):
    assert [client.get(address).status_code for address in pages("0" * 16)] == [404, 404]
    assert [client.get(address).status_code for address in pages(secret)] == [200, 200]
    type(fair).objects.filter(pk=fair.pk).update(state="closed")
    assert [client.get(address).status_code for address in pages(secret)] == [410, 410]
    type(fair).objects.filter(pk=fair.pk).update(state="open")
    withdraw_wall_link(organiser, fair=fair)
    assert [client.get(address).status_code for address in pages(secret)] == [404, 404]
    type(fair).objects.filter(pk=fair.pk).update(state="closed")
    assert [client.get(address).status_code for address in pages(secret)] == [404, 404]


def test_it_is_made_shown_once_and_withdrawn_from_the_board(client, fair, organiser):
    client.force_login(organiser)
    link = reverse("web:desk_wall_link", args=[fair.key])
    assert link in client.get(reverse("web:desk_board", args=[fair.key])).content.decode()
    assert "/wall/" not in re.sub(re.escape(link), "", client.get(link).content.decode())
    shown = client.post(link)
    (address,) = re.findall(r'href="http[^"]+(/wall/[0-9a-z]{16}/)"', shown.content.decode())
    assert "no-store" in shown["Cache-Control"]
    assert type(client)().get(address).status_code == 200
    again = client.get(link).content.decode()
    assert address not in again
    assert "现在有一个链接能用" in again
    assert "换一个新的大屏链接吗" in client.post(link).content.decode()
    assert type(client)().get(address).status_code == 200
    (second,) = re.findall(
        r'href="http[^"]+(/wall/[0-9a-z]{16}/)"',
        client.post(link, {"confirmed": "yes"}).content.decode(),
    )
    assert [type(client)().get(one).status_code for one in (address, second)] == [404, 200]
    end = reverse("web:desk_end_wall_link", args=[fair.key])
    assert "收回大屏链接吗" in client.get(end).content.decode()
    assert type(client)().get(second).status_code == 200
    assert "打不开了" in client.post(end, follow=True).content.decode()
    assert type(client)().get(second).status_code == 404


def test_whoever_looks_by_the_link_makes_nobody_read_more(
    client, secret, django_assert_num_queries, monkeypatch
):
    now = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: now)
    for address in pages(secret):
        client.get(address)
        with django_assert_num_queries(2):
            client.get(f"{address}?now")
