"""A prepared question is answered as the same question put together anew."""

import pytest
from django.db.models import Count

from jobfair.accounts.models import Membership, User
from jobfair.common.ids import new_id
from jobfair.common.prepared import Prepared
from jobfair.outbox.models import Stream
from tests import factories as make

pytestmark = pytest.mark.django_db


def held_by(*people):
    found = Membership.objects.filter(user__in=people, user__is_active=True)
    return found.values_list("user", "created_at", "organiser")


def last_of(*names):
    return Stream.objects.filter(pk__in=names).values_list("name", "last")


def test_its_rows_are_those_of_the_query():
    people = [make.make_jobseeker(), make.make_organiser_user(make.make_organiser())]
    make.make_jobseeker()
    keys = [one.pk for one in people]
    assert set(Prepared(held_by).rows(*keys)) == set(held_by(*keys))
    assert Prepared(held_by).rows(new_id()) == []


def test_it_is_put_together_once_for_each_number_of_values():
    asked = []

    def build(*names):
        asked.append(len(names))
        return last_of(*names)

    question = Prepared(build)
    Stream.objects.create(name="one", last=1)
    Stream.objects.create(name="two", last=2)
    assert question.rows("one") == [("one", 1)]
    assert question.rows("two") == [("two", 2)]
    assert sorted(question.rows("one", "two")) == [("one", 1), ("two", 2)]
    assert asked == [1, 2]


def test_a_value_may_stand_in_several_places():
    user = make.make_jobseeker()
    found = Prepared(
        lambda key: (
            User.objects.filter(pk=key, memberships__user=key)
            .values_list("pk")
            .annotate(Count("memberships"))
        )
    )
    assert found.rows(user.pk) == [(user.pk, 1)]


def test_what_is_given_is_never_part_of_the_sql():
    Stream.objects.create(name="one", last=1)
    assert Prepared(last_of).rows("x' OR '1'='1") == []
