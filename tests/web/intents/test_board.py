"""The rep's board: who is interested in what, many steps at once, notes of the booth alone."""

import pytest
from django.urls import reverse

from jobfair.accounts.services import person_of
from jobfair.intents.models import Entry, Intent, StaffNote
from jobfair.intents.services import write_staff_note
from jobfair.intents.steps import State, Step
from tests.factories import (
    make_booth,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.intents import make_mutual, step
from tests.factories.talk import make_talk, new_cid

pytestmark = pytest.mark.django_db


@pytest.fixture
def stand(client):
    """A booth with two positions, two people who asked for the first, and its rep signed in."""
    booth = make_booth(make_open_fair())
    positions = [make_position(booth), make_position(booth)]
    rep = make_rep(booth.employer)
    intents = [
        step(make_jobseeker(name=name), positions[0], Step.INTERESTED).intent
        for name in ("小林", "小王")
    ]
    client.force_login(rep)
    return booth, intents, rep


def text_of(page):
    return page.content.decode()


def board(client, booth, **query):
    return client.get(reverse("web:rep_intents", args=[booth.pk]), query)


def press(client, booth, **posted):
    address = reverse("web:rep_press", args=[booth.pk])
    return client.post(address, {"cid": new_cid()} | posted, follow=True)


def test_the_board_shows_people_by_position_and_step(client, stand):
    booth, intents, rep = stand
    step(rep, intents[0].position, Step.INTERESTED, person=intents[0].person)
    everybody = text_of(board(client, booth))
    assert "小林" in everybody
    assert "小王" in everybody
    waiting = text_of(board(client, booth, step="answer"))
    assert "小王" in waiting
    assert 'value="' + intents[0].key not in waiting


def test_one_is_confirmed_with_one_press(client, stand):
    booth, intents, _rep = stand
    page = press(client, booth, press=f"{intents[0].key} interested")
    assert "双方都有意向，已达成初步意向" in text_of(page)
    assert Intent.objects.get(pk=intents[0].pk).state == State.MUTUAL


def test_many_are_recorded_at_once_and_each_is_judged_by_itself(client, stand):
    booth, intents, rep = stand
    step(rep, intents[0].position, Step.INTERESTED, person=intents[0].person)
    keys = [intent.key for intent in intents]
    page = text_of(press(client, booth, intent=keys, step="interested"))
    assert "已为 1 人记录" in page
    assert "1 人没有记录" in page


def test_the_same_press_again_records_nothing_more(client, stand):
    booth, intents, _rep = stand
    cid = new_cid()
    for _n in range(2):
        press(client, booth, cid=cid, intent=[i.key for i in intents], step="interested")
    assert Entry.objects.count() == 4


@pytest.mark.parametrize(
    "posted", [{"step": "interested"}, {"press": "short interested"}, {"press": "x", "step": "no"}]
)
def test_what_no_page_of_ours_sends_is_refused_in_words(client, stand, posted):
    booth, _intents, _rep = stand
    assert "请" in text_of(press(client, booth, **posted))
    assert Entry.objects.count() == 2


def test_intents_of_another_booth_cannot_be_pressed_here(client, stand):
    booth, _intents, _rep = stand
    other, _jobseeker, _other_rep = make_mutual()
    press(client, booth, press=f"{other.key} declined")
    assert Intent.objects.get(pk=other.pk).state == State.MUTUAL


def test_the_note_is_for_the_booth_alone(client, stand):
    booth, intents, _rep = stand
    address = reverse("web:intent_note", args=[intents[0].pk])
    posted = {"text": "打字很快", "next_step": "打电话约面试", "next_on": "2026-11-30"}
    assert client.post(address, posted).status_code == 302
    assert "打电话约面试" in text_of(board(client, booth))
    page = reverse("web:intent", args=[intents[0].pk])
    assert "打字很快" in text_of(client.get(page))
    jobseeker = intents[0].person.user
    for reader in (jobseeker, make_organiser_user(booth.fair.organiser)):
        client.force_login(reader)
        assert "打字很快" not in text_of(client.get(page))
        assert client.post(address, {"text": "改"}).status_code == 404
    assert StaffNote.objects.get().text == "打字很快"


def test_an_organiser_reads_how_it_stands_and_cannot_press(client, stand):
    booth, intents, _rep = stand
    client.force_login(make_organiser_user(booth.fair.organiser))
    page = text_of(client.get(reverse("web:intent", args=[intents[0].pk])))
    assert "求职者表示有意向" in page
    assert "<form" not in page.split("<main", 1)[1].split("</main>", 1)[0]
    address = reverse("web:intent_step", args=[intents[0].pk])
    assert client.post(address, {"cid": new_cid(), "step": "declined"}).status_code == 404
    assert board(client, booth).status_code == 404


def test_the_board_asks_as_often_for_three_as_for_one(client, django_assert_max_num_queries):
    booth = make_booth(make_open_fair())
    position = make_position(booth)
    client.force_login(make_rep(booth.employer))
    counts = []
    for wanted in (1, 3):
        while Intent.objects.count() < wanted:
            step(make_jobseeker(), position, Step.INTERESTED)
        with django_assert_max_num_queries(15) as asked:
            board(client, booth)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_in_a_conversation_both_sides_say_yes_without_leaving_it(client):
    conversation, jobseeker, rep = make_talk()
    position = make_position(conversation.booth)
    say = reverse("web:talk_intent", args=[conversation.pk])
    part = reverse("web:talk_intents", args=[conversation.pk])
    client.force_login(jobseeker)
    posted = {"cid": new_cid(), "position": position.key}
    assert "单位还没有答复" in text_of(client.post(say, posted, follow=True))
    client.force_login(rep)
    assert "我们也有意向" in text_of(client.get(part))
    intent = Intent.objects.get()
    address = reverse("web:intent_step", args=[intent.pk])
    answered = {"cid": new_cid(), "step": "interested", "channel": "chat", "next": part}
    assert "已达成初步意向" in text_of(client.post(address, answered, follow=True))
    assert set(Entry.objects.values_list("channel", flat=True)) == {"chat"}


def test_in_a_conversation_a_position_must_be_one_of_the_booth(client):
    conversation, jobseeker, _rep = make_talk()
    make_position(conversation.booth)
    say = reverse("web:talk_intent", args=[conversation.pk])
    client.force_login(jobseeker)
    elsewhere = make_position(make_booth(conversation.booth.fair))
    assert client.post(say, {"cid": new_cid(), "position": elsewhere.key}).status_code == 404
    answer = client.post(say, {"cid": new_cid(), "position": ""}, follow=True)
    assert "请先选一个岗位" in text_of(answer)
    assert person_of(jobseeker).entries.count() == 0


def test_a_note_does_not_replace_what_a_colleague_wrote_meanwhile(client, stand):
    booth, intents, _rep = stand
    page = reverse("web:intent", args=[intents[0].pk])
    address = reverse("web:intent_note", args=[intents[0].pk])
    known = client.get(page).context["note_form"]["known"].value()
    write_staff_note(make_rep(booth.employer), intent=intents[0], text="已经打过电话")
    typed = {"text": "打字很快", "next_step": "", "next_on": ""}
    answer = client.post(address, typed | {"known": known})
    assert answer.status_code == 422
    shown = text_of(answer)
    assert "同事刚改过" in shown
    assert "已经打过电话" in shown, "beside what was typed"
    assert "打字很快</textarea>" in shown
    assert StaffNote.objects.get().text == "已经打过电话"
    read = answer.context["note_form"]["known"].value()
    assert client.post(address, typed | {"known": read}).status_code == 302
    assert StaffNote.objects.get().text == "打字很快"


def test_a_note_that_is_sent_twice_is_written_once_and_nobody_is_blamed(client, stand):
    _booth, intents, _rep = stand
    address = reverse("web:intent_note", args=[intents[0].pk])
    typed = {"text": "打字很快", "next_step": "打电话", "next_on": "2026-11-30", "known": "none"}
    assert client.post(address, typed).status_code == 302
    assert client.post(address, typed).status_code == 302


def test_one_step_stands_out_where_several_can_be_taken(client):
    intent, _jobseeker, rep = make_mutual()
    client.force_login(rep)
    page = text_of(client.get(reverse("web:intent", args=[intent.pk])))
    steps = page.split("/step/", 1)[1].split("</form>", 1)[0]
    assert steps.count("<button") == 3
    assert steps.count('class="button"') == 1
    assert "面试约好了" in steps.split('class="button"')[1].split("</button>")[0]
