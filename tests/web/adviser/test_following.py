"""The follow-up by its pages: the list, the call, the correction, another place, one's own record."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.services import person_of
from jobfair.intents.steps import State, Step
from jobfair.outcomes.models import FollowUp, Placement
from tests.factories import make_adviser, make_jobseeker, make_open_fair
from tests.factories.intents import make_mutual, step
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered():
    intent, jobseeker, rep = make_mutual()
    for made in (Step.INTERVIEWED, Step.OFFERED):
        intent = step(rep, intent.position, made, person=person_of(jobseeker)).intent
    return intent


@pytest.fixture
def adviser(client, offered):
    adviser = make_adviser(offered.fair.organiser, name="郑老师")
    client.force_login(adviser)
    return adviser


def text_of(page):
    return page.content.decode()


def answer(client, address, call, outcome, **more):
    given = {"cid": new_cid(), "call": call, "outcome": outcome, "voice": "jobseeker"} | more
    return client.post(address, given, follow=True)


def test_an_adviser_calls_records_corrects_and_the_person_sees_it(client, offered, adviser):
    address = reverse("web:adviser_case", args=[offered.pk])
    worklist = text_of(client.get(reverse("web:adviser_follow_up")))
    assert "接下来 7 天" in worklist
    assert "以后还有" not in worklist
    assert "问是否接受录用" in text_of(client.get(address))
    assert answer(client, address, "answer", "").status_code == 422
    assert "请选择原因" in text_of(answer(client, address, "answer", "refused"))
    assert "没有联系上" in text_of(answer(client, address, "answer", "no_answer"))
    answer(client, address, "answer", "refused", reason="pay")
    offered.refresh_from_db()
    assert offered.state == State.REFUSED
    wrong = FollowUp.objects.get(result="refused")
    page = text_of(client.get(address))
    assert "没有要打的电话了" in page
    assert f"?correct={wrong.key}" in page


def test_what_is_due_later_is_counted_apart_from_what_is_listed(client, offered, adviser):
    address = reverse("web:adviser_case", args=[offered.pk])
    answer(client, address, "answer", "accepted")
    answer(client, address, "start", "there")
    worklist = text_of(client.get(reverse("web:adviser_follow_up")))
    assert "接下来 7 天" not in worklist
    assert "以后还有 1 个回访" in worklist


def test_what_was_recorded_wrongly_is_put_right(client, offered, adviser):
    address = reverse("web:adviser_case", args=[offered.pk])
    answer(client, address, "answer", "not_yet")
    wrong = FollowUp.objects.get()
    correcting = f"{address}?correct={wrong.key}"
    assert "更正“问是否接受录用”" in text_of(client.get(correcting))
    page = answer(client, correcting, "answer", "accepted")
    assert "更正过，原来记的是“还没有定”" in text_of(page)
    assert "问是否已经上班" in text_of(page)
    assert client.get(f"{address}?correct=nothing").status_code == 404
    client.force_login(offered.person.user)
    mine = text_of(client.get(reverse("web:my_follow_ups")))
    assert "您本人说的，郑老师记录" in mine
    assert "求职者" not in mine.split("<main")[1].split("</main")[0]
    assert "?correct=" not in mine


def test_another_place_is_registered_followed_and_withdrawn(client, offered, adviser):
    address = reverse("web:adviser_place", args=[offered.fair.pk, offered.person.pk])
    day = timezone.localdate()
    given = {"kind": "aid_centre", "place": "向阳工疗站", "started_on": day + timedelta(days=1)}
    assert client.post(address, given).status_code == 422
    page = client.post(address, given | {"started_on": day - timedelta(days=35)}, follow=True)
    assert "满 1 个月回访" in text_of(page)
    assert "今天要打 1 个电话" in text_of(client.get(reverse("web:adviser_follow_up")))
    placement = Placement.objects.get()
    client.post(reverse("web:adviser_withdraw_placement", args=[placement.pk]))
    placement.refresh_from_db()
    assert placement.withdrawn_by == adviser


def test_nobody_else_comes_here(client, offered):
    stranger = make_adviser(make_open_fair().organiser)
    for somebody in (make_jobseeker(), stranger, offered.person.user):
        client.force_login(somebody)
        assert client.get(reverse("web:adviser_case", args=[offered.pk])).status_code == 404
        place = reverse("web:adviser_place", args=[offered.fair.pk, offered.person.pk])
        assert client.post(place).status_code == 404
