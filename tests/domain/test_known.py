"""What somebody wrote since it was read is not written over; another field is nobody's conflict."""

from types import SimpleNamespace

import pytest

from jobfair.accounts.services import edit_employer
from jobfair.booths.services import edit_booth
from jobfair.booths.services.booths import mark_of_booth
from jobfair.common.marks import ChangedMeanwhile, mark_of_fields
from jobfair.fairs.services import edit_fair, edit_organiser, edit_venue
from tests.factories import (
    make_booth,
    make_employer,
    make_fair,
    make_organiser,
    make_organiser_user,
    make_rep,
)


@pytest.fixture
def stage(db):
    organiser = make_organiser()
    fair = make_fair(organiser)
    employer = make_employer(organiser)
    booth = make_booth(fair, employer, intro="欢迎。")
    desk, rep = make_organiser_user(organiser), make_rep(employer)
    return SimpleNamespace(
        desk=desk, rep=rep, fair=fair, venue=fair.venue, employer=employer, booth=booth,
        organiser=organiser,
    )  # fmt: skip


EDITS = {
    "employer": (
        lambda s, **said: edit_employer(s.rep, employer=s.employer, **said),
        "intro district",
    ),
    "fair": (lambda s, **said: edit_fair(s.desk, fair=s.fair, **said), "summary help_available"),
    "venue": (lambda s, **said: edit_venue(s.desk, venue=s.venue, **said), "address transport"),
    "organiser": (
        lambda s, **said: edit_organiser(s.desk, organiser=s.organiser, **said),
        "city phone",
    ),
}


@pytest.mark.parametrize("thing", EDITS)
def test_newer_words_stay_and_other_fields_do_not_matter(stage, thing):
    edit, (field, other) = EDITS[thing][0], EDITS[thing][1].split()
    row = getattr(stage, thing)
    known = mark_of_fields(row, [field])
    edit(stage, **{other: "别处"})
    edit(stage, **{field: "第一次", "known": known})
    with pytest.raises(ChangedMeanwhile):
        edit(stage, **{field: "第二次", "known": known})
    row.refresh_from_db()
    assert getattr(row, field) == "第一次"
    edit(stage, **{field: "第二次", "known": mark_of_fields(row, [field])})
    row.refresh_from_db()
    assert getattr(row, field) == "第二次"


def test_the_sessions_a_booth_promises_belong_to_its_texts(stage):
    known = mark_of_booth(stage.booth)
    edit_booth(stage.rep, booth=stage.booth, intro="新的介绍。")
    with pytest.raises(ChangedMeanwhile):
        edit_booth(stage.rep, booth=stage.booth, sessions=[], known=known)
    assert stage.booth.sessions.exists()
