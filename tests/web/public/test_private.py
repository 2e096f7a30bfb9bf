"""Whom an employer named to its organisers is shown by no page of the public."""

import pytest
from django.core.cache import caches

from tests.factories import make_jobseeker, make_organiser_user, make_rep

pytestmark = pytest.mark.django_db

PAGES = {
    "home": "/",
    "fairs": "/fairs/",
    "fair": "/fairs/{fair}/",
    "hall": "/fairs/{fair}/hall/",
    "positions": "/fairs/{fair}/hall/?view=positions",
    "map": "/fairs/{fair}/map/",
    "booth": "/booths/{booth}/",
    "position": "/positions/{position}/",
    "search": "/search/?q=面点师",
}
PEOPLE = {
    "visitor": lambda booth: None,
    "jobseeker": lambda booth: make_jobseeker(),
    "rep": lambda booth: make_rep(booth.employer),
    "organiser": lambda booth: make_organiser_user(booth.fair.organiser),
}
SECRETS = {
    "contact_name": "联系人甲",
    "contact_phone": "0592-1112222",
    "contact_email": "c@example.org",
    "licence_number": "91350200MA31ABCD2X",
    "review_note": "退回时写的话",
}


@pytest.fixture
def named(booth, position):
    for field, secret in SECRETS.items():
        setattr(booth.employer, field, secret)
    booth.employer.website = "https://www.example.org/"
    booth.employer.save()
    return {"fair": booth.fair.key, "booth": booth.key, "position": position.key}


@pytest.mark.parametrize("looks", ["", "simple=on", "lean=on"])
@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_reads_on_public_pages_whom_an_employer_named_in_private(
    client, booth, named, person, looks
):
    if user := PEOPLE[person](booth):
        client.force_login(user)
    client.cookies["jobfair_looks"] = looks
    for path in PAGES.values():
        caches["fragments"].clear()
        page = client.get(path.format(**named)).content.decode()
        for field, secret in SECRETS.items():
            assert secret not in page, (path, field)


@pytest.mark.parametrize("secret", SECRETS.values())
def test_nothing_is_found_by_what_is_private(client, booth, named, secret):
    for path in ("/search/?q={}", "/fairs/{fair}/hall/?q={}"):
        page = client.get(path.format(secret, **named)).content.decode()
        assert booth.key not in page


@pytest.mark.parametrize("place", ["booth", "position"])
def test_an_employer_is_reached_by_a_message_its_address_or_its_site(client, booth, named, place):
    page = client.get(PAGES[place].format(**named)).content.decode()
    assert f'href="/booths/{booth.key}/talk/"' in page
    assert 'href="https://www.example.org/"' in page
    assert booth.employer.address in page


@pytest.mark.parametrize("path", ["/booths/{booth}/", "/fairs/{fair}/hall/?view=positions&q=没有"])
def test_who_finds_nothing_is_told_to_write_not_to_telephone(client, booth, path):
    page = client.get(path.format(booth=booth.key, fair=booth.fair.key)).content.decode()
    nothing = page.partition('class="empty"')[2].partition("</section>")[0]
    assert "发消息问" in nothing
    assert "打电话" not in nothing
