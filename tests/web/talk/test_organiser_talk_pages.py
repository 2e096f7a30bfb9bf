"""The organiser and a booth write to each other, by plain pages and forms."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jobfair.chat.models import Conversation
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_rep,
)
from tests.factories.talk import make_organiser_talk, make_talk, new_cid, say

pytestmark = pytest.mark.django_db


def text_of(answer):
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_organiser_asks_and_the_booth_answers(client):
    booth = make_booth(make_open_fair())
    organiser = make_organiser_user(booth.fair.organiser, name="李主任")
    rep = make_rep(booth.employer, name="王老师")
    begin = reverse("web:organiser_talk", args=[booth.pk])
    client.force_login(organiser)
    assert begin in text_of(client.get(reverse("web:rep_booth", args=[booth.pk])))
    assert begin in text_of(client.get(reverse("web:desk_booths", args=[booth.fair_id])))
    cid = client.get(begin).context["form"]["cid"].value()
    assert client.post(begin, {"cid": cid, "text": " "}).status_code == 422
    assert not Conversation.objects.exists()
    answer = client.post(begin, {"cid": cid, "text": "请补一张桌牌"})
    talk = Conversation.objects.get()
    assert answer.url == reverse("web:talk", args=[talk.pk])
    assert "请补一张桌牌" in text_of(client.get(answer.url))
    assert client.get(begin).url == answer.url

    client.force_login(rep)
    desk = client.get(begin).url
    assert desk == f"{reverse('web:rep_desk', args=[booth.pk])}?talk={talk.key}"
    listed = text_of(client.get(reverse("web:rep_desk", args=[booth.pk])))
    assert "主办方" in listed
    assert "未读" in listed
    page = text_of(client.get(desk))
    assert "请补一张桌牌" in page
    assert "求职者看不到" in page
    for missing in ("talk_people", "talk_trouble", "talk_notes", "talk_hand_over", "settle"):
        path = reverse(f"web:{missing}", args=[talk.pk])
        assert path not in page
        assert client.get(path).status_code == 404
    client.post(reverse("web:talk_send", args=[talk.pk]), {"cid": new_cid(), "text": "好的"})

    client.force_login(organiser)
    assert "1 个展位给您写了新消息" in text_of(
        client.get(reverse("web:desk_fair", args=[booth.fair_id]))
    )
    assert "有新消息" in text_of(client.get(reverse("web:desk_talks", args=[booth.fair_id])))
    assert "好的" in text_of(client.get(reverse("web:talk", args=[talk.pk])))
    assert "有新消息" not in text_of(client.get(reverse("web:desk_talks", args=[booth.fair_id])))


def test_a_rep_may_write_first(client):
    booth = make_booth(make_open_fair())
    client.force_login(make_rep(booth.employer))
    begin = reverse("web:organiser_talk", args=[booth.pk])
    assert begin in text_of(client.get(reverse("web:rep_desk", args=[booth.pk])))
    assert "给主办方发消息" in text_of(client.get(begin))
    answer = client.post(begin, {"cid": new_cid(), "text": "插座没有电"})
    assert answer.url.startswith(reverse("web:rep_desk", args=[booth.pk]))


def test_a_jobseeker_finds_nothing_of_it(client):
    talk, organiser, _rep = make_organiser_talk()
    say(organiser, talk, "只给展位")
    client.force_login(make_jobseeker())
    assert client.get(reverse("web:talk", args=[talk.pk])).status_code == 404
    assert client.get(reverse("web:organiser_talk", args=[talk.booth_id])).status_code == 404
    assert client.get(reverse("web:desk_talks", args=[talk.booth.fair_id])).status_code == 404


def test_the_organiser_finds_nothing_of_jobseekers(client):
    asked, jobseeker, _rep = make_talk()
    say(jobseeker, asked, "我的事")
    client.force_login(make_organiser_user(asked.booth.fair.organiser))
    assert client.get(reverse("web:talk", args=[asked.pk])).status_code == 404
    listed = text_of(client.get(reverse("web:desk_talks", args=[asked.booth.fair_id])))
    assert "还没有和展位发过消息" in listed


def test_the_list_costs_the_same_for_one_and_for_three(client):
    fair = make_open_fair()
    client.force_login(make_organiser_user(fair.organiser))
    costs = []
    for more in (1, 2):
        for _booth in range(more):
            talk, _organiser, rep = make_organiser_talk(make_booth(fair))
            say(rep, talk)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            text_of(client.get(reverse("web:desk_talks", args=[fair.pk])))
        costs.append(len(asked))
    assert costs[0] == costs[1]
