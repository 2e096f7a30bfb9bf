"""A browser in which somebody has proved who they are."""

import time

from allauth.account.internal.userkit import user_id_to_str
from django.test import Client

from jobfair.accounts.models import User


def sign_in(client: Client, user: User, *, minutes_ago: int = 0, method: str = "code") -> None:
    """Signed in as by the pages, some time ago."""
    client.force_login(user)
    session = client.session
    proof = {"method": method, "at": time.time() - minutes_ago * 60}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = user_id_to_str(user)
    session.save()
