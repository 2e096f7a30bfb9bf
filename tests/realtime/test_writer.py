"""The writer: one commit for those who speak together, and no fault of one for another."""

import asyncio

import pytest
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError

from jobfair.chat import services
from jobfair.chat.models import Message
from realtime.writer import Writer
from tests.factories.talk import make_talk, new_cid

in_thread = sync_to_async(thread_sensitive=False)


@pytest.fixture
def talk(transactional_db):
    return make_talk()


def sayings(talk, count):
    conversation, jobseeker, _rep = talk
    return [
        services.Saying(jobseeker, conversation.pk, new_cid(), f"第{n}句") for n in range(count)
    ]


async def test_what_is_said_together_shares_commits_and_keeps_its_order(talk):
    sizes = []

    def counted(batch):
        sizes.append(len(batch))
        return services.send_messages(batch)

    writer = Writer(counted)
    said = await asyncio.gather(*(writer.write(one) for one in sayings(talk, 50)))
    assert [message.number for message in said] == list(range(1, 51))
    assert len(sizes) < 5
    assert sum(sizes) == 50


@pytest.mark.parametrize("problem", [OperationalError, InterfaceError])
async def test_while_the_database_is_away_those_who_wait_are_told_after_one_more_try(talk, problem):
    tried = []

    def away(batch):
        tried.append(len(batch))
        raise problem

    writer = Writer(away)
    wishes = sayings(talk, 6)
    said = await asyncio.gather(*(writer.write(one) for one in wishes), return_exceptions=True)
    assert {type(answer) for answer in said} == {problem}
    assert tried[-2:] == [6, 1]
    assert len(tried) <= 4


async def test_one_that_breaks_the_batch_is_the_only_one_to_fail(talk):
    wishes = sayings(talk, 5)

    def breaking(batch):
        if any(one is wishes[2] for one in batch):
            raise ConnectionError
        return services.send_messages(batch)

    writer = Writer(breaking)
    said = await asyncio.gather(*(writer.write(one) for one in wishes), return_exceptions=True)
    assert [type(answer) for answer in said] == [
        Message,
        Message,
        ConnectionError,
        Message,
        Message,
    ]
    assert await in_thread(Message.objects.count)() == 4
