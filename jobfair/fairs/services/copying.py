"""The last fair as the start of the next one."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import NotAllowed
from jobfair.fairs.models import Fair, FairState, Landmark, Session, Zone
from jobfair.fairs.permissions import may_run_fair

KEPT = (
    "organiser series summary summary_en help_available help_available_en mode venue "
    "time_zone capacity contact_phone contact_email word_minutes unstaffed_minutes answer_minutes"
).split()


@transaction.atomic
def copy_fair(
    actor: User, *, fair: Fair, name: str, starts_at: datetime, name_en: str = ""
) -> Fair:
    """A new draft with this one's texts, venue, hall, co-organisers and rhythm of sessions.

    All times move by the same stretch. Booths are copied by the booths app.
    """
    if not may_run_fair(actor, fair):
        raise NotAllowed("not_organiser", _("只有主办方可以复制招聘会。"))
    shift = starts_at - fair.starts_at
    copy = Fair(name=name.strip(), name_en=name_en.strip(), state=FairState.DRAFT)
    for field in KEPT:
        setattr(copy, field, getattr(fair, field))
    copy.copied_from, copy.starts_at, copy.ends_at = fair, starts_at, fair.ends_at + shift
    if fair.registration_opens_at and fair.registration_closes_at:
        copy.registration_opens_at = fair.registration_opens_at + shift
        copy.registration_closes_at = fair.registration_closes_at + shift
    copy.save()
    copy.co_organisers.set(fair.co_organisers.all())
    _copy_sessions(fair, copy, shift)
    _copy_zones(fair, copy)
    _copy_landmarks(fair, copy)
    return copy


def _copy_sessions(fair: Fair, copy: Fair, shift: timedelta) -> None:
    Session.objects.bulk_create(
        Session(
            fair=copy,
            name=session.name,
            name_en=session.name_en,
            starts_at=session.starts_at + shift,
            ends_at=session.ends_at + shift,
        )
        for session in fair.sessions.all()
    )


def _copy_zones(fair: Fair, copy: Fair) -> None:
    Zone.objects.bulk_create(
        Zone(
            fair=copy,
            code=zone.code,
            name=zone.name,
            name_en=zone.name_en,
            rows=zone.rows,
            places_per_row=zone.places_per_row,
            walk=zone.walk,
        )
        for zone in fair.zones.all()
    )


def _copy_landmarks(fair: Fair, copy: Fair) -> None:
    zones = {zone.code: zone for zone in copy.zones.all()}
    Landmark.objects.bulk_create(
        Landmark(
            fair=copy,
            kind=landmark.kind,
            zone=zones[landmark.zone.code],
            side=landmark.side,
            name=landmark.name,
            name_en=landmark.name_en,
        )
        for landmark in fair.landmarks.select_related("zone")
    )
