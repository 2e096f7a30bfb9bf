"""承办方: bodies that co-run a fair; they join, are brought in new, and leave."""

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.events import RightsChanged, user_stream
from jobfair.accounts.models import Organiser, User
from jobfair.accounts.permissions import may_settle_in
from jobfair.accounts.roles import Role
from jobfair.accounts.services import Issued, issue
from jobfair.common.errors import Conflict, Invalid
from jobfair.fairs.models import Fair
from jobfair.fairs.services.guard import fair_to_run
from jobfair.fairs.services.revision import touch
from jobfair.outbox.services import publish_all


@transaction.atomic
def add_co_organiser(actor: User, *, fair: Fair, organiser: Organiser) -> Fair:
    """Let a body that is known here co-run the fair; a second time changes nothing."""
    fair = fair_to_run(actor, fair)
    if organiser.pk == fair.organiser_id:
        raise Conflict("runs_already", _("它已经是主办方。"))
    fair.co_organisers.add(organiser)
    touch(fair.pk)
    return fair


@transaction.atomic
def introduce_co_organiser(
    actor: User,
    *,
    fair: Fair,
    name: str,
    city: str,
    name_en: str = "",
    email: str = "",
    phone: str = "",
) -> Issued:
    """Enter a body nobody knows here yet, let it co-run the fair, and invite its first person."""
    fair = fair_to_run(actor, fair)
    name, city = _given(name, "name"), _given(city, "city")
    if Organiser.objects.filter(name=name).exists():
        sentence = _("已有同名的单位。请回到上一页，从列表中选它。")
        raise Conflict("organiser_exists", sentence, {"name": sentence})
    body = Organiser.objects.create(
        name=name, city=city, name_en=name_en.strip(), introduced_by=fair.organiser
    )
    fair.co_organisers.add(body)
    touch(fair.pk)
    return issue(actor, role=Role.ORGANISER, body=body, email=email, phone=phone)


@transaction.atomic
def remove_co_organiser(actor: User, *, fair: Fair, organiser: Organiser) -> None:
    """The body no longer co-runs the fair.

    One that was introduced here, that nobody came for and that co-runs nothing else goes
    altogether, with its invitation: it may have been a slip of the pen.
    """
    fair = fair_to_run(actor, fair)
    organiser = Organiser.objects.select_for_update().get(pk=organiser.pk)
    fair.co_organisers.remove(organiser)
    touch(fair.pk)
    people = organiser.memberships.values_list("user", flat=True).distinct()
    publish_all([(user_stream(key), RightsChanged()) for key in people])
    if may_settle_in(actor, organiser) and not organiser.fairs_co_run.exists():
        organiser.delete()


def _given(text: str, field: str) -> str:
    if not text.strip():
        raise Invalid("co_organiser_incomplete", _("还差一项。"), {field: _("请填写。")})
    return text.strip()
