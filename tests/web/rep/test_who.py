"""Every rep page against every role: 200, 404, or asked to sign in and come back."""

import pytest
from django.test import Client
from django.urls import reverse

from jobfair.booths import services
from tests.domain.pictures import picture_file
from tests.factories import (
    make_adviser,
    make_employer,
    make_jobseeker,
    make_open_fair,
    make_organiser,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)

OF_BOOTH = (
    "rep_booth rep_booth_texts rep_pictures rep_staff rep_positions rep_add_position "
    "rep_import rep_import_template"
).split()
POSTS_OF_BOOTH = "rep_submit_all".split()
OF_POSITION = "rep_position rep_close_position rep_remove_position".split()
POSTS_OF_POSITION = (
    "rep_submit_position rep_move_position rep_duplicate_position rep_reopen_position".split()
)
POSTS_OF_MATERIAL = "rep_move_picture rep_remove_picture rep_restore_picture".split()
POSTS_OF_EMPLOYER = "rep_submit_employer rep_logo rep_remove_logo rep_restore_logo".split()
POSTS_OF_PRESENCE = "rep_say_present rep_say_away rep_leave".split()

pytestmark = pytest.mark.usefixtures("bare_refusals")

STRANGERS = {
    "nobody": lambda desk: make_user(),
    "jobseeker": lambda desk: make_jobseeker(),
    "other rep": lambda desk: make_rep(make_employer(desk.organiser)),
    "other organiser": lambda desk: make_organiser_user(make_organiser()),
    "adviser": lambda desk: make_adviser(desk.organiser),
}


@pytest.fixture
def addresses(desk):
    """(address, is a page to read) of every rep page about one employer."""
    position = make_position(desk.booth, review_state="draft", reviewed_at=None)
    material = services.add_material(desk.rep, booth=desk.booth, upload=picture_file(), alt="图")
    found = [(reverse("web:rep_employer", args=[desk.employer.pk]), True)]
    for names, thing, is_page in (
        (OF_BOOTH, desk.booth, True),
        (["rep_publish", "rep_unpublish", "rep_presence"], desk.booth, True),
        (OF_POSITION, position, True),
        (POSTS_OF_BOOTH + POSTS_OF_PRESENCE, desk.booth, False),
        (POSTS_OF_POSITION, position, False),
        (["rep_picture"], material, True),
        (POSTS_OF_MATERIAL, material, False),
        (POSTS_OF_EMPLOYER, desk.employer, False),
    ):
        found += [(reverse(f"web:{name}", args=[thing.pk]), is_page) for name in names]
    return found


def client_of(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("stranger", STRANGERS.values(), ids=STRANGERS.keys())
def test_strangers_find_nothing(desk, addresses, stranger):
    client = client_of(stranger(desk))
    for address, is_page in addresses:
        if is_page:
            assert client.get(address).status_code == 404, address
        assert client.post(address).status_code == 404, address


def test_visitors_are_asked_to_sign_in_and_come_back(addresses):
    client = Client()
    for address, is_page in [*addresses, (reverse("web:rep_home"), True)]:
        if is_page:
            response = client.get(address)
            assert response.status_code == 302
            assert response["Location"].endswith(f"?next={address}")
        assert client.post(address).status_code == 302


def test_a_rep_opens_every_page(desk, addresses):
    for address, is_page in addresses:
        if is_page:
            assert desk.client.get(address).status_code == 200, address


def test_an_organiser_opens_the_editor_but_never_says_that_the_booth_is_staffed(desk, addresses):
    client = client_of(desk.boss)
    for address, is_page in addresses:
        if is_page:
            expected = 404 if "/presence/" in address else 200
            assert client.get(address).status_code == expected, address
    for name in POSTS_OF_PRESENCE:
        assert client.post(reverse(f"web:{name}", args=[desk.booth.pk])).status_code == 404


def test_a_co_organiser_opens_the_booth_but_not_the_employers_record(desk):
    partner = make_organiser()
    desk.fair.co_organisers.add(partner)
    client = client_of(make_organiser_user(partner))
    assert client.get(reverse("web:rep_booth", args=[desk.booth.pk])).status_code == 200
    assert client.get(reverse("web:rep_employer", args=[desk.employer.pk])).status_code == 404


def test_addresses_carry_no_counters(addresses):
    assert all(len(address.strip("/").split("/")[2]) == 26 for address, _page in addresses)


def test_a_thing_that_is_not_there_looks_like_one_that_may_not_be_seen(desk):
    other = make_open_fair(desk.organiser)
    hidden = reverse("web:rep_booth", args=[other.pk])
    assert desk.client.get(hidden).status_code == 404
