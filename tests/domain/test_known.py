"""What somebody wrote since it was read is not written over; another field is nobody's conflict."""

from operator import attrgetter

import pytest

from jobfair.accounts.services import edit_employer
from jobfair.booths.services import edit_booth
from jobfair.booths.services.booths import mark_of_booth
from jobfair.common.marks import ChangedMeanwhile, mark_of_fields
from jobfair.fairs.services import edit_fair, edit_organiser, edit_venue

EDITS = {
    "employer": (
        lambda s, **said: edit_employer(s.rep, employer=s.employer, **said),
        "intro district",
    ),
    "fair": (lambda s, **said: edit_fair(s.boss, fair=s.fair, **said), "summary help_available"),
    "fair.venue": (
        lambda s, **said: edit_venue(s.boss, venue=s.fair.venue, **said),
        "address transport",
    ),
    "organiser": (
        lambda s, **said: edit_organiser(s.boss, organiser=s.organiser, **said),
        "city phone",
    ),
}


@pytest.mark.parametrize("thing", EDITS)
def test_newer_words_stay_and_other_fields_do_not_matter(desk, thing):
    edit, (field, other) = EDITS[thing][0], EDITS[thing][1].split()
    row = attrgetter(thing)(desk)
    known = mark_of_fields(row, [field])
    edit(desk, **{other: "别处"})
    edit(desk, **{field: "第一次", "known": known})
    with pytest.raises(ChangedMeanwhile):
        edit(desk, **{field: "第二次", "known": known})
    row.refresh_from_db()
    assert getattr(row, field) == "第一次"
    edit(desk, **{field: "第二次", "known": mark_of_fields(row, [field])})
    row.refresh_from_db()
    assert getattr(row, field) == "第二次"


def test_the_sessions_a_booth_promises_belong_to_its_texts(desk):
    known = mark_of_booth(desk.booth)
    edit_booth(desk.rep, booth=desk.booth, intro="新的介绍。")
    with pytest.raises(ChangedMeanwhile):
        edit_booth(desk.rep, booth=desk.booth, sessions=[], known=known)
    assert desk.booth.sessions.exists()
