"""A look at figures sees one moment, and nobody who records waits for it."""

from concurrent.futures import ThreadPoolExecutor

from django.db import connection

from jobfair.common.moment import at_one_moment
from jobfair.insights.breakdowns import break_down
from jobfair.insights.figures import figures_of
from jobfair.insights.report.of_fair import report_of
from jobfair.insights.report.of_years import years_of
from jobfair.intents.steps import Step
from tests.factories.intents import make_stand, step

WITHIN = 5  # seconds; who holds the lock on writing would be waited for longer


def apart(write):
    """Do it on a connection of its own, and come back when it is committed."""

    def writing():
        try:
            write()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(writing).result(timeout=WITHIN)


def looks_at(fair):
    year = fair.starts_at.year
    yield lambda: figures_of(fair)
    yield lambda: break_down(fair, "booth")
    yield lambda: report_of(fair)
    yield lambda: years_of(type(fair).objects.all(), year, year)


def test_an_intent_is_recorded_while_figures_are_read_and_they_do_not_move(kept_database):
    position, jobseeker, _rep = make_stand()
    fair = position.booth.fair
    steps = iter([Step.INTERESTED, Step.WITHDRAWN] * 2)

    def look(read):
        read()
        before = figures_of(fair).number
        apart(lambda: step(jobseeker, position, next(steps)))
        assert figures_of(fair).number == before

    for number, read in enumerate(looks_at(fair), start=1):
        at_one_moment(look)(read)
        assert figures_of(fair).number == number


def test_writing_begins_as_before_afterwards(kept_database):
    position, _jobseeker, _rep = make_stand()
    mode = getattr(connection, "transaction_mode", None)
    figures_of(position.booth.fair)
    assert getattr(connection, "transaction_mode", None) == mode
