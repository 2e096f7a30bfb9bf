"""The administration: for staff only, by our own sign-in, to look and not to touch."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.urls import reverse

from jobfair.accounts.models import Employer, Organiser, User
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser_user,
    make_position,
    make_rep,
    make_user,
)

pytestmark = pytest.mark.django_db

OURS = [
    model
    for model in admin.site._registry
    if model._meta.app_label in {"accounts", "fairs", "booths"}
]


@pytest.fixture
def admin_user():
    return make_user(is_staff=True, is_superuser=True)


def test_strangers_are_sent_to_our_own_sign_in(client):
    page = client.get("/admin/", follow=True)
    assert page.request["PATH_INFO"] == "/accounts/login/"


def test_people_without_a_staff_account_are_refused(client):
    fair = make_fair()
    for user in (make_user(), make_organiser_user(fair.organiser)):
        client.force_login(user)
        assert client.get("/admin/", follow=True).status_code == 403


def test_where_organisers_need_a_second_step_administrators_do_too(client, admin_user, settings):
    settings.ORGANISERS_NEED_SECOND_STEP = True
    client.force_login(admin_user)
    page = client.get("/admin/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("mfa_activate_totp")
    Authenticator.objects.create(user=admin_user, type=Authenticator.Type.TOTP, data={})
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_opens_and_asks_as_often_for_three_rows_as_for_one(client, admin_user, model):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(admin_user)
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    counts = []
    for rows in (1, 2):
        for _ in range(rows):
            fair = make_fair()
            make_position(make_booth(fair, make_employer(fair.organiser)))
        client.get(page)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(page).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("model", [Employer, User])
def test_nothing_is_added_past_the_rules(client, admin_user, model):
    client.force_login(admin_user)
    page = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
    assert client.get(page).status_code == 403


def test_a_record_is_read_but_not_written(client, admin_user):
    client.force_login(admin_user)
    employer = make_employer()
    page = reverse("admin:accounts_employer_change", args=[employer.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, {"name": "别的"}).status_code == 403


def test_a_body_is_entered_here_and_corrected_by_its_own_people(client, admin_user):
    client.force_login(admin_user)
    facts = {"name": "鹭岛市残联", "city": "鹭岛市"}
    client.post(reverse("admin:accounts_organiser_add"), facts)
    body = Organiser.objects.get(name="鹭岛市残联")
    page = reverse("admin:accounts_organiser_change", args=[body.pk])
    assert client.get(page).status_code == 200
    assert client.post(page, facts | {"name": "别的"}).status_code == 403


def test_an_account_can_be_stopped(client, admin_user):
    client.force_login(admin_user)
    rep = make_rep(make_employer())
    membership = rep.memberships.get()
    client.post(
        reverse("admin:accounts_user_change", args=[rep.pk]),
        {
            "name": rep.name,
            "memberships-TOTAL_FORMS": 1,
            "memberships-INITIAL_FORMS": 1,
            "memberships-0-id": membership.pk,
            "memberships-0-user": rep.pk,
            "memberships-0-role": membership.role,
            "memberships-0-employer": membership.employer_id,
        },
    )
    rep.refresh_from_db()
    assert not rep.is_active
