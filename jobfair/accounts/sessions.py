"""Sessions that know whose they are: who is signed in is read with them, roles and all.

`SESSION_ENGINE` names this module.
"""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jobfair.accounts.models import BrowserSession, User
from jobfair.accounts.roles import Role, Roles
from jobfair.common.prepared import Prepared

OF_SESSION = ("session_data", "expire_date")
OF_ACCOUNT = tuple(field.attname for field in User._meta.concrete_fields)
NEVER_EMPTY = OF_ACCOUNT.index("created_at")
OF_ROLE = ("role", "organiser_id", "employer_id")


class SessionStore(DatabaseStore):
    """Django's, with the account that is signed in."""

    _account: User | None = None

    @classmethod
    def get_model_class(cls) -> type[BrowserSession]:
        return BrowserSession

    def load(self) -> dict[str, Any]:
        rows = _sessions.rows(self.session_key or "")
        if not rows or rows[0][1] <= timezone.now():
            self._session_key = None
            return {}
        self._account = _account_in(rows)
        data: dict[str, Any] = self.decode(rows[0][0])
        return data

    def account_signed_in(self) -> User | None:
        """The account that the session names, with its roles, read when the session was."""
        return self._account if SESSION_KEY in self else None

    def create_model_instance(self, data: dict[str, Any]) -> BrowserSession:
        session = cast(BrowserSession, super().create_model_instance(data))
        session.account_id = data.get(SESSION_KEY)
        return session


def account_of(key: str | None) -> UUID | None:
    """Who is said to be signed in there; None for nobody, and where there is no such session."""
    return next((account for (account,) in _accounts.rows(key or "")), None)


@Prepared
def _accounts(key: str) -> QuerySet[BrowserSession, Any]:
    return BrowserSession.objects.filter(pk=key).values_list("account_id")


def person_in(session: SessionStore) -> User | AnonymousUser:
    """Who is signed in by a session, as Django finds it.

    Where what was read with the session is not plainly good, Django itself looks: it
    ends what is false and renews what an earlier secret has signed.
    """
    account = session.account_signed_in()
    if account is not None and _is_proved(account, session):
        return account
    return get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]


def _is_proved(account: User, session: SessionStore) -> bool:
    return (
        account.is_active
        and session.get(SESSION_KEY) == str(account.pk)
        and session.get(BACKEND_SESSION_KEY) in settings.AUTHENTICATION_BACKENDS
        and constant_time_compare(
            session.get(HASH_SESSION_KEY, ""), account.get_session_auth_hash()
        )
    )


@Prepared
def _sessions(key: str) -> QuerySet[BrowserSession, Any]:
    """A row for each role of the account, and one where it has none or there is no account."""
    names = [f"account__{name}" for name in OF_ACCOUNT]
    names += [f"account__memberships__{name}" for name in OF_ROLE]
    return BrowserSession.objects.filter(pk=key).values_list(*OF_SESSION, *names)


def _account_in(rows: list[tuple[Any, ...]]) -> User | None:
    first = len(OF_SESSION)
    last = first + len(OF_ACCOUNT)
    facts = rows[0][first:last]
    if facts[NEVER_EMPTY] is None:  # nobody is signed in, or the account is gone
        return None
    account = User.from_db(DEFAULT_DB_ALIAS, OF_ACCOUNT, facts)
    held = (row[last:] for row in rows if row[last] is not None)
    account.held_roles = Roles.of((Role(role), body or other) for role, body, other in held)
    return account
