"""What a job type is called in English: set by who helps at a fair, found and read at once."""

import pytest

from jobfair.booths.models import JobType
from jobfair.booths.search import Wishes
from jobfair.booths.search.entries import POSITION
from jobfair.booths.services import name_job_type
from jobfair.common.errors import Invalid, NotAllowed
from jobfair.common.marks import ChangedMeanwhile, mark_of_fields
from tests.factories import make_organiser, make_organiser_user, make_position

pytestmark = pytest.mark.django_db


@pytest.fixture
def position(desk):
    return make_position(desk.booth, title="手工包装工", job_type="包装工")


def test_a_name_is_kept_found_and_makes_pages_stale(position, desk):
    fair = position.booth.fair
    name_job_type(desk.boss, job_type=position.job_type, name_en="  Parcel   packer ")
    assert JobType.objects.get().name_en == "Parcel packer"
    assert Wishes(text="parcel").found([fair.pk], POSITION) == [position.pk]
    before = fair.content_version
    fair.refresh_from_db()
    assert fair.content_version != before


def test_a_name_can_be_taken_away(position, desk):
    name_job_type(desk.boss, job_type=position.job_type, name_en="Packer")
    assert name_job_type(desk.boss, job_type=position.job_type, name_en=" ").name_en == ""


def test_too_long_a_name_and_one_for_strangers_are_refused(position, desk):
    with pytest.raises(Invalid):
        name_job_type(desk.boss, job_type=position.job_type, name_en="x" * 81)
    with pytest.raises(NotAllowed):
        name_job_type(
            make_organiser_user(make_organiser()), job_type=position.job_type, name_en="Packer"
        )
    assert JobType.objects.get().name_en == ""


def test_what_a_colleague_wrote_meanwhile_stays(position, desk):
    known = mark_of_fields(position.job_type, ["name_en"])
    name_job_type(desk.boss, job_type=position.job_type, name_en="Packer", known=known)
    with pytest.raises(ChangedMeanwhile):
        name_job_type(desk.boss, job_type=position.job_type, name_en="Wrapper", known=known)
    assert JobType.objects.get().name_en == "Packer"
