"""Intents by programs: each side its own step, a retry the same answer."""

import pytest

from jobfair.accounts.services import person_of
from jobfair.attendance.services import register
from jobfair.intents.models import Entry
from jobfair.intents.steps import Step
from tests.api.conftest import BASE
from tests.factories import make_jobseeker, make_position
from tests.factories.intents import step
from tests.factories.talk import new_cid


def asked(world, **more):
    return {"position": world.position.key, "step": "interested", "cid": new_cid()} | more


def test_both_sides_come_to_a_mutual_intent(world):
    first = world.client("jobseeker").post(f"{BASE}/intents/", asked(world)).json()
    assert (first["state"], first["last_number"]) == ("asked", 1)
    person = person_of(world.people["jobseeker"]).key
    second = world.client("rep").post(f"{BASE}/intents/", asked(world, person=person))
    assert (second.status_code, second.json()["state"]) == (201, "mutual")
    for client, path in (("jobseeker", "intents/"), ("rep", f"booths/{world.booth.key}/intents/")):
        shown = world.client(client).get(f"{BASE}/{path}").json()["results"]
        assert [one["id"] for one in shown] == [first["id"]]


def test_a_retry_is_answered_alike_and_recorded_once(world):
    given = asked(world, remark="我住得近")
    answers = [world.client("jobseeker").post(f"{BASE}/intents/", given) for _n in range(2)]
    assert answers[0].json() == answers[1].json()
    assert Entry.objects.count() == 1


REFUSED = [
    ("stranger", {}, 401),
    ("rep", {}, 409),
    ("organiser", {}, 409),
    ("jobseeker", {"step": "offered"}, 409),
    ("jobseeker", {"step": "undone"}, 422),
    ("jobseeker", {"step": "merged"}, 400),
    ("jobseeker", {"cid": "short"}, 400),
    ("jobseeker", {"position": "01j00000000000000000000000"}, 404),
    ("rep_elsewhere", {"person": "theirs"}, 404),
    ("jobseeker", {"person": "theirs"}, 404),
]


@pytest.mark.parametrize(("role", "changed", "status"), REFUSED)
def test_what_is_refused(world, role, changed, status):
    given = asked(world, **changed)
    if "person" in changed:
        given["person"] = person_of(world.people["jobseeker"]).key
    answer = world.client(role).post(f"{BASE}/intents/", given)
    assert answer.status_code == status, answer.content.decode()
    assert not Entry.objects.exists()


HEARD = {"side": "jobseeker", "voice": "family", "channel": "phone"}


@pytest.fixture
def _known(world):
    """Whom the fair knows: an adviser records nothing about anybody else."""
    register(world.people["jobseeker"], fair=world.booth.fair)


def heard(world, **more):
    person = person_of(world.people["jobseeker"]).key
    return world.client("adviser").post(
        f"{BASE}/intents/heard/", asked(world, person=person) | HEARD | more
    )


def test_an_adviser_records_nothing_about_somebody_the_fair_does_not_know(world):
    assert heard(world).status_code == 404
    assert not Entry.objects.exists()


@pytest.mark.usefixtures("_known")
def test_an_adviser_records_what_both_sides_said_with_who_said_so(world):
    assert heard(world, remark="周一去看").json()["state"] == "asked"
    both = heard(world, side="employer", voice="employer", channel="onsite")
    assert (both.status_code, both.json()["state"]) == (201, "mutual")
    assert [(e.voice, e.channel, e.recorder) for e in Entry.objects.all()] == [
        ("family", "phone", world.people["adviser"]),
        ("employer", "onsite", world.people["adviser"]),
    ]


@pytest.mark.usefixtures("_known")
@pytest.mark.parametrize(
    ("changed", "status"),
    [({"voice": "own"}, 400), ({"channel": "form"}, 400), ({"voice": "employer"}, 422)],
)
def test_what_an_adviser_cannot_have_heard(world, changed, status):
    assert heard(world, **changed).status_code == status
    assert not Entry.objects.exists()


@pytest.mark.parametrize("role", ["jobseeker", "rep"])
def test_a_list_asks_as_often_for_three_as_for_one(world, role, django_assert_max_num_queries):
    path = "intents/" if role == "jobseeker" else f"booths/{world.booth.key}/intents/"
    client, counts = world.client(role), []
    client.get(f"{BASE}/{path}")
    for wanted in (1, 3):
        while Entry.objects.count() < wanted:
            user = world.people["jobseeker"] if role == "jobseeker" else make_jobseeker()
            step(user, make_position(world.booth), Step.INTERESTED)
        with django_assert_max_num_queries(12) as queries:
            assert client.get(f"{BASE}/{path}").json()["count"] == wanted
        counts.append(len(queries))
    assert counts[0] == counts[1]
