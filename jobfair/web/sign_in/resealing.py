"""Going over the secrets of the second step when there is a key for the first time, or a new one."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from jobfair.common.sealing import reseal_each
from jobfair.web.sign_in.second_step import opened, sealed

SECRETS = ("secret", "seed")


def reseal_second_steps() -> tuple[int, int]:
    """Seal each secret by today's first key for the person who holds it; how many, and how many no key opens."""
    return reseal_each(Authenticator.objects.values_list("pk", flat=True), _resealed)


@transaction.atomic
def _resealed(key: int) -> int:
    row = Authenticator.objects.select_for_update().filter(pk=key).first()
    if row is None:
        return 0
    secrets = {name: opened(row.data[name], row.user_id) for name in SECRETS if name in row.data}
    row.data |= {name: sealed(text, row.user_id) for name, text in secrets.items()}
    row.save(update_fields=["data"])
    return len(secrets)
