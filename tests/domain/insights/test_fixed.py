"""What a fair offered: what was filled still counts, and once it is over nothing moves it."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobfair.accounts.services import edit_employer, person_of
from jobfair.attendance.services import register, withdraw_registration
from jobfair.booths import services
from jobfair.booths.imports.models import Import, Stage
from jobfair.booths.imports.services import apply_import
from jobfair.booths.models import Position
from jobfair.common.errors import Conflict, DomainError
from jobfair.common.review import ReviewState
from jobfair.fairs.models import Fair, FairState
from jobfair.fairs.services import archive_fair, close_fair, edit_fair, open_fair
from jobfair.insights.behind import behind
from jobfair.insights.figures import figures_of
from jobfair.insights.report.files import as_json
from jobfair.insights.report.of_fair import report_of
from jobfair.insights.report.of_years import years_of
from jobfair.intents.steps import Step
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_jobseeker,
    make_open_fair,
    make_organiser_user,
    make_position,
    make_rep,
)
from tests.factories.imports import apply, do_jobs, receive_rows, undo
from tests.factories.intents import step

pytestmark = pytest.mark.django_db
HALL = ("employers", "job_types", "positions", "openings")


def hall(fair):
    answer = figures_of(fair)
    assert [behind(fair, key).rows.count() for key in HALL[:3]] == [
        answer[key].number for key in HALL[:3]
    ]
    return [answer[key].number for key in HALL]


@pytest.fixture
def fair():
    return make_open_fair()


@pytest.fixture
def boss(fair):
    return make_organiser_user(fair.organiser)


def test_a_position_that_is_filled_still_counts_and_the_hall_shows_it_no_more(fair):
    booth = make_booth(fair)
    rep, jobseeker = make_rep(booth.employer), make_jobseeker()
    position = make_position(booth, headcount=3)
    make_position(booth, "客服", headcount=2)
    step(jobseeker, position, Step.INTERESTED)
    step(rep, position, Step.INTERESTED, person=person_of(jobseeker))
    services.close_position(rep, position=position)
    assert hall(fair) == [1, 2, 2, 5]
    assert report_of(fair).figures[2].number == 2
    assert list(Position.objects.public()) != list(Position.objects.all())


def test_what_stopped_or_was_returned_before_the_fair_opened_does_not_count():
    fair = make_fair()
    boss = make_organiser_user(fair.organiser)
    booth = make_booth(fair)
    stopped, returned, again, kept = (make_position(booth, headcount=n) for n in (1, 2, 4, 8))
    services.close_position(boss, position=stopped)
    for position in (returned, again):
        services.approve_position(boss, position=position)
        services.return_position(boss, position=position, note="请写清楚。")
    services.approve_position(boss, position=again)
    assert hall(fair)[2:] == [2, 12]
    open_fair(boss, fair=fair)
    services.close_position(boss, position=stopped)  # was closed before: nothing moves
    services.return_position(boss, position=returned, note="还要改。")
    services.close_position(boss, position=kept)
    services.return_position(boss, position=again, note="有人投诉。")
    assert hall(fair)[2:] == [2, 12]


def flag(rep, position):
    """An edit that brings wording in which has to be reviewed."""
    services.edit_position(rep, position=position, requirements="五官端正")


def test_what_went_back_to_review_before_the_fair_opened_counts_only_if_it_came_back():
    """Also when its employer goes on with it later, or it is returned after the opening."""
    fair = make_fair()
    boss = make_organiser_user(fair.organiser)
    booth = make_booth(fair)
    rep = make_rep(booth.employer)
    waiting, returned, back, later, during = (
        make_position(booth, headcount=2**n) for n in range(5)
    )
    for position in (waiting, returned, back, later, during):
        services.approve_position(boss, position=position)
    for position in (waiting, returned, back, later):
        flag(rep, position)
    services.approve_position(boss, position=back, keeping_flagged=True)
    assert hall(fair)[2:] == [2, 4 + 16]
    open_fair(boss, fair=fair)
    services.edit_position(rep, position=waiting, requirements="细心")
    services.return_position(boss, position=returned, note="请改。")
    services.approve_position(boss, position=later, keeping_flagged=True)
    flag(rep, during)
    assert hall(fair)[2:] == [3, 4 + 8 + 16]
    close_fair(boss, fair=fair)
    with pytest.raises(Conflict, match="fair_counted"):
        services.approve_position(boss, position=waiting, keeping_flagged=True)
    assert hall(fair)[2:] == [3, 4 + 8 + 16]


def test_an_employer_whose_record_is_reviewed_again_stays(fair):
    booth = make_booth(fair)
    make_position(booth)
    edit_employer(make_rep(booth.employer), employer=booth.employer, name="换了名字的单位")
    booth.employer.refresh_from_db()
    assert booth.employer.review_state == ReviewState.SUBMITTED
    assert hall(fair) == [1, 1, 1, 2]
    document = years_of(Fair.objects.all(), fair.starts_at.year, fair.starts_at.year)
    assert {line.key: line.number for line in document.figures}["employers"] == 1


def test_it_takes_as_many_questions_for_many_positions(fair):
    booth = make_booth(fair)
    make_position(booth)
    with CaptureQueriesContext(connection) as one:
        figures_of(fair)
    for _n in range(3):
        make_position(make_booth(fair))
    with CaptureQueriesContext(connection) as many:
        figures_of(fair)
    assert len(one) == len(many)


class Closed:
    """A fair that is over, with one of everything that could still move its figures."""

    def __init__(self, fair, boss):
        self.fair, self.boss = fair, boss
        self.booth, self.hidden = make_booth(fair), make_booth(fair, published_at=None)
        self.rep = make_rep(self.booth.employer)
        self.jobseeker = make_jobseeker()
        self.registration = register(self.jobseeker, fair=fair)
        self.standing = make_position(self.booth, headcount=3, title="装配工")
        self.filled = make_position(self.booth, "客服", headcount=2)
        self.waiting = make_position(self.booth, review_state=ReviewState.SUBMITTED)
        self.draft = make_position(self.booth, review_state=ReviewState.DRAFT)
        self.unseen = make_position(self.hidden)
        services.close_position(self.rep, position=self.filled)
        step(self.jobseeker, self.standing, Step.INTERESTED)
        step(self.rep, self.standing, Step.INTERESTED, person=person_of(self.jobseeker))
        headings = ["单位名称", "岗位名称", "招聘人数", "薪资"]
        rows = [[str(self.booth.employer), "装配工", 9, 5000]]
        self.applied = apply(boss, receive_rows(boss, fair, rows, headings))
        rows[0][2] = 12
        self.ready = receive_rows(boss, fair, rows, headings)
        self.fair = close_fair(boss, fair=fair)

    def attempts(self):
        rep, boss = self.rep, self.boss
        yield lambda: services.close_position(rep, position=self.standing)
        yield lambda: services.reopen_position(rep, position=self.filled)
        yield lambda: services.remove_position(rep, position=self.standing)
        yield lambda: services.edit_position(rep, position=self.standing, headcount=40)
        yield lambda: services.edit_position(rep, position=self.filled, job_type="保安")
        yield lambda: services.edit_position(boss, position=self.standing, district="同安区")
        yield lambda: services.approve_position(boss, position=self.waiting)
        yield lambda: services.approve_unflagged(boss, positions=[self.waiting])
        yield lambda: services.unpublish_booth(rep, booth=self.booth)
        yield lambda: services.publish_booth(boss, booth=self.hidden)
        yield lambda: services.remove_booth(boss, booth=self.booth)
        yield lambda: withdraw_registration(self.jobseeker, registration=self.registration)
        yield lambda: apply(boss, self.ready)
        yield lambda: undo(boss, self.applied)
        yield lambda: move(boss, self.fair)
        yield lambda: edit_fair(boss, fair=self.fair, mode="online")
        yield lambda: edit_fair(boss, fair=self.fair, time_zone="Asia/Urumqi")

    def changes_of_words(self):
        """What goes through, because no figure hangs on it."""
        rep, boss = self.rep, self.boss
        services.edit_position(rep, position=self.standing, duties="把零件装好。")
        services.return_position(boss, position=self.standing, note="请补充。")
        services.submit_position(rep, position=self.standing)
        services.approve_position(boss, position=self.standing)
        services.submit_position(rep, position=self.draft)
        services.edit_position(rep, position=self.draft, headcount=90)
        services.remove_position(rep, position=self.waiting)
        services.add_position(rep, booth=self.booth, title="新的", job_type="新的工种")
        services.duplicate_position(rep, position=self.standing)
        services.edit_booth(rep, booth=self.booth, intro="谢谢大家。")
        services.add_booth(boss, fair=self.fair, employer=make_employer(self.fair.organiser))


def move(boss, fair):
    edit_fair(boss, fair=fair, starts_at=fair.starts_at - timedelta(days=400))


@pytest.fixture
def closed(fair, boss):
    return Closed(fair, boss)


def said(fair):
    """All of the report, but for when it was asked for."""
    return as_json(replace(report_of(fair), at=fair.starts_at))


def test_nothing_moves_the_report_of_a_fair_that_is_over(closed):
    before, number = said(closed.fair), figures_of(closed.fair).number
    for _state in ("closed", "archived"):
        for attempt in closed.attempts():
            with suppress(DomainError):
                attempt()
            assert said(closed.fair) == before
        before = before.replace("已结束".encode(), "已归档".encode())
        closed.fair = archived(closed)
    assert figures_of(closed.fair).number == number


def archived(closed):
    fair = Fair.objects.get(pk=closed.fair.pk)
    return archive_fair(closed.boss, fair=fair) if fair.state == FairState.CLOSED else fair


def test_words_can_still_be_changed_and_move_nothing(closed):
    before = said(closed.fair)
    closed.changes_of_words()
    assert said(closed.fair) == before


def test_who_is_refused_hears_why(closed):
    with pytest.raises(Conflict) as refused:
        services.edit_position(closed.rep, position=closed.standing, headcount=40, duties="改了")
    assert "统计上报" in str(refused.value.message)
    assert list(refused.value.fields) == ["headcount"]
    for attempt in closed.attempts():
        with pytest.raises(DomainError):
            attempt()
    closed.standing.refresh_from_db()
    assert closed.standing.headcount == 9


def test_an_import_that_was_asked_for_before_the_end_is_not_written_after_it(fair, boss):
    booth = make_booth(fair)
    position = make_position(booth, title="装配工", headcount=3)
    rows = [[str(booth.employer), "装配工", 9, 5000]]
    imported = receive_rows(boss, fair, rows, ["单位名称", "岗位名称", "招聘人数", "薪资"])
    apply_import(boss, imported=imported, fingerprint=imported.fingerprint)
    close_fair(boss, fair=fair)
    do_jobs()
    position.refresh_from_db()
    imported = Import.objects.get(pk=imported.pk)
    assert (imported.stage, imported.trouble) == (Stage.READY, {"code": "fair_over"})
    assert position.headcount == 3


def test_the_same_number_never_carries_other_hall_figures(closed):
    seen = {}
    for attempt in closed.attempts():
        with suppress(DomainError):
            attempt()
        answer = figures_of(closed.fair)
        counted = [answer[key].number for key in HALL]
        assert seen.setdefault(answer.number, counted) == counted
