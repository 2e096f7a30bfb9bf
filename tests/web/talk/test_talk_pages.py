"""Conversations by plain pages and forms, as they work without any script."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from jobfair.booths.services import say_present
from jobfair.chat.models import Conversation, Draft, Message
from jobfair.chat.services import begin_conversation, withdraw_message
from jobfair.fairs.services import announce
from jobfair.web.views.talk.desk import RECENT
from tests.factories import make_jobseeker, make_organiser_user, make_rep, make_user
from tests.factories.talk import make_talk, new_cid, say

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk():
    return make_talk()


def talk_path(conversation):
    return reverse("web:talk", args=[conversation.pk])


def send_path(conversation):
    return reverse("web:talk_send", args=[conversation.pk])


def desk_path(conversation):
    desk = reverse("web:rep_desk", args=[conversation.booth_id])
    return f"{desk}?talk={conversation.key}"


def test_who_is_here_is_said_to_the_jobseeker_as_you(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    assert "在场：您" in client.get(talk_path(conversation)).content.decode()
    client.force_login(rep)
    say(rep, conversation, "您好")
    here = f"在场：{jobseeker}（求职者）、您<"
    assert here in client.get(desk_path(conversation)).content.decode()


def test_own_words_are_headed_you_and_the_others_by_name_and_seat(client, talk):
    conversation, jobseeker, rep = talk
    say(jobseeker, conversation, "几点上班？")
    say(rep, conversation, "九点。")
    client.force_login(jobseeker)
    assert heads(client.get(talk_path(conversation))) == ["您", f"{rep} 招聘人员"]
    client.force_login(rep)
    assert heads(client.get(desk_path(conversation))) == [f"{jobseeker} 求职者", "您"]


def heads(answer):
    transcript = answer.content.decode().partition("<template data-message>")[0]
    found = re.findall(r'<p class="said__head">(.*?) <time', transcript)
    return [" ".join(re.sub("<[^>]+>", "", head).split()) for head in found]


def test_a_conversation_comes_into_being_with_its_first_message(client, talk):
    conversation, _jobseeker, _rep = talk
    begin = reverse("web:talk_begin", args=[conversation.booth_id])
    answer = client.get(begin)
    assert answer.url.startswith("/accounts/login/?next=")
    newcomer = make_jobseeker()
    client.force_login(newcomer)
    cid = client.get(begin).context["form"]["cid"].value()
    assert client.post(begin, {"cid": cid, "text": " "}).status_code == 422
    assert not newcomer.conversations.exists()
    answer = client.post(begin, {"cid": cid, "text": "您好"})
    begun = newcomer.conversations.get()
    assert answer.url == talk_path(begun)
    assert begun.messages.get().text == "您好"
    client.post(begin, {"cid": cid, "text": "您好"})
    assert begun.messages.count() == 1


def test_the_booth_page_leads_into_a_conversation(client, talk):
    conversation, jobseeker, rep = talk
    booth_page = reverse("web:booth", args=[conversation.booth_id])
    begin = reverse("web:talk_begin", args=[conversation.booth_id])
    assert begin in client.get(booth_page).content.decode()
    client.force_login(jobseeker)
    assert client.get(begin).url == talk_path(conversation)
    client.force_login(rep)
    assert client.get(begin).url == desk_path(conversation).split("?")[0]
    client.force_login(make_user())
    answer = client.get(begin, follow=True)
    assert answer.redirect_chain == [(booth_page, 302)]
    assert "请用求职者的账号登录，再给展位发消息" in answer.content.decode()


def test_a_message_is_sent_by_the_form_and_shown(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    page = client.get(talk_path(conversation))
    cid = page.context["form"]["cid"].value()
    answer = client.post(send_path(conversation), {"cid": cid, "text": "几点上班？"})
    assert answer.url == talk_path(conversation) + "#newest"
    assert "几点上班？" in client.get(talk_path(conversation)).content.decode()


def test_a_form_sent_twice_says_it_once(client, talk):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    sent = {"cid": new_cid(), "text": "几点上班？"}
    for _press in range(2):
        client.post(send_path(conversation), sent)
    assert Message.objects.count() == 1


def test_a_script_without_a_socket_is_answered_in_few_words(client, talk):
    conversation, jobseeker, rep = talk
    client.force_login(jobseeker)
    fetched = {"X-Requested-With": "fetch"}
    sent = {"cid": new_cid(), "text": "几点上班？"}
    for _press in range(2):
        answer = client.post(send_path(conversation), sent, headers=fetched)
        assert answer.json() == {"number": 1}
    refused = client.post(send_path(conversation), {"cid": new_cid()}, headers=fetched)
    assert refused.status_code == 422
    assert refused.json()["error"]["message"] == "请先写内容，再发送。"
    client.post(reverse("web:talk_draft", args=[conversation.pk]), {"text": "还没写完"})
    assert Draft.objects.get().text == "还没写完"
    say(rep, conversation)
    read = reverse("web:talk_read", args=[conversation.pk])
    assert client.post(read, {"number": "2"}).json() == {"number": 2}
    assert client.post(read, {"number": "9" * 99}).json() == {"number": 2}


@pytest.mark.parametrize("text", ["", "   ", "好" * 2001])
def test_what_cannot_be_sent_stands_in_the_form_again(client, talk, text):
    conversation, jobseeker, _rep = talk
    client.force_login(jobseeker)
    answer = client.post(send_path(conversation), {"cid": new_cid(), "text": text})
    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == text
    assert answer.context["form"].errors
    assert not Message.objects.exists()


def test_what_a_rep_cannot_send_stands_in_the_form_of_the_desk(client, talk):
    conversation, _jobseeker, rep = talk
    client.force_login(rep)
    typed = "好" * 2001
    answer = client.post(send_path(conversation), {"cid": new_cid(), "text": typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert typed in page
    assert "一条消息最多 2000 字，现在是 2001 字。" in page
    assert "谁在问" in page, "the desk, not the jobseeker's page"
    assert not Message.objects.exists()


def test_markup_is_shown_as_text(client, talk):
    conversation, jobseeker, rep = talk
    say(rep, conversation, "<script>alert(1)</script>")
    client.force_login(jobseeker)
    page = client.get(talk_path(conversation)).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_message_is_taken_back_and_the_place_stays(client, talk):
    conversation, jobseeker, _rep = talk
    say(jobseeker, conversation, "发错了")
    client.force_login(jobseeker)
    client.post(reverse("web:talk_withdraw", args=[conversation.pk]), {"number": "1"})
    page = client.get(talk_path(conversation)).content.decode()
    assert "这条消息已撤回" in page
    assert "发错了" not in page


def test_new_messages_begin_after_what_was_read(client, talk):
    conversation, jobseeker, rep = talk
    say(rep, conversation, "第一句")
    client.force_login(jobseeker)
    client.get(talk_path(conversation))
    say(jobseeker, conversation, "从手机上写的")
    say(rep, conversation, "第二句")
    page = client.get(talk_path(conversation)).content.decode()
    assert page.index("从手机上写的") < page.index("以下是新消息") < page.index("第二句")
    assert "以下是新消息" not in client.get(talk_path(conversation)).content.decode()


def test_a_link_leads_to_the_first_message_not_read(client, talk):
    conversation, jobseeker, rep = talk
    say(rep, conversation, "您好")
    client.force_login(jobseeker)
    assert "#unread" not in client.get(talk_path(conversation)).content.decode()
    say(rep, conversation, "还在吗")
    page = client.get(talk_path(conversation)).content.decode()
    assert page.index('href="#unread"') < page.index('id="unread"') < page.index("还在吗")


def test_more_new_messages_than_a_page_holds_are_marked_too(client, talk):
    conversation, jobseeker, rep = talk
    for number in range(52):
        say(rep, conversation, f"第{number}句")
    client.force_login(jobseeker)
    page = client.get(talk_path(conversation)).content.decode()
    assert page.index('href="#unread"') < page.index("看更早的消息") < page.index('id="unread"')
    assert "以下是新消息，更早的可能也没读过" in page


def test_older_messages_come_in_pages(client, talk):
    conversation, jobseeker, rep = talk
    for number in range(1, 61):
        say(rep, conversation, f"第{number}句。")
    client.force_login(jobseeker)
    page = client.get(talk_path(conversation)).content.decode()
    assert "第11句。" in page
    assert "第10句。" not in page
    path = reverse("web:talk_messages", args=[conversation.pk]) + "?before=11"
    for headers in ({"X-Requested-With": "fetch"}, {}):
        older = client.get(path, headers=headers)
        assert "第10句。" in older.content.decode()
        assert "看更早的消息" not in older.content.decode()
        is_page = "回到最新的消息" in older.content.decode()
        assert is_page == (not headers), "who has no scripts finds the way back"


def test_a_rep_is_led_to_the_desk(client, talk):
    conversation, _jobseeker, rep = talk
    client.force_login(rep)
    assert client.get(talk_path(conversation)).url == desk_path(conversation)


def test_the_desk_says_who_waits_and_the_longest_wait_stands_first(client, talk):
    conversation, jobseeker, rep = talk
    late, *_rest = make_talk(conversation.booth)
    say(late.jobseeker, late)
    say(jobseeker, conversation)
    earlier = timezone.now() - timedelta(minutes=12, seconds=30)
    Conversation.objects.filter(pk=conversation.pk).update(waiting_since=earlier)
    client.force_login(rep)
    page = client.get(reverse("web:rep_desk", args=[conversation.booth_id]))
    assert page.context["waiting"] == 2
    assert [one.pk for one in page.context["conversations"]] == [conversation.pk, late.pk]
    assert "等了 13 分钟" in page.content.decode()


def test_the_desk_shows_what_was_said_last_and_folds_who_was_answered_earlier(client, talk):
    conversation, jobseeker, rep = talk
    say(jobseeker, conversation, "请问几点上班？")
    for number in range(RECENT + 2):
        answered, *_rest = make_talk(conversation.booth)
        say(answered.jobseeker, answered, f"问题 {number}")
        say(rep, answered, f"回答 {number}")
    client.force_login(rep)
    page = client.get(reverse("web:rep_desk", args=[conversation.booth_id]))
    shown, folded = page.context["rows"], page.context["earlier"]
    assert [row[0].last_message.text for row in shown[:2]] == ["请问几点上班？", f"回答 {number}"]
    assert [row[0].last_message.text for row in folded] == ["回答 1", "回答 0"]
    assert len(shown) == 1 + RECENT
    assert "更早回复过的 2 人" in page.content.decode()


def test_a_withdrawn_word_stands_in_no_list(client, talk):
    conversation, jobseeker, rep = talk
    message = say(jobseeker, conversation, "打错了")
    withdraw_message(jobseeker, message=message)
    client.force_login(rep)
    page = client.get(reverse("web:rep_desk", args=[conversation.booth_id])).content.decode()
    assert "这条消息已撤回" in page
    assert "打错了" not in page


@pytest.mark.parametrize("who", ["stranger", "other rep", "organiser", "other jobseeker"])
def test_people_outside_find_no_page(client, talk, who):
    conversation, _jobseeker, _rep = talk
    people = {
        "stranger": make_user,
        "other rep": lambda: make_rep(make_talk()[0].employer),
        "organiser": lambda: make_organiser_user(conversation.booth.fair.organiser),
        "other jobseeker": make_jobseeker,
    }
    client.force_login(people[who]())
    paths = [talk_path(conversation), desk_path(conversation)]
    assert [client.get(path).status_code for path in paths] == [404, 404]
    sent = client.post(send_path(conversation), {"cid": new_cid(), "text": "x"})
    assert sent.status_code == 404


def test_a_rep_keeps_phrases_and_removes_them(client, talk):
    conversation, _jobseeker, rep = talk
    client.force_login(rep)
    path = reverse("web:rep_phrases", args=[conversation.booth_id])
    client.post(path, {"text": "您好，我们是包装厂。", "is_shared": "on"})
    colleague = make_rep(conversation.employer)
    client.force_login(colleague)
    page = client.get(desk_path(conversation))
    assert [phrase.text for phrase in page.context["phrases"]] == ["您好，我们是包装厂。"]
    client.post(path, {"remove": page.context["phrases"][0].key})
    assert not client.get(path).context["phrases"]


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_for_three(client, count, django_assert_num_queries):
    conversation, _jobseeker, rep = make_talk()
    booth = conversation.booth
    for _n in range(count):
        one, *_rest = make_talk(booth)
        say(one.jobseeker, one)
    client.force_login(rep)
    path = reverse("web:rep_desk", args=[booth.pk])
    client.get(path)
    with django_assert_num_queries(16):  # one of them where the navigation's stream stands
        client.get(path)


@pytest.mark.parametrize("count", [1, 3])
def test_a_jobseekers_list_costs_the_same_for_one_and_for_three(
    client, count, django_assert_num_queries
):
    jobseeker = make_jobseeker()
    for _n in range(count):
        begin_conversation(jobseeker, booth=make_talk()[0].booth)
    client.force_login(jobseeker)
    client.get("/talk/")
    with django_assert_num_queries(4):
        page = client.get("/talk/")
    assert len(page.context["conversations"]) == count


def test_up_to_three_conversations_stand_side_by_side(client):
    first, _jobseeker, rep = make_talk()
    talks = [first] + [make_talk(first.booth)[0] for _more in range(3)]
    for talk in talks:
        say(talk.jobseeker, talk, f"我是{talk.key}")
    client.force_login(rep)
    path = reverse("web:rep_desk", args=[first.booth_id])
    two = "&".join(f"talk={talk.key}" for talk in talks[:2])
    opened = client.get(f"{path}?{two}")
    assert opened.context["talks"] == talks[:2]
    page = opened.content.decode()
    for talk, times in zip(talks, (2, 2, 1, 1), strict=True):  # in the list, and where it is open
        assert page.count(f"我是{talk.key}") == times
    assert f"?talk={talks[0].key}&amp;talk={talks[1].key}&amp;talk={talks[2].key}" in page
    identifiers = re.findall(r' id="([^"]+)"', page)
    assert len(identifiers) == len(set(identifiers))
    four = "&".join(f"talk={talk.key}" for talk in [*talks, talks[0]])
    assert len(client.get(f"{path}?{four}").context["talks"]) == 3


@pytest.mark.parametrize(("at", "found"), [("b-", 'id="b-newest"'), ("x-", 'id="newest"')])
def test_a_part_is_fetched_for_its_own_column(client, at, found):
    talk, _jobseeker, rep = make_talk()
    client.force_login(rep)
    path = reverse("web:talk_messages", args=[talk.pk])
    assert found in client.get(path, {"at": at}).content.decode()


def test_phrases_with_pictures_stand_in_the_simple_look_of_the_jobseeker(client, talk):
    conversation, jobseeker, rep = talk
    client.cookies["jobfair_looks"] = "simple=on"
    client.force_login(jobseeker)
    page = client.get(talk_path(conversation))
    assert len(page.context["pictured"]) == 7
    assert "我没看懂，请说简单一点。" in page.content.decode()
    client.force_login(rep)
    assert "我没看懂" not in client.get(desk_path(conversation)).content.decode()


def test_both_sides_see_at_once_what_is_urgent_and_the_jobseeker_who_is_there(client):
    talk, jobseeker, rep = make_talk()
    fair = talk.booth.fair
    announce(make_organiser_user(fair.organiser), fair=fair, title="请走东门", is_urgent=True)
    say_present(rep, booth=talk.booth)
    for person, path in ((jobseeker, talk_path(talk)), (rep, desk_path(talk))):
        client.force_login(person)
        page = client.get(path).content.decode()
        assert "请走东门" in page
        assert 'data-controller="fair"' in page
    client.force_login(jobseeker)
    assert "现在有招聘人员，有空" in client.get(talk_path(talk)).content.decode()


def test_a_choice_of_looks_leads_back_to_where_it_was_made(client, talk):
    conversation, jobseeker, rep = talk
    pages = {
        rep: desk_path(conversation),
        jobseeker: reverse("web:talk_people", args=[conversation.pk]),
    }
    for user, path in pages.items():
        client.force_login(user)
        assert f'name="next" value="{path}"' in client.get(path).content.decode()
