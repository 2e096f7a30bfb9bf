"""An account is given up while its people talk: whoever comes second waits, and nobody for each other."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from jobfair.accounts.models import User
from jobfair.chat.models import Message, Seat
from jobfair.chat.services import add_beside, saying
from jobfair.intents.steps import Step
from jobfair.oneself import services
from jobfair.oneself.services import erase_account
from tests.domain.turns import answered, is_waiting
from tests.factories import make_jobseeker, make_position
from tests.factories.intents import step
from tests.factories.talk import make_talk, say


@pytest.fixture
def scene(kept_database):
    """A conversation whose jobseeker has said yes to the booth, so that leaving is told there."""
    talk, seeker, rep = make_talk()
    step(seeker, make_position(talk.booth), Step.INTERESTED)
    say(seeker, talk, "您好")
    return talk, seeker, rep


@contextmanager
def erased_meanwhile(monkeypatch, actor):
    """When something is said and about to be told, the actor gives up the account, up to where that waits."""
    publish_all, erasing = saying.publish_all, []

    def met(told):
        if not erasing:
            erasing.append(pool.submit(answered, lambda: erase_account(actor)))
            while not is_waiting(erasing[0]):
                pass
        return publish_all(told)

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(saying, "publish_all", met)
        yield
        assert erasing[0].result() is None


def test_who_speaks_to_somebody_who_leaves_is_heard_first(scene, monkeypatch):
    talk, seeker, rep = scene
    with erased_meanwhile(monkeypatch, seeker):
        assert say(rep, talk, "您在吗").number == 2
    assert set(Message.objects.filter(happening="").values_list("text", flat=True)) == {""}


def test_who_sat_beside_somebody_and_leaves_waits_for_what_is_said_there(scene, monkeypatch):
    talk, seeker, rep = scene
    beside = make_jobseeker(name="陪同人")
    add_beside(seeker, conversation=talk, user=beside, seat=Seat.SUPPORTER)
    step(beside, make_position(talk.booth), Step.INTERESTED)
    with erased_meanwhile(monkeypatch, beside):
        say(rep, talk, "请二位看一下岗位")
    assert not talk.participants.filter(user=beside, left_at=None).exists()


def test_two_who_leave_and_are_known_to_the_same_two_booths_wait_in_one_order(
    kept_database, monkeypatch
):
    here, one, _rep = make_talk()
    there, other, _rep = make_talk()
    step(one, make_position(there.booth), Step.INTERESTED)
    step(other, make_position(here.booth), Step.INTERESTED)
    forget_talk, second = services.forget_talk, []

    def met(actor, *, name):
        if not second:
            second.append(pool.submit(answered, lambda: erase_account(other)))
            while not is_waiting(second[0]):
                pass
        forget_talk(actor, name=name)

    with ThreadPoolExecutor(1) as pool:
        monkeypatch.setattr(services, "forget_talk", met)
        erase_account(one)
        assert second[0].result() is None
    assert {User.objects.get(pk=user.pk).is_erased for user in (one, other)} == {True}
