"""A person's own account."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.accounts.roles import Role
from jobfair.accounts.services.roles import grant_role
from jobfair.common.errors import Invalid


@transaction.atomic
def enrol(*, user: User, name: str) -> User:
    """Finish a sign-up: the person has a name to be called by, and may look for work."""
    user.name = name.strip()
    user.save(update_fields=["name"])
    grant_role(user=user, role=Role.JOBSEEKER)
    return user


@transaction.atomic
def rename(actor: User, *, name: str) -> User:
    """Change how one is addressed."""
    if not name.strip():
        raise Invalid("name_missing", _("请填写称呼。"), {"name": _("请填写称呼。")})
    actor.name = name.strip()
    actor.save(update_fields=["name"])
    return actor
