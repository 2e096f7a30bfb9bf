"""Every page of the desk, for every role: the table of who may open what."""

from functools import cache
from urllib.parse import unquote

import pytest
from django.urls import URLPattern, get_resolver, reverse

ROLES = (
    "visitor",
    "jobseeker",
    "rep",
    "adviser",
    "door",
    "other organiser",
    "co-organiser",
    "organiser",
)
SIGN_IN, NOT_THERE, SHOWN = "sign in", 404, 200
#: What each kind of page answers, in the order of ROLES.
NO_DESK = (SIGN_IN, NOT_THERE, NOT_THERE, NOT_THERE, NOT_THERE)
EVERY_ORGANISER = (*NO_DESK, SHOWN, SHOWN, SHOWN)
THOSE_WHO_HELP = (*NO_DESK, NOT_THERE, SHOWN, SHOWN)
#: A year of which no fair is over yet has no account.
NO_FAIR_OVER = (*NO_DESK, NOT_THERE, NOT_THERE, NOT_THERE)
THE_ORGANISER = (*NO_DESK, NOT_THERE, NOT_THERE, SHOWN)

PAGES = {
    "desk": EVERY_ORGANISER,
    "desk_past": EVERY_ORGANISER,
    "desk_city": EVERY_ORGANISER,
    "desk_new": EVERY_ORGANISER,
    "desk_begin": EVERY_ORGANISER,
    "desk_employers": EVERY_ORGANISER,
    "desk_add_employer": EVERY_ORGANISER,
    "desk_review": EVERY_ORGANISER,
    "desk_job_types": EVERY_ORGANISER,
    "desk_approve_many": EVERY_ORGANISER,
    "desk_fair": THOSE_WHO_HELP,
    "desk_now": THOSE_WHO_HELP,
    "desk_unanswered": THOSE_WHO_HELP,
    "desk_alert_known": THOSE_WHO_HELP,
    "desk_alert_remind": THOSE_WHO_HELP,
    "desk_figures": THOSE_WHO_HELP,
    "desk_figures_part": THOSE_WHO_HELP,
    "desk_figures_by": THOSE_WHO_HELP,
    "desk_behind": THOSE_WHO_HELP,
    "desk_board": THOSE_WHO_HELP,
    "desk_board_part": THOSE_WHO_HELP,
    "desk_wall": THOSE_WHO_HELP,
    "desk_wall_part": THOSE_WHO_HELP,
    "desk_wall_link": THOSE_WHO_HELP,
    "desk_end_wall_link": THOSE_WHO_HELP,
    "desk_fair_report": THOSE_WHO_HELP,
    "desk_fair_report_file": THOSE_WHO_HELP,
    "desk_history": THOSE_WHO_HELP,
    "desk_plan": THOSE_WHO_HELP,
    "desk_plan_zones": THOSE_WHO_HELP,
    "desk_year": NO_FAIR_OVER,
    "desk_year_file": NO_FAIR_OVER,
    "desk_years": NO_FAIR_OVER,
    "desk_years_file": NO_FAIR_OVER,
    "desk_booths": THOSE_WHO_HELP,
    "desk_add_booths": THOSE_WHO_HELP,
    "desk_publish_ready": THOSE_WHO_HELP,
    "desk_approve_positions": THOSE_WHO_HELP,
    "desk_place_all": THOSE_WHO_HELP,
    "desk_undo_placing": THOSE_WHO_HELP,
    "desk_floor": THOSE_WHO_HELP,
    "desk_place_here": THOSE_WHO_HELP,
    "desk_place": THOSE_WHO_HELP,
    "desk_take_off": THOSE_WHO_HELP,
    "desk_remove_booth": THOSE_WHO_HELP,
    "desk_position": THOSE_WHO_HELP,
    "desk_announcements": THOSE_WHO_HELP,
    "desk_reports": THOSE_WHO_HELP,
    "desk_report": THOSE_WHO_HELP,
    "desk_announce": THOSE_WHO_HELP,
    "desk_withdraw": THOSE_WHO_HELP,
    "desk_fair_people": THOSE_WHO_HELP,
    "desk_plan_basics": THE_ORGANISER,
    "desk_plan_times": THE_ORGANISER,
    "desk_plan_place": THE_ORGANISER,
    "desk_plan_help": THE_ORGANISER,
    "desk_plan_rules": THE_ORGANISER,
    "desk_plan_registration": THE_ORGANISER,
    "desk_check": THE_ORGANISER,
    "desk_add_venue": THE_ORGANISER,
    "desk_edit_venue": THE_ORGANISER,
    "desk_step": THE_ORGANISER,
    "desk_copy": THE_ORGANISER,
    "desk_add_employer_for_fair": THE_ORGANISER,
    "desk_approve_employers": THE_ORGANISER,
    "desk_invite_reps": THE_ORGANISER,
    "desk_employer": THE_ORGANISER,
    "desk_job_type": THOSE_WHO_HELP,
    "desk_edit_employer": THE_ORGANISER,
    "desk_new_co_organiser": THE_ORGANISER,
    "desk_remove_co_organiser": THE_ORGANISER,
}
VIEWS = "jobfair.web.views.organiser."
ELSEWHERE = f"{VIEWS}imports"
#: These answer to a button only.
ONLY_PRESSED = {"desk_undo_placing", "desk_alert_known", "desk_alert_remind"}

