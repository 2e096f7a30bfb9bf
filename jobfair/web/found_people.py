"""Which people an adviser may open at a fair: those it knows, and those just found by their number.

Somebody with an account who has had nothing to do with the fair is found by who knows their
whole number. That is remembered for an hour in the adviser's session, and by it alone their
page opens: an id that was seen elsewhere opens nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from uuid import UUID

from django.http import Http404, HttpRequest

from jobfair.accounts.models import Person
from jobfair.common.ids import encode
from jobfair.fairs.models import Fair
from jobfair.outcomes.selectors import people_of

NAME = "found_people"
LASTS = 60 * 60  # seconds
MOST = 20


def remember(request: HttpRequest, fair: Fair, people: Iterable[Person]) -> None:
    """Let the adviser open those who were found."""
    found = {_place(fair, person.pk): time.time() for person in people}
    if found:
        older = {place: at for place, at in _all(request).items() if place not in found}
        request.session[NAME] = dict([*older.items(), *found.items()][-MOST:])


def person_at(request: HttpRequest, fair: Fair, key: UUID) -> Person:
    """The person, for an adviser of the fair; 404 for one it does not know."""
    is_remembered = _all(request).get(_place(fair, key), 0) > time.time() - LASTS
    rows = Person.objects.known() if is_remembered else people_of(fair)
    person = rows.select_related("user").filter(pk=key).first()
    if person is None:
        raise Http404
    return person


def _place(fair: Fair, person: UUID) -> str:
    return f"{fair.key} {encode(person)}"


def _all(request: HttpRequest) -> dict[str, float]:
    return request.session.get(NAME, {})
