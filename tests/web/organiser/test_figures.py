"""The organiser's figures: the sentence of the report, then each with its definition."""

import pytest
from django.urls import reverse

from jobfair.insights.breakdowns import BREAKDOWNS
from jobfair.insights.figures import FIGURES
from jobfair.web.formatting import count
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_organiser_user
from tests.factories import make_position as new_position
from tests.factories.intents import make_mutual

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["web:desk_figures", "web:desk_figures_part"])
def test_they_are_said_in_a_sentence_and_one_by_one(client, name):
    fair = make_open_fair()
    make_mutual(new_position(make_booth(fair)))
    client.force_login(make_organiser_user(fair.organiser))
    text = client.get(reverse(name, args=[fair.pk])).content.decode()
    assert "共有 1 家用人单位参会，提供 1 个工种、1 个岗位，招聘 2 人" in text
    assert "达成初步意向 1 人" in text
    assert f"意向台账第 {count(2)} 条" in text
    assert all(str(figure.definition) in text for figure in FIGURES)


def test_they_are_for_those_who_help_the_fair(client):
    fair = make_open_fair()
    client.force_login(make_jobseeker())
    assert client.get(reverse("web:desk_figures", args=[fair.pk])).status_code == 404


@pytest.mark.parametrize("by", BREAKDOWNS)
def test_they_are_taken_apart_as_in_the_report(client, by):
    fair = make_open_fair()
    make_mutual(new_position(make_booth(fair)))
    client.force_login(make_organiser_user(fair.organiser))
    text = client.get(reverse("web:desk_figures_by", args=[fair.pk, by])).content.decode()
    assert str(BREAKDOWNS[by].definition) in text
    assert "每一列加起来，等于全场的总数" in text
    client.force_login(make_jobseeker())
    assert client.get(reverse("web:desk_figures_by", args=[fair.pk, by])).status_code == 404


def test_there_is_no_breakdown_by_disability_or_by_any_other_word(client):
    fair = make_open_fair()
    client.force_login(make_organiser_user(fair.organiser))
    for by in ("disability", "person"):
        address = reverse("web:desk_figures_by", args=[fair.pk, by])
        assert client.get(address).status_code == 404
