"""Keys for programs: made on one's own page, used in a header, taken back."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from jobfair.accounts import services
from jobfair.accounts.models import AccessToken
from jobfair.accounts.services import create_token
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from tests.api.conftest import BASE
from tests.factories import make_user
from tests.factories.proof import sign_in

EMPLOYERS = f"{BASE}/employers/"


def bearer(secret):
    return APIClient(headers={"Authorization": f"Bearer {secret}"})


def test_a_key_acts_for_its_owner(world):
    issued = create_token(world.people["rep"], name="每周导出")
    answer = bearer(issued.secret).get(EMPLOYERS)
    assert [row["id"] for row in answer.json()["results"]] == [world.cast.employer.key]
    path = f"{BASE}/booths/{world.booth.key}/"
    assert bearer(issued.secret).patch(path, {"intro": "新"}, format="json").status_code == 200


@pytest.mark.parametrize("secret", ["", "jobfair_wrong", "¤"])
def test_a_wrong_key_is_refused_even_where_none_is_needed(world, secret):
    answer = APIClient().get(
        f"{BASE}/fairs/", headers={"Authorization": f"Bearer {secret}".encode().decode("latin-1")}
    )
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_of_a_stopped_account_is_refused(world):
    issued = create_token(world.people["rep"], name="每周导出")
    world.people["rep"].is_active = False
    world.people["rep"].save()
    assert bearer(issued.secret).get(EMPLOYERS).status_code == 401


def test_a_key_ends_after_a_year(world):
    issued = create_token(world.people["rep"], name="每周导出")
    assert bearer(issued.secret).get(EMPLOYERS).status_code == 200
    AccessToken.objects.update(expires_at=timezone.now())
    assert bearer(issued.secret).get(EMPLOYERS).status_code == 401
    assert timedelta(days=364) < issued.token.expires_at - timezone.now() < timedelta(days=366)


def test_only_a_fingerprint_of_a_key_is_stored(db):
    issued = create_token(make_user(), name="每周导出")
    assert issued.secret not in map(str, AccessToken.objects.values().get().values())
    assert len(issued.secret) > 40


def test_a_key_is_named_and_there_are_not_too_many(db):
    user = make_user()
    with pytest.raises(Invalid, match="name_missing"):
        create_token(user, name=" ")
    for number in range(10):
        create_token(user, name=str(number))
    with pytest.raises(Conflict, match="tokens_full"):
        create_token(user, name="又一个")


def test_using_a_key_writes_the_day_once(world, django_assert_num_queries):
    issued = create_token(world.people["rep"], name="每周导出")
    services.person_behind(issued.secret)
    with django_assert_num_queries(1):
        services.person_behind(issued.secret)
    assert AccessToken.objects.get().last_used_on is not None


def test_only_the_owner_takes_a_key_back(db):
    issued = create_token(make_user(), name="每周导出")
    with pytest.raises(NotAllowed):
        services.revoke_token(make_user(), token=issued.token)


def test_the_page_makes_shows_once_and_takes_back(client, db):
    sign_in(client, make_user())
    page = client.post(reverse("web:tokens"), {"name": "每周导出"})
    secret = page.context["issued"].secret
    assert secret in page.content.decode()
    assert secret not in client.get(reverse("web:tokens")).content.decode()
    client.post(reverse("web:revoke_token", args=[page.context["issued"].token.pk]))
    assert bearer(secret).get(EMPLOYERS).status_code == 401


def test_a_session_writes_only_with_the_forgery_token(world):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(world.people["organiser"])
    path = f"{BASE}/fairs/{world.fair.key}/"
    assert client.get(path).status_code == 200
    assert client.patch(path, {"summary": "x"}).status_code == 403
