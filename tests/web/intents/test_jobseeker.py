"""The jobseeker's way: from a position to an intent, and what they read of it."""

import re

import pytest
from django.urls import reverse

from jobfair.accounts.services import person_of
from jobfair.fairs.models import FairState
from jobfair.intents.models import Entry, Intent, Remark
from jobfair.intents.steps import State, Step
from jobfair.intents.words import TOLD
from jobfair.web.intent_words import FOR_EMPLOYER, FOR_JOBSEEKER, buttons_of
from tests.factories import make_booth, make_jobseeker, make_open_fair, make_position, make_rep
from tests.factories.intents import make_mutual, make_stand, step
from tests.factories.talk import new_cid

pytestmark = pytest.mark.django_db


def text_of(page):
    return page.content.decode()


def express(client, position, **posted):
    address = reverse("web:express_interest", args=[position.pk])
    return client.post(address, {"cid": new_cid()} | posted, follow=True)


def press(client, intent, step, **posted):
    address = reverse("web:intent_step", args=[intent.pk])
    return client.post(address, {"cid": new_cid(), "step": step} | posted, follow=True)


def test_a_position_leads_to_saying_yes_and_shows_how_it_stands(client):
    position, jobseeker, _rep = make_stand()
    client.force_login(jobseeker)
    address = reverse("web:position", args=[position.pk])
    way = reverse("web:express_interest", args=[position.pk])
    assert way in text_of(client.get(address))
    assert "您的称呼：小陈" in text_of(client.get(way))
    page = express(client, position, remark="我住得很近")
    assert "单位还没有答复" in text_of(page)
    assert "我住得很近" in text_of(page)
    again = text_of(client.get(address))
    assert "您的意向" in again
    assert way not in again


def test_a_visitor_signs_in_first_and_what_was_typed_is_kept(client):
    position, jobseeker, _rep = make_stand()
    way = reverse("web:express_interest", args=[position.pk])
    assert way in text_of(client.get(reverse("web:position", args=[position.pk])))
    sent = client.post(
        way, {"cid": new_cid(), "remark": "能上早班"}, HTTP_REFERER=f"http://testserver{way}"
    )
    assert sent.url.startswith("/accounts/login/")
    kept = client.session["kept_forms"]
    client.force_login(jobseeker)
    session = client.session
    session["kept_forms"] = kept
    session.save()
    assert "能上早班" in text_of(client.get(way))
    assert not Entry.objects.exists()


def test_pressed_twice_it_is_recorded_once(client):
    position, jobseeker, _rep = make_stand()
    client.force_login(jobseeker)
    cid = new_cid()
    for _n in range(2):
        express(client, position, cid=cid)
    assert Entry.objects.count() == 1


def test_a_word_that_is_too_long_stays_in_the_form(client):
    position, jobseeker, _rep = make_stand()
    client.force_login(jobseeker)
    page = express(client, position, remark="长" * 301)
    assert page.status_code == 422
    assert "长" * 301 in text_of(page)


@pytest.mark.parametrize("state", [FairState.DRAFT, FairState.ARCHIVED])
def test_a_fair_that_takes_none_offers_no_button(client, state):
    position, jobseeker, _rep = make_stand()
    fair = position.booth.fair
    fair.state = state
    fair.save()
    client.force_login(jobseeker)
    page = client.get(reverse("web:position", args=[position.pk]))
    assert reverse("web:express_interest", args=[position.pk]) not in text_of(page)
    express(client, position)
    assert not Entry.objects.exists()


def test_withdrawing_and_saying_it_again(client):
    intent, jobseeker, _rep = make_mutual()
    client.force_login(jobseeker)
    assert "您不考虑这个岗位" in text_of(press(client, intent, "withdrawn"))
    page = press(client, intent, "interested")
    assert "双方都有意向" in text_of(page)


def test_the_newest_step_can_be_taken_back_and_the_story_says_so(client):
    position, jobseeker, _rep = make_stand()
    intent = step(jobseeker, position, Step.INTERESTED).intent
    client.force_login(jobseeker)
    page = text_of(client.get(reverse("web:intent", args=[intent.pk])))
    assert 'name="corrects" value="1"' in page
    after = text_of(press(client, intent, "undone", corrects="1"))
    assert "第 1 条不算" in after
    assert Intent.objects.get().state == State.EMPTY


def test_what_cannot_be_pressed_is_refused_in_words(client):
    intent, jobseeker, _rep = make_mutual()
    client.force_login(jobseeker)
    assert "这一步现在不能记录" in text_of(press(client, intent, "offered"))
    assert "请刷新页面再试" in text_of(press(client, intent, "dancing"))
    assert Entry.objects.count() == 2


def test_a_word_is_added_for_the_other_side(client):
    intent, jobseeker, _rep = make_mutual()
    client.force_login(jobseeker)
    address = reverse("web:intent_remark", args=[intent.pk])
    assert client.post(address, {"text": ""}).status_code == 422
    assert "周三下午有空" in text_of(client.post(address, {"text": "周三下午有空"}, follow=True))
    assert Remark.objects.get().side == "jobseeker"


def test_the_list_says_each_state_and_asks_as_often_for_three_as_for_one(
    client, django_assert_max_num_queries
):
    jobseeker = make_jobseeker()
    booth = make_booth(make_open_fair())
    client.force_login(jobseeker)
    address = reverse("web:intents")
    assert "还没有意向" in text_of(client.get(address))
    counts = []
    for wanted in (1, 3):
        while Intent.objects.count() < wanted:
            step(jobseeker, make_position(booth), Step.INTERESTED)
        with django_assert_max_num_queries(12) as asked:
            page = client.get(address)
        counts.append(len(asked))
        assert len(re.findall("单位还没有答复", text_of(page).split("</ul>", 1)[1])) >= wanted
    assert counts[0] == counts[1]


def test_nobody_else_reads_or_presses_it(client):
    intent, _jobseeker, _rep = make_mutual()
    elsewhere = make_rep(make_booth(intent.fair).employer)
    for stranger in (make_jobseeker(), elsewhere):
        client.force_login(stranger)
        assert client.get(reverse("web:intent", args=[intent.pk])).status_code == 404
        assert press(client, intent, "withdrawn").status_code == 404
    assert Entry.objects.count() == 2


def test_every_state_and_every_button_has_its_words():
    assert set(FOR_JOBSEEKER) == set(FOR_EMPLOYER) == set(State)
    intent, jobseeker, rep = make_mutual()
    person = person_of(jobseeker)
    from jobfair.intents.steps import MOVES, Side, possible

    for side in Side:
        buttons = {button.step for button in buttons_of(intent, side)}
        assert buttons == set(possible(intent.standing, side))
    assert {(side, step) for step, move in MOVES.items() for side in move.sides} <= set(TOLD)
    assert person.pk == intent.person_id
    assert rep.pk
