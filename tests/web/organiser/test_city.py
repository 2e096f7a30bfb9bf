"""The organiser's years: a page and files, of one's own fairs alone."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.fairs.models import Fair
from jobfair.insights.report.of_years import years_of
from jobfair.web.views.organiser.reporting import paper
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
)
from tests.factories.intents import make_mutual
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


def test_each_fairs_numbers_open_what_is_behind_them_and_the_sums_lead_to_the_rows(client, fair):
    make_position(fair.booths.get(), headcount=3)
    later = make_open_fair(fair.organiser, name="夏风招聘会")
    make_mutual(make_position(make_booth(later), headcount=4))
    page = client.get(reverse("web:desk_city")).content.decode()
    assert 'href="#table-fairs">7 ' in page
    assert 'id="table-fairs"' in page
    cell = r'href="(/desk/fairs/\w+/figures/[\w-]+/)"><span>[^<]*：</span>(\d+)<span>'
    links = re.findall(cell, page)
    assert len(links) == len(set(links)) == 4 * 2 + 2
    for url, number in links:
        opened = client.get(url)
        assert opened.context["number"] == int(number)
    assert {key for url, _number in links for key in [url.split("/")[3]]} == {fair.key, later.key}


def test_the_paper_of_a_year_has_no_links(client, fair):
    page = reverse("web:desk_year", args=[timezone.localdate().year])
    request = client.get(page).wsgi_request
    document = years_of(Fair.objects.all(), 1990, timezone.localdate().year)
    assert "<a " not in paper(request, document, timezone.get_current_timezone())


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
