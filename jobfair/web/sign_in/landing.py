"""Where a person works, and so where signing in leads."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role

#: Whoever holds several roles works first at the desk that stands first.
DESKS = {
    Role.ORGANISER: "/desk/",
    Role.REP: "/rep/",
    Role.ADVISER: "/adviser/",
    Role.DOOR: "/door/",
}


def landing_page(user: User | AnonymousUser | Any) -> str:
    """The desk of the role that works most at one; the home page for jobseekers."""
    if not isinstance(user, User):
        return reverse("web:home")
    if user.lacks_second_step:
        return reverse("web:me")
    for role, desk in DESKS.items():
        if user.roles.any(role):
            return desk
    return reverse("web:home") if user.roles.any(Role.JOBSEEKER) else reverse("web:me")
