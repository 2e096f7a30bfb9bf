"""Asking for the right and the row before a fair is written to."""

from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import NotAllowed
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_run_fair


def fair_to_run(actor: User, fair: Fair) -> Fair:
    """The locked row, for the organiser itself; NotAllowed for anybody else."""
    if not may_run_fair(actor, fair):
        raise NotAllowed("not_organiser", _("只有主办方可以这样做。"))
    return locked(fair)


def fair_to_help(actor: User, fair: Fair) -> Fair:
    """The locked row, for the organiser and its co-organisers."""
    if not may_help_fair(actor, fair):
        raise NotAllowed("not_organiser", _("只有主办方和承办方可以这样做。"))
    return locked(fair)


def locked(fair: Fair) -> Fair:
    return Fair.objects.select_for_update().get(pk=fair.pk)
