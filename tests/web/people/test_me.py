"""One's own page, and the pages of colleagues and invitations."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from jobfair.accounts.models import Invitation, Membership
from jobfair.accounts.roles import Role
from jobfair.accounts.services import grant_role, invite
from jobfair.web.views.people.colleagues import page_of
from tests.factories import (
    make_adviser,
    make_employer,
    make_jobseeker,
    make_organiser,
    make_organiser_user,
    make_rep,
    make_user,
)


@pytest.fixture
def employer():
    return make_employer()


@pytest.fixture
def rep(employer):
    return make_rep(employer, name="林女士")


def people_of(employer):
    return reverse("web:employer_people", args=[employer.pk])


def invited(actor, body, role, **more):
    return reverse("web:invitation", args=[invite(actor, role=role, body=body, **more).secret])


def test_my_page_names_every_role_and_leads_to_its_desk(person, rep):
    grant_role(user=rep, role=Role.JOBSEEKER)
    person.client.force_login(rep)
    text = person.get("/me/").content.decode()
    assert "招聘人员" in text
    assert "求职者" in text
    assert 'class="button" href="/rep/"' in text
    assert "/desk/" not in text


def test_my_page_asks_strangers_to_sign_in_and_come_back(person):
    assert person.get("/me/").redirect_chain == [("/accounts/login/?next=/me/", 302)]


def test_the_name_can_be_changed(person, rep):
    person.client.force_login(rep)
    person.post("/me/name/", name=" 阿林 ")
    rep.refresh_from_db()
    assert rep.name == "阿林"


def test_a_role_is_laid_down_after_being_asked_once(person, rep):
    membership = rep.memberships.get()
    page = reverse("web:end_role", args=[membership.pk])
    person.client.force_login(rep)
    person.post(page)
    assert Membership.objects.filter(pk=membership.pk).exists()
    person.post(page, confirmed="yes")
    assert not Membership.objects.filter(pk=membership.pk).exists()


def test_anothers_role_is_not_there_for_strangers(person, rep):
    person.client.force_login(make_jobseeker())
    assert person.get(reverse("web:end_role", args=[rep.memberships.get().pk])).status_code == 404


def test_an_invitation_shows_its_link_once_and_mails_it(person, rep, employer):
    person.client.force_login(rep)
    page = person.post(people_of(employer), address="new@example.org")
    link = re.search(r"http://127\.0\.0\.1:8000(/invitation/[^\"]+/)", page.content.decode()).group(
        1
    )
    assert link in mail.outbox[-1].body
    assert mail.outbox[-1].to == ["new@example.org"]
    assert "林女士邀请您加入" in mail.outbox[-1].subject
    assert link not in person.get(people_of(employer)).content.decode()


def test_a_mail_that_cannot_leave_is_said_so(person, rep, employer, settings):
    settings.EMAIL_BACKEND = "tests.web.people.broken.Backend"
    person.client.force_login(rep)
    page = person.post(people_of(employer), address="new@example.org")
    assert "没能发到 new@example.org" in page.content.decode()


def test_an_organiser_chooses_what_a_colleague_will_do(person):
    organiser = make_organiser()
    person.client.force_login(make_organiser_user(organiser))
    address = reverse("web:organiser_people", args=[organiser.pk])
    assert person.post(address).context["form"].errors == {"role": ["请选择一种身份。"]}
    person.post(address, role="door")
    assert Invitation.objects.get().role == Role.DOOR


def test_the_people_page_is_not_there_for_others(person, employer):
    for user in (make_user(), make_rep(make_employer()), make_organiser_user(make_organiser())):
        person.client.force_login(user)
        assert person.get(people_of(employer)).status_code == 404


def test_a_pending_invitation_can_be_withdrawn(person, rep, employer):
    link = invited(rep, employer, Role.REP)
    person.client.force_login(rep)
    page = person.get(people_of(employer))
    (pending,) = page.context["pending"]
    person.post(reverse("web:withdraw_invitation", args=[pending.pk]))
    assert not person.get(people_of(employer)).context["pending"]
    page = person.get(link)
    assert page.status_code == 410
    assert "已经撤回" in page.content.decode()


def test_a_person_with_an_account_accepts_by_one_button(person, rep, employer):
    link = invited(rep, employer, Role.REP)
    colleague = make_user()
    person.client.force_login(colleague)
    assert "林女士" in person.get(link).content.decode()
    page = person.client.post(link)
    assert page.headers["Location"] == "/rep/"
    assert colleague.roles.has(Role.REP, employer.pk)
    assert "已经接受过" in person.get(link).content.decode()


def test_a_new_person_signs_up_and_comes_straight_back(person, rep, employer):
    link = invited(rep, employer, Role.REP)
    page = person.get(link)
    assert f"/accounts/signup/?next={link}" in page.content.decode()
    person.post("/accounts/signup/", name="新同事", login="new@example.org", next=link)
    page = person.post("/accounts/email/code/", code=person.mailed_code)
    assert page.request["PATH_INFO"] == link
    person.client.post(link)
    assert Membership.objects.filter(user__email="new@example.org", employer=employer).exists()


def test_posting_without_an_account_changes_nothing(person, rep, employer):
    person.post(invited(rep, employer, Role.REP))
    assert Invitation.objects.get().accepted_at is None


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, 410, "已经过期"),
        ({"accepted_at": timezone.now()}, 410, "已经用过"),
        ({"fingerprint": "0" * 64}, 404, "链接不对"),
    ],
)
def test_a_link_that_does_not_work_says_why(person, rep, employer, change, status, words):
    link = invited(rep, employer, Role.REP)
    Invitation.objects.update(**change)
    page = person.get(link)
    assert page.status_code == status
    assert words in page.content.decode()


def test_an_invitations_address_stays_on_this_site_and_in_no_cache(person, rep, employer):
    page = person.get(invited(rep, employer, Role.REP))
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert "no-store" in page.headers["Cache-Control"]


def test_the_people_page_asks_as_often_for_three_as_for_one(
    person, rep, employer, django_assert_num_queries, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person.client.force_login(rep)
    invited(rep, employer, Role.REP)
    person.get(people_of(employer))
    with CaptureQueriesContext(
        connection,
    ) as with_one:
        person.get(people_of(employer))
    for _ in range(2):
        make_rep(employer)
        invited(rep, employer, Role.REP)
    with CaptureQueriesContext(connection) as with_three:
        person.get(people_of(employer))
    assert len(with_three) == len(with_one)


def test_my_page_asks_as_often_for_three_roles_as_for_one(person, rep):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    person.client.force_login(rep)
    person.get("/me/")
    with CaptureQueriesContext(connection) as with_one:
        person.get("/me/")
    for _ in range(2):
        grant_role(user=rep, role=Role.REP, employer=make_employer())
    with CaptureQueriesContext(connection) as with_three:
        person.get("/me/")
    assert len(with_three) == len(with_one)


def test_a_body_is_corrected_by_its_own_people_and_nobody_else(person):
    organiser, other = make_organiser(), make_organiser()
    address = reverse("web:edit_organiser", args=[organiser.pk])
    assert person.get(address).redirect_chain[0][0].startswith("/accounts/login/")
    for stranger in (make_organiser_user(other), make_adviser(organiser), make_jobseeker()):
        person.client.force_login(stranger)
        assert person.get(address).status_code == 404
    person.client.force_login(make_organiser_user(organiser))
    assert address in person.get(page_of(organiser)).content.decode()
    taken = person.post(address, name=other.name, city="鹭岛市", phone="0592-5550000")
    assert "已有同名的单位" in taken.content.decode()
    assert 'value="0592-5550000"' in taken.content.decode()
    page = person.post(address, name="鹭岛市残联", city="鹭岛市", name_en="Ludao Federation")
    assert "单位资料改好了" in page.content.decode()
    organiser.refresh_from_db()
    assert (organiser.name, organiser.name_en) == ("鹭岛市残联", "Ludao Federation")


def test_who_introduced_a_body_invites_for_it_and_does_not_rename_it(person):
    mine = make_organiser()
    body = make_organiser(introduced_by=mine)
    person.client.force_login(make_organiser_user(mine))
    page = person.get(page_of(body)).content.decode()
    assert f'href="{reverse("web:edit_organiser", args=[body.pk])}"' not in page
