"""The fairs of 2020, closed: their figures are the city's, their employers are invented.

They were never prepared here, so they are written as rows, all at once, in the state
in which years of work would have left them.
"""

from datetime import date, timedelta
from typing import Any

from jobfair.accounts.models import Organiser
from jobfair.booths.models import Booth
from jobfair.demo.content import BoothText, booths, read
from jobfair.demo.dates import at
from jobfair.demo.house import House
from jobfair.demo.past_days import add_records
from jobfair.demo.present import series
from jobfair.demo.stands import fill
from jobfair.fairs.models import Fair, FairState, FairStep, Session, Venue, Zone

PUBLISHED_BEFORE = timedelta(days=14)
HISTORY = (
    (FairState.DRAFT, FairState.PUBLISHED),
    (FairState.PUBLISHED, FairState.OPEN),
    (FairState.OPEN, FairState.CLOSED),
)


def add_fairs_of_2020(house: House) -> list[Fair]:
    figures = {fair["key"]: fair for fair in read("xiamen-2020")["fairs"]}
    return [_add_fair(house, entry, figures[entry["key"]]) for entry in read("fairs-2020")]


def _add_fair(house: House, entry: dict[str, Any], figures: dict[str, Any]) -> Fair:
    fair = _closed_fair(house, entry, figures)
    for name in figures.get("co_organisers", ()):
        partner, _made = Organiser.objects.get_or_create(name=name, defaults={"city": "厦门"})
        fair.co_organisers.add(partner)
    sessions = Session.objects.bulk_create(_sessions(fair, entry))
    zones = Zone.objects.bulk_create(
        Zone(fair=fair, code=code, name=name, rows=rows, places_per_row=places)
        for code, name, rows, places in entry["zones"]
    )
    places = [(zone, number) for zone in zones for number in range(1, zone.places + 1)]
    texts = list(booths(entry["key"]))
    rows = Booth.objects.bulk_create(
        _booth(house, fair, text, place) for text, place in zip(texts, places, strict=False)
    )
    _promise_sessions(rows, sessions)
    add_records(house, fair, entry["key"], fill(house, rows, texts))
    return fair


def _closed_fair(house: House, entry: dict[str, Any], figures: dict[str, Any]) -> Fair:
    times = [(at(_day(day), start), at(_day(day), end)) for day, start, end, _ in entry["sessions"]]
    fair = Fair.objects.create(
        organiser=house.organiser,
        series=series(house, entry["series"]),
        name=figures["name"],
        mode=figures["mode"],
        state=FairState.CLOSED,
        venue=_venue(house, entry["venue"]),
        starts_at=times[0][0],
        ends_at=times[-1][1],
        help_available="现场有手语翻译和引导员，材料有大字版。",
        contact_phone=house.organiser.phone,
        created_at=times[0][0] - PUBLISHED_BEFORE * 2,
        **{name: entry[name] for name in ("name_en", "summary", "summary_en")},
    )
    add_history(fair)
    return fair


def add_history(fair: Fair) -> None:
    """Published two weeks before, opened and closed by the clock."""
    when = (fair.starts_at - PUBLISHED_BEFORE, fair.starts_at, fair.ends_at)
    FairStep.objects.bulk_create(
        FairStep(fair=fair, before=before, after=after, created_at=moment)
        for (before, after), moment in zip(HISTORY, when, strict=True)
    )


def _venue(house: House, name: str | None) -> Venue | None:
    """Nobody has checked these places again, and their facts say so."""
    if name is None:
        return None
    fields = {"organiser": house.organiser, "name": name}
    return Venue.objects.get_or_create(**fields, defaults={"address": "厦门市（以当年通知为准）"})[
        0
    ]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _sessions(fair: Fair, entry: dict[str, Any]) -> list[Session]:
    return [
        Session(fair=fair, name=name, starts_at=at(_day(day), start), ends_at=at(_day(day), end))
        for day, start, end, name in entry["sessions"]
    ]


def _booth(house: House, fair: Fair, text: BoothText, place: tuple[Zone, int]) -> Booth:
    return Booth(
        fair=fair,
        employer=house.employers[text.employer],
        zone=place[0],
        number=place[1],
        published_at=fair.starts_at - PUBLISHED_BEFORE,
        created_at=fair.starts_at - PUBLISHED_BEFORE,
    )


def _promise_sessions(rows: list[Booth], sessions: list[Session]) -> None:
    """Each booth at one session of a long series, or at every session of a fair."""
    through = Booth.sessions.through
    if len(sessions) > 3:
        pairs = [(row, sessions[order % len(sessions)]) for order, row in enumerate(rows)]
    else:
        pairs = [(row, session) for row in rows for session in sessions]
    through.objects.bulk_create(
        through(booth_id=row.pk, session_id=session.pk) for row, session in pairs
    )
