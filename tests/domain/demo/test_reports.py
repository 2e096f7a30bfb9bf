"""The reports of the closed fairs say what the city published."""

import gzip
from datetime import date

import pytest
from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format

from jobfair.accounts.models import User
from jobfair.attendance.ticks import tick
from jobfair.demo.content import read
from jobfair.fairs.models import Fair, Mode
from jobfair.insights.report.of_fair import report_of
from tests.browser.bills import HTML

PUBLISHED = {
    "employers": "employers",
    "job_types": "job_types",
    "openings": "openings",
    "registered_real_name": "registered_real_name",
    "people_attended": "people",
    "mutual_intents_people": "mutual_people",
    # Pairs: whoever was interviewed online is another person each, as another test holds.
    "people_interviewed_online_or_by_telephone": "interviewed",
}
#: What the account says of a fair that is a fact about it and no figure of its report.
FACTS = {"key", "name", "mode", "date", "venue", "co_organisers", "sessions"}


@pytest.mark.parametrize("published", read("xiamen-2020")["fairs"], ids=lambda f: f["key"])
def test_the_report_says_what_was_published(demo, published):
    document = report_of(Fair.objects.get(name=published["name"]))
    found = {line.key: line.number for line in document.figures}
    expected = {PUBLISHED[key]: n for key, n in published.items() if key not in FACTS}
    assert {key: found[key] for key in expected} == expected
    openings = [number for _name, number in document.pictures[-1].bars]
    assert openings == sorted(openings, reverse=True)
    assert f"共有 {published['employers']} 家用人单位" in document.sentence


def test_every_number_of_the_account_is_asked_for():
    """A key that is neither would be left out of the comparison without anybody's noticing."""
    fairs = read("xiamen-2020")["fairs"]
    assert {key for fair in fairs for key in fair} == FACTS | PUBLISHED.keys()
    assert 56 in [fair.get("people_interviewed_online_or_by_telephone") for fair in fairs]


@pytest.mark.parametrize("published", read("xiamen-2020")["fairs"], ids=lambda f: f["key"])
def test_the_facts_of_the_account_stand_in_the_report(demo, published):
    fair = Fair.objects.get(name=published["name"])
    said = " ".join(words for _term, words in report_of(fair).facts)
    assert fair.mode == published["mode"]
    assert str(Mode(published["mode"]).label) in said
    for words in [published.get("venue", ""), *published.get("co_organisers", ())]:
        assert words in said
    if "date" in published:
        assert date_format(date.fromisoformat(published["date"]), "DATE_FORMAT") in said
    if "sessions" in published:
        assert fair.sessions.count() == published["sessions"]


def test_the_fair_of_last_month_is_counted_by_category_and_those_of_2020_are_not(demo):
    tick(now=demo)
    lately = Fair.objects.get(name=read("last-month")["fair"]["name"])
    tables = {table.key: table for table in report_of(lately).tables}
    hidden = [None] * 4
    assert tables["category"].column("people") == [7, 12, None, 16, *hidden, 58]
    for fair in Fair.objects.filter(starts_at__year=2020):
        assert "category" not in {table.key for table in report_of(fair).tables}


def test_the_largest_report_keeps_to_the_budget(demo, client):
    fair = Fair.objects.annotate(size=Count("booths")).order_by("-size")[0]
    assert fair.size > 30
    client.force_login(User.objects.filter(memberships__organiser=fair.organiser)[0])
    page = client.get(reverse("web:desk_fair_report", args=[fair.key])).content
    assert len(gzip.compress(page, 6)) <= HTML
