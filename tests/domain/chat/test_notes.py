"""Private notes: for the reps of the booth's employer, with the name of who wrote them."""

import pytest

from jobfair.chat.models import Conversation, Note, Seat
from jobfair.chat.permissions import may_read_notes
from jobfair.chat.selectors import notes_on
from jobfair.chat.services import add_beside, add_note
from jobfair.common.errors import Invalid, Missing
from tests.factories import make_booth, make_open_fair, make_rep, make_user
from tests.factories.roles import ROLES, make_cast
from tests.factories.talk import make_talk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ROLES)
def test_who_reads_and_writes_notes(role):
    cast = make_cast()
    talk, _jobseeker, _rep = make_talk(make_booth(make_open_fair(cast.organiser), cast.employer))
    assert may_read_notes(cast[role], talk) is (role == "rep")


def test_a_note_says_who_wrote_it_and_colleagues_read_it():
    talk, _jobseeker, rep = make_talk()
    colleague = make_rep(talk.employer)
    add_note(rep, conversation=talk, text="  下午再打电话。\r\n问班车。 ")
    add_note(colleague, conversation=talk, text="打过了。")
    notes = [(note.author, note.text) for note in notes_on(talk)]
    assert notes == [(rep, "下午再打电话。\n问班车。"), (colleague, "打过了。")]


def test_nobody_on_the_jobseekers_side_reads_or_writes_them():
    talk, jobseeker, _rep = make_talk()
    beside = make_user()
    add_beside(jobseeker, conversation=talk, user=beside, seat=Seat.SUPPORTER)
    for person in (jobseeker, beside):
        with pytest.raises(Missing):
            add_note(person, conversation=talk, text="看看")
    assert not Note.objects.exists()


def test_another_employer_who_gets_the_booth_reads_none_of_them():
    talk, _jobseeker, rep = make_talk()
    add_note(rep, conversation=talk, text="只给我们看")
    other = make_booth(talk.booth.fair)
    moved = Conversation(pk=talk.pk, booth=other, jobseeker=talk.jobseeker)
    assert list(notes_on(moved)) == []


@pytest.mark.parametrize("text", ["", "  ", "长" * 1001])
def test_a_note_has_words_and_not_too_many(text):
    talk, _jobseeker, rep = make_talk()
    with pytest.raises(Invalid, match="note_length"):
        add_note(rep, conversation=talk, text=text)
