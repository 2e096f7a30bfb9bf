"""A fair as a calendar file (RFC 5545)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.fairs.models import Fair, Session

if TYPE_CHECKING:
    from icalendar import Event


def calendar_of(fair: Fair, address: str) -> bytes:
    """One event for each session; `address` is where the fair's page stands."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//Jobfair//jobfair//ZH")
    calendar.add("version", "2.0")
    for session in fair.sessions.all():
        calendar.add_component(_event(fair, session, address))
    return calendar.to_ical()


def _event(fair: Fair, session: Session, address: str) -> Event:
    from icalendar import Event

    event = Event()
    name, part = fair.in_language("name"), session.in_language("name")
    event.add("uid", f"{session.key}@jobfair")
    event.add("summary", f"{name} {part}".strip())
    event.add("dtstart", timezone.localtime(session.starts_at, fair.zone_info))
    event.add("dtend", timezone.localtime(session.ends_at, fair.zone_info))
    event.add("dtstamp", fair.created_at)
    event.add("sequence", fair.revision)
    event.add("url", address)
    event.add("description", _description(fair, address))
    if fair.is_onsite and fair.venue:
        venue = fair.venue
        event.add("location", f"{venue.in_language('name')} {venue.in_language('address')}".strip())
    return event


def _description(fair: Fair, address: str) -> str:
    lines = [fair.in_language("help_available")]
    if fair.contact_phone:
        lines.append(_("咨询电话：%(phone)s") % {"phone": fair.contact_phone})
    return "\n".join([*filter(None, lines), address])