pytestmark = pytest.mark.usefixtures("bare_refusals")


def test_every_page_of_the_desk_stands_in_the_table():
    assert set(routes()) == set(PAGES)


@pytest.mark.parametrize("role", ROLES)
def test_who_may_open_what(desk, role):
    client, opened = desk.client(role), [name for name in PAGES if name not in ONLY_PRESSED]
    answers = {name: answer(client.get(at)) for name, at in addresses(desk, opened).items()}
    assert answers == {name: wanted(name, role) for name in opened}


@pytest.mark.parametrize("role", ROLES)
def test_who_may_press_what(desk, role):
    client = desk.client(role)
    answers = {name: answer(client.post(at)) for name, at in addresses(desk, ONLY_PRESSED).items()}
    refused = {NOT_THERE, SIGN_IN}
    assert {name: each for name, each in answers.items() if each in refused} == {
        name: wanted(name, role) for name in ONLY_PRESSED if wanted(name, role) in refused
    }


def wanted(name, role):
    return PAGES[name][ROLES.index(role)]


def answer(response):
    """The status, or that one is asked to sign in and will come back here."""
    where = unquote(response.get("Location", ""))
    is_door = where.startswith("/accounts/login/") and "next=/desk/" in where
    return SIGN_IN if is_door else response.status_code


@cache
def routes():
    (web,) = [
        each for each in get_resolver().url_patterns if getattr(each, "namespace", "") == "web"
    ]
    return {
        route.name: route
        for route in web.url_patterns
        if isinstance(route, URLPattern)
        and route.callback.__module__.startswith(VIEWS)
        and not route.callback.__module__.startswith(ELSEWHERE)
    }


def addresses(desk, names):
    given = {
        "fair": desk.fair.key,
        "booth": desk.booth.key,
        "employer": desk.employer.key,
        "position": desk.position.key,
        "job_type": desk.position.job_type.key,
        "announcement": desk.announcement.key,
        "report": desk.report.key,
        "alert": desk.alert.key,
        "venue": desk.fair.venue.key if desk.fair.venue else "",
        "zone": desk.fair.zones.first().key,
        "number": 20,
        "organiser": desk.partner.key,
        "step": "close",
        "figure": "mutual",
        "by": "hour",
        "kind": "json",
        "first": desk.fair.starts_at.year,
        "last": desk.fair.starts_at.year + 1,
    }
    asked = {name: routes()[name].pattern.converters for name in names}
    return {
        name: reverse(f"web:{name}", kwargs={key: given[key] for key in keys})
        for name, keys in asked.items()
    }
