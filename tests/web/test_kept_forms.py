"""What was typed is found again after a sign-in, and after a failure of ours."""

import pytest
from django.test import Client
from django.urls import reverse

from jobfair.booths.models import Position
from jobfair.common.errors import Conflict
from jobfair.web import kept_forms
from jobfair.web.views.rep import position_form
from tests.factories import make_booth, make_employer, make_fair, make_organiser, make_rep
from tests.factories.talk import make_talk, new_cid
from tests.web.reading import words_of

TYPED = {
    "title": "包装员",
    "job_type": "包装工",
    "headcount": "2",
    "workplace": "onsite",
    "pay_unit": "month",
    "duties": "把饼干装进盒子。",
    "provisions": ["lift", "meals"],
}


@pytest.fixture
def rep(db):
    return make_rep(make_employer(make_organiser()))


@pytest.fixture
def address(rep):
    employer = rep.memberships.get().employer
    booth = make_booth(make_fair(employer.organiser), employer)
    return reverse("web:rep_add_position", args=[booth.pk])


def shown(client, address):
    return client.get(address).context["form"]


def test_a_form_sent_after_the_session_ended_is_filled_after_signing_in(rep, address):
    client = Client()
    response = client.post(address, TYPED)
    assert response["Location"].endswith(f"?next={address}")
    client.force_login(rep)
    form = shown(client, address)
    assert form.is_kept
    assert {name: form[name].value() for name in TYPED} == TYPED
    assert not Position.objects.exists()


def test_it_stays_until_it_is_sent_again(rep, address):
    client = Client()
    client.post(address, TYPED)
    client.force_login(rep)
    assert shown(client, address).is_kept
    assert shown(client, address).is_kept
    client.post(address, TYPED)
    assert Position.objects.get().duties == "把饼干装进盒子。"
    assert not shown(client, address).is_kept


def test_the_person_may_prefer_what_is_stored(rep, address):
    client = Client()
    client.post(address, TYPED)
    client.force_login(rep)
    client.post(address, {"action": "discard"})
    assert not shown(client, address).is_kept
    assert not Position.objects.exists()


def test_another_address_shows_nothing_of_it(rep, address):
    client = Client()
    client.post(address, TYPED)
    client.force_login(rep)
    other = make_booth(make_fair(), rep.memberships.get().employer)
    assert not shown(client, reverse("web:rep_add_position", args=[other.pk])).is_kept


def test_a_failure_of_ours_keeps_what_was_typed(rep, address, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError

    client = Client(raise_request_exception=False)
    client.force_login(rep)
    monkeypatch.setattr(position_form.services, "add_position", fail)
    assert client.post(address, TYPED).status_code == 500
    form = shown(client, address)
    assert form.is_kept
    assert form["duties"].value() == TYPED["duties"]


def test_a_form_without_its_token_is_kept_when_it_came_from_our_own_page(rep, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    response = client.post(address, TYPED, headers={"Origin": "http://testserver"})
    assert response.status_code == 403
    assert f'href="{address}"' in response.content.decode()
    assert shown(client, address).is_kept


@pytest.mark.parametrize("origin", ["http://elsewhere.example", "null", ""])
def test_a_form_from_elsewhere_is_not_kept(rep, address, origin):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    assert client.post(address, TYPED, headers={"Origin": origin}).status_code == 403
    assert not shown(client, address).is_kept


@pytest.mark.parametrize(
    "name", "password password1 password2 oldpassword code csrfmiddlewaretoken".split()
)
def test_secrets_and_tokens_are_never_kept(rep, address, name):
    client = Client()
    client.post(address, TYPED | {name: "secret"})
    (entry,) = client.session[kept_forms.NAME].values()
    assert "secret" not in entry["typed"]


def test_no_more_than_a_few_forms_of_sensible_size_are_kept(address):
    client = Client()
    client.post(address, {"duties": "长" * kept_forms.LARGEST})
    assert kept_forms.NAME not in client.session
    bases = [reverse("web:rep_booth_texts", args=[make_booth(make_fair()).pk]) for _ in range(5)]
    for base in bases:
        client.post(base, {"intro": "新"})
    assert list(client.session[kept_forms.NAME]) == bases[-kept_forms.MOST :]


def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(address):
    booth_page = address.replace("positions/add/", "presence/")
    response = Client().post(
        f"{booth_page}here/", headers={"Referer": f"http://testserver{booth_page}"}
    )
    assert response["Location"].endswith(f"?next={booth_page}")


ORIGIN = {"Origin": "http://testserver"}


def test_a_button_promises_nothing_that_no_page_shows(rep, address):
    client = Client(enforce_csrf_checks=True)
    client.force_login(rep)
    here = address.replace("positions/add/", "presence/here/")
    page = client.post(here, {"minutes": "5"}, headers=ORIGIN)
    assert not page.context["is_kept"]


def test_a_message_sent_after_the_session_ended_stands_in_its_talk_again(db):
    talk, jobseeker, _rep = make_talk()
    client, page = Client(), reverse("web:talk", args=[talk.pk])
    sent = reverse("web:talk_send", args=[talk.pk])
    headers = {"Referer": f"http://testserver{page}"}
    answer = client.post(sent, {"cid": new_cid(), "text": "请问几点上班？"}, headers=headers)
    assert answer["Location"].endswith(f"?next={page}")
    client.force_login(jobseeker)
    assert "请问几点上班？" in words_of(client.get(page))
    client.post(sent, {"cid": new_cid(), "text": "请问几点上班？"})
    assert shown(client, page)["text"].value() == ""


def test_what_was_refused_outside_a_form_is_kept(rep, address, monkeypatch):
    def refuse(*args, **kwargs):
        raise Conflict("elsewhere", "别人刚刚改过。")

    client = Client()
    client.force_login(rep)
    monkeypatch.setattr(position_form, "form_of", refuse)
    client.post(address, TYPED)
    monkeypatch.undo()
    assert shown(client, address)["duties"].value() == TYPED["duties"]


def signed_out_with_a_page_open(person, address, typed) -> Client:
    """The person signs out in one window, then sends the form of another."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person)
    client.get(address)
    old = client.cookies["csrftoken"].value
    client.post(reverse("account_logout"), {"csrfmiddlewaretoken": old}, headers=ORIGIN)
    assert client.cookies["csrftoken"].value != old
    answer = client.post(address, typed | {"csrfmiddlewaretoken": old}, headers=ORIGIN)
    assert answer.status_code == 403
    return client


def test_what_somebody_typed_who_signed_out_is_not_shown_to_the_next(rep, address):
    client = signed_out_with_a_page_open(rep, address, TYPED)
    client.force_login(make_rep(rep.memberships.get().employer))
    assert not shown(client, address).is_kept


def test_the_same_person_finds_it_again(rep, address):
    client = signed_out_with_a_page_open(rep, address, TYPED)
    client.force_login(rep)
    assert shown(client, address).is_kept


def test_what_is_typed_afresh_after_a_sign_out_is_nobodys_yet(rep, address):
    client = Client()
    client.force_login(rep)
    client.post(reverse("account_logout"))
    client.post(address, TYPED)
    client.force_login(make_rep(rep.memberships.get().employer))
    assert shown(client, address).is_kept
