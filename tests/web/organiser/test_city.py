"""The organiser's years: a page and files, of one's own fairs alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import make_booth, make_jobseeker, make_open_fair, make_organiser_user
from tests.web.reading import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def fair(client):
    fair = make_open_fair(name="春风招聘会")
    make_booth(fair)
    make_booth(make_open_fair(name="别人的招聘会"))
    client.force_login(make_organiser_user(fair.organiser))
    return fair


def test_the_page_adds_up_ones_own_fairs(client, fair):
    text = words_of(client.get(reverse("web:desk_city")))
    assert "共办招聘会 1 场" in text
    assert "春风招聘会" in text
    assert "别人的招聘会" not in text


def test_a_year_has_its_page_and_its_file(client, fair):
    year = timezone.localdate().year
    page = reverse("web:desk_year", args=[year])
    text = words_of(client.get(page))
    assert f"{page}file/xlsx" in text
    assert client.get(f"{page}file/xlsx").content.startswith(b"PK")
    assert client.get(reverse("web:desk_year", args=[1990])).status_code == 404


def test_other_years_are_chosen(client, fair):
    year = timezone.localdate().year
    chosen = client.get(reverse("web:desk_city"), {"first": year, "last": year - 1})
    page = reverse("web:desk_years", args=[year - 1, year])
    assert chosen.url == page
    assert f"{year - 1}–{year} 年共办招聘会 1 场" in words_of(client.get(page))
    assert client.get(f"{page}file/json").status_code == 200
    assert client.get(reverse("web:desk_years", args=[1990, 1995])).status_code == 404
    typed = client.get(reverse("web:desk_city"), {"first": "去年", "last": year})
    assert "共办招聘会 1 场" in words_of(typed)


def test_it_is_for_organisers(client, fair):
    client.force_login(make_jobseeker())
    assert client.get(reverse("web:desk_city")).status_code == 404
