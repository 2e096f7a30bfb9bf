"""Asking for the right and the row before a fair is written to."""

from django.utils.translation import gettext as _

from jobfair.accounts.models import Organiser, User
from jobfair.accounts.permissions import may_organise
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.fairs.models import Fair
from jobfair.fairs.permissions import may_help_fair, may_run_fair
from jobfair.fairs.readiness import missing_for_fair


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
    """For this transaction alone; rows that only refer to the fair can still be written."""
    return Fair.objects.select_for_update(no_key=True).get(pk=fair.pk)


def require_organiser(actor: User, organiser: Organiser) -> None:
    if not may_organise(actor, organiser):
        raise NotAllowed("not_organiser", _("只有主办方可以这样做。"))


def refuse_incomplete(fair: Fair) -> None:
    """What people are already coming to keeps everything it was published with."""
    if not fair.is_upcoming:
        return
    missing = missing_for_fair(fair)
    if missing:
        raise Invalid(
            "fair_incomplete",
            _("招聘会已经发布，这一项不能空着。"),
            {m.field: m.sentence for m in missing},
        )
