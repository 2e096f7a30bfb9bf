"""The fair that is open: planned through the services that an organiser uses, its hall filled at once."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from jobfair.accounts.models import Organiser, User
from jobfair.accounts.services import approve_employer, submit_employer
from jobfair.booths.models import Booth, Position, Staffing
from jobfair.booths.services import add_booth, add_position, return_position, submit_position
from jobfair.common.review import ReviewState
from jobfair.demo.content import BoothText, booths, read, without
from jobfair.demo.dates import ZONE, at, opening
from jobfair.demo.house import House, employer_of
from jobfair.demo.people import add_reps
from jobfair.demo.stands import fill, keep_reviews, refuse_unready
from jobfair.fairs.models import Fair, Series, Zone
from jobfair.fairs.services import (
    LandmarkPlan,
    SessionPlan,
    ZonePlan,
    add_co_organiser,
    add_fair,
    add_series,
    add_venue,
    announce,
    open_fair,
    publish_fair,
    set_landmarks,
    set_sessions,
    set_zones,
    touch,
)


def add_open_fair(house: House, now: datetime) -> Fair:
    """Plan, fill and open the fair of today and tomorrow."""
    fair = _planned(house, now)
    publish_fair(house.actor, fair=fair)
    _fill_hall(house, fair)
    _announce(house.actor, fair, now)
    return open_fair(house.actor, fair=fair, now=now)


def _planned(house: House, now: datetime) -> Fair:
    plan = read("open-fair")
    starts_at, today = opening(now), now.astimezone(ZONE).date()
    last_day = today + timedelta(days=plan["days"] - 1)
    fair = add_fair(
        house.actor,
        organiser=house.organiser,
        series=series(house, plan["series"]),
        venue=add_venue(house.actor, organiser=house.organiser, **plan["venue"]),
        starts_at=starts_at,
        ends_at=at(last_day, plan["closes_at"]),
        registration_opens_at=starts_at - timedelta(days=plan["registration_opens_days_before"]),
        registration_closes_at=at(last_day, plan["closes_at"]),
        **plan["fair"],
    )
    set_sessions(
        house.actor, fair=fair, plans=[_session(today, entry) for entry in plan["sessions"]]
    )
    set_zones(house.actor, fair=fair, plans=[ZonePlan(**entry) for entry in plan["zones"]])
    landmarks = [LandmarkPlan(**entry) for entry in plan["landmarks"]]
    set_landmarks(house.actor, fair=fair, plans=landmarks)
    partners = [entry["name"] for entry in plan["co_organisers"]]
    for partner in Organiser.objects.filter(name__in=partners):
        fair = add_co_organiser(house.actor, fair=fair, organiser=partner)
    return fair


def series(house: House, entry: dict[str, str]) -> Series:
    return add_series(house.actor, organiser=house.organiser, **entry)


def _session(today: date, entry: dict[str, Any]) -> SessionPlan:
    day = today + timedelta(days=entry["day"])
    return SessionPlan(
        at(day, entry["from"]), at(day, entry["to"]), entry["name"], entry["name_en"]
    )


def _fill_hall(house: House, fair: Fair) -> None:
    """Every booth with its rep and its positions, ready and shown."""
    zones = {zone.code: zone for zone in fair.zones.all()}
    sessions = list(fair.sessions.all())
    places = [(zones[code], text) for code in sorted(zones) for text in _texts(code)]
    texts = [text for _zone, text in places]
    rows = Booth.objects.bulk_create(_booth(house, fair, zone, text) for zone, text in places)
    through = Booth.sessions.through
    through.objects.bulk_create(
        through(booth_id=row.pk, session_id=sessions[number - 1].pk)
        for row, text in zip(rows, texts, strict=True)
        for number in text.sessions
    )
    Staffing.objects.bulk_create(
        Staffing(booth=row, user=house.reps[text.employer])
        for row, text in zip(rows, texts, strict=True)
    )
    keep_reviews(house, fill(house, rows, texts))
    refuse_unready(rows)
    touch(fair.pk)


def _texts(zone_code: str) -> Iterator[BoothText]:
    return booths(f"zone-{zone_code.lower()}")


def _booth(house: House, fair: Fair, zone: Zone, text: BoothText) -> Booth:
    employer, now = house.employers[text.employer], timezone.now()
    return Booth(
        fair=fair,
        employer=employer,
        zone=zone,
        number=text.number,
        intro=f"{employer.intro}\n{text.intro}",
        intro_en=f"{employer.intro_en}\n{text.intro_en}",
        published_at=now,
        created_at=now,
    )


def _add_position(rep: User, booth: Booth, entry: dict[str, Any]) -> Position:
    return add_position(rep, booth=booth, **without(entry, "employer", "state", "note"))


def _announce(actor: User, fair: Fair, now: datetime) -> None:
    """One after the other, the last one half an hour ago or when the fair opened."""
    entries = read("open-fair")["announcements"]
    since = max(fair.starts_at, now - timedelta(minutes=30 * len(entries)))
    for order, entry in enumerate(entries):
        announcement = announce(actor, fair=fair, **entry)
        announcement.created_at = since + (now - since) * order / len(entries)
        announcement.save(update_fields=["created_at"])


def fill_review_desk(house: House, fair: Fair) -> None:
    """What waits for the organiser: employers, positions, and a booth that is not ready."""
    desk = read("review-desk")
    for place, entry in enumerate(desk["employers"], start=len(house.employers)):
        _enter_for_review(house, fair, entry, place)
    for entry in desk["positions"]:
        booth = fair.booths.get(employer=house.employers[entry["employer"]])
        position = _add_position(house.reps[entry["employer"]], booth, entry)
        _bring_to_state(house, position, entry)


def _enter_for_review(house: House, fair: Fair, entry: dict[str, Any], place: int) -> None:
    employer = employer_of(house, entry, place)
    employer.save()
    house.employers[entry["key"]] = employer
    house.reps |= add_reps({entry["key"]: employer})
    if entry["state"] != ReviewState.DRAFT:
        submit_employer(house.reps[entry["key"]], employer=employer)
    if entry["state"] == ReviewState.APPROVED:
        approve_employer(house.actor, employer=employer)
    if entry["booth"]:
        add_booth(house.actor, fair=fair, employer=employer)


def _bring_to_state(house: House, position: Position, entry: dict[str, Any]) -> None:
    if entry["state"] == ReviewState.DRAFT:
        return
    submit_position(house.reps[entry["employer"]], position=position)
    if entry["state"] == ReviewState.RETURNED:
        return_position(house.actor, position=position, note=entry["note"])


def add_draft_fair(house: House, now: datetime) -> Fair:
    """The next fair, hardly begun, so that the organiser has something to plan."""
    plan = read("open-fair")["draft_fair"]
    day = now.astimezone(ZONE).date() + timedelta(days=plan["days_ahead"])
    return add_fair(
        house.actor,
        organiser=house.organiser,
        series=series(house, plan["series"]),
        starts_at=at(day, "14:00"),
        ends_at=at(day + timedelta(days=3), "17:00"),
        **without(plan, "days_ahead", "series"),
    )
