"""Registering for a fair, and coming to it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import hold_people, person_of
from jobfair.attendance.models import Arrival, Place, Registration
from jobfair.attendance.permissions import may_attend, may_keep_list, may_withdraw_registration
from jobfair.attendance.room import full, out_of_time, place_at, places_left
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.phones import mobile_number
from jobfair.fairs.models import Fair, FairState, Mode
from jobfair.fairs.services.guard import locked


@transaction.atomic
def register(
    actor: User, *, fair: Fair, place: Place | None = None, now: datetime | None = None
) -> Registration:
    """Register oneself, inside the fair's window and on site while there is room.

    `place` counts where the fair is held both ways. Twice changes nothing; another place
    changes only that, and one on site can be given up after the window too.
    """
    if not may_attend(actor, fair):
        raise NotAllowed("not_jobseeker", _("请用求职者的账号登录，再报名。"))
    fair = locked(fair)
    person, place = person_of(actor), place_at(fair, place)
    known = fair.registrations.standing().filter(person=person).first()
    if known is not None and known.place == place:
        return known
    gives_up = known is not None and place == Place.ONLINE and fair.is_upcoming
    if not gives_up:
        _refuse_now(fair, place, now or timezone.now())
    return _entered(actor, fair, person, place, is_real_name=False)


@transaction.atomic
def register_person(
    actor: User, *, fair: Fair, person: Person, is_real_name: bool = False
) -> Registration:
    """Enter somebody by hand, on site if one can come there, also when its places are taken.

    `is_real_name` when their papers were looked at. It is never unsaid.
    """
    _refuse_others(actor, fair)
    fair = locked(fair)
    return _entered(actor, fair, person, place_at(fair), is_real_name=is_real_name)


@transaction.atomic
def list_person(
    actor: User, *, fair: Fair, key: UUID, name: str, phone: str = "", is_real_name: bool = False
) -> Registration:
    """Put somebody without an account on the fair's list, once for each `key` made with the page."""
    _refuse_others(actor, fair)
    name = " ".join(name.split())
    if not name:
        raise Invalid("name_missing", _("请填写姓名。"), {"name": _("请填写姓名。")})
    number = mobile_number(phone) if phone.strip() else ""
    person, _made = Person.objects.get_or_create(
        pk=key, defaults={"organiser": fair.organiser, "name": name, "phone": number}
    )
    if (person.organiser_id, person.user_id, person.name) != (fair.organiser_id, None, name):
        raise Conflict("key_reused", _("这一页已经登记过一个人。请刷新页面再登记下一个。"))
    return register_person(actor, fair=fair, person=person, is_real_name=is_real_name)


@transaction.atomic
def withdraw_registration(actor: User, *, registration: Registration) -> Registration:
    """Not coming after all; the number stays theirs, what they said for the table goes."""
    if not may_withdraw_registration(actor, registration):
        raise NotAllowed("not_own", _("只能取消自己的报名。"))
    if locked(registration.fair).is_over:
        raise Conflict("fair_counted", _("招聘会已经结束，报名人数已经统计上报，不用再取消报名。"))
    if registration.withdrawn_at is None:
        registration.withdrawn_at = timezone.now()
        registration.save(update_fields=["withdrawn_at"])
        registration.fair.tellings.filter(person=registration.person_id).delete()
    return registration


def arrive_online(actor: User, *, fair: Fair, now: datetime | None = None) -> Arrival | None:
    """Somebody entered an open fair by its pages; None when that does not count as coming.

    Nobody comes by its pages to a fair that is held on site only.
    """
    if not may_attend(actor, fair) or not fair.is_open or fair.mode == Mode.ONSITE:
        return None
    return _arrived(actor, fair, person_of(actor), Place.ONLINE, now or timezone.now())


@transaction.atomic
def arrive_onsite(
    actor: User, *, fair: Fair, person: Person, now: datetime | None = None
) -> Arrival:
    """Somebody stands at the door; written down by those who keep the list."""
    _refuse_others(actor, fair)
    if not fair.is_onsite or fair.state not in (FairState.OPEN, FairState.CLOSED):
        raise Conflict("fair_not_onsite", _("这场招聘会现在没有现场签到。"))
    return _arrived(actor, fair, person, Place.ONSITE, now or timezone.now())


def _refuse_others(actor: User, fair: Fair) -> None:
    if not may_keep_list(actor, fair):
        raise NotAllowed("not_keeper", _("只有主办方、就业指导员和现场工作人员可以登记。"))


def _entered(
    actor: User, fair: Fair, person: Person, place: Place, *, is_real_name: bool
) -> Registration:
    """The person's one registration, made or standing again; the fair's row is locked before."""
    person = hold_people([person.pk])[person.pk]
    known = fair.registrations.filter(person=person).first()
    if known is None:
        last = fair.registrations.aggregate(last=Max("number"))["last"] or 0
        return Registration.objects.create(
            fair=fair,
            person=person,
            number=last + 1,
            place=place,
            is_real_name=is_real_name,
            made_by=actor,
        )
    known.is_real_name = known.is_real_name or is_real_name
    known.place, known.withdrawn_at = place, None
    known.save(update_fields=["is_real_name", "place", "withdrawn_at"])
    return known


def _refuse_now(fair: Fair, place: Place, now: datetime) -> None:
    """The fair's row is locked: nobody else takes the place that is counted here."""
    refusal = out_of_time(fair, now)
    if refusal is not None:
        raise refusal
    if place == Place.ONSITE and places_left(fair) == 0:
        raise full(fair)


def _arrived(actor: User, fair: Fair, person: Person, place: Place, now: datetime) -> Arrival:
    day = timezone.localtime(now, fair.zone_info).date()
    return Arrival.objects.get_or_create(
        fair=fair, person=person, place=place, day=day, defaults={"recorded_by": actor}
    )[0]
