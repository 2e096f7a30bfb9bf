"""Who is in a conversation, by plain pages and forms."""

import pytest
from django.urls import reverse

from jobfair.chat import services
from jobfair.chat.models import Message, Seat
from jobfair.chat.permissions import seat_of
from tests.factories import make_adviser, make_jobseeker, make_user
from tests.factories.talk import make_talk, new_cid

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def path(name, thing):
    return reverse(f"web:{name}", args=[thing.pk])


def test_an_interpreter_comes_by_a_link_writes_and_leaves(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    page = client.post(path("talk_people", conversation), {"seat": "interpreter", "link": "1"})
    link = page.context["link"]
    client.logout()
    assert "先登录或注册" in client.get(link).content.decode()
    interpreter = make_user(name="周敏")
    client.force_login(interpreter)
    assert "小陈 请您以手语翻译的身份加入会话" in client.get(link).content.decode()
    assert client.post(link).url == path("talk", conversation)
    assert "您已经加入过了" in client.get(link).content.decode()
    sent = {"cid": new_cid(), "text": "她问几点上班", "for_jobseeker": "on"}
    client.post(path("talk_send", conversation), sent)
    assert Message.objects.get(text="她问几点上班").on_behalf_of == jobseeker
    assert "以 小陈 的名义" in client.get(path("talk", conversation)).content.decode()
    assert "陪 小陈" in client.get("/talk/").content.decode()
    client.force_login(rep)
    assert "周敏" in client.get(path("talk_people", conversation)).content.decode()
    client.force_login(interpreter)
    client.post(path("talk_leave", conversation), {"person": interpreter.key})
    assert seat_of(interpreter, conversation) is None


def test_an_adviser_is_asked_by_name_and_sent_away(client, talk):
    conversation, jobseeker, _rep = talk
    adviser = make_adviser(conversation.booth.fair.organiser, name="郑老师")
    client.force_login(jobseeker)
    people = path("talk_people", conversation)
    assert "郑老师（就业指导员）" in client.get(people).content.decode()
    assert client.post(people, {"helper": ""}).status_code == 422
    client.post(people, {"helper": f"{adviser.key}.adviser"})
    assert seat_of(adviser, conversation) == Seat.ADVISER
    client.post(path("talk_leave", conversation), {"person": adviser.key})
    assert seat_of(adviser, conversation) is None


def test_a_link_is_withdrawn_on_the_page(client, talk):
    conversation, jobseeker, _rep = talk
    issued = services.invite_beside(jobseeker, conversation=conversation, seat=Seat.SUPPORTER)
    client.force_login(jobseeker)
    assert "还没有人用的链接" in client.get(path("talk_people", conversation)).content.decode()
    client.post(path("seat_withdraw", issued.invitation))
    gone = client.get(reverse("web:seat", args=[issued.secret]))
    assert gone.status_code == 410
    assert client.get(reverse("web:seat", args=["wrong"])).status_code == 404


def test_a_rep_finds_no_way_to_ask_anybody_in(client, talk):
    conversation, _jobseeker, rep = talk
    client.force_login(rep)
    people = path("talk_people", conversation)
    page = client.get(people).content.decode()
    assert "发链接请人" not in page
    assert "for_jobseeker" not in page
    assert client.post(people, {"seat": "supporter", "link": "1"}).status_code == 404


def test_people_outside_find_nothing(client, talk):
    conversation, jobseeker, _rep = talk
    issued = services.invite_beside(jobseeker, conversation=conversation, seat=Seat.SUPPORTER)
    client.force_login(make_jobseeker())
    assert client.get(path("talk_people", conversation)).status_code == 404
    assert client.post(path("talk_leave", conversation)).status_code == 404
    assert client.post(path("seat_withdraw", issued.invitation)).status_code == 404
