"""An employer's record: who enters, changes, hands in and reviews it."""

import pytest

from jobfair.accounts import services
from jobfair.accounts.models import Employer, Organiser
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.services import edit_employer, employers
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.review import ReviewState
from tests.factories import make_employer, make_organiser, make_organiser_user, make_rep, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def organiser():
    return make_organiser()


@pytest.fixture
def boss(organiser):
    return make_organiser_user(organiser)


@pytest.fixture
def employer(organiser):
    return make_employer(organiser)


@pytest.fixture
def rep(employer):
    return make_rep(employer)


def test_an_organiser_enters_an_employer_as_a_draft(organiser, boss):
    employer = services.add_employer(
        boss, organiser=organiser, name="晨光纸品厂", district="思明区"
    )
    assert (employer.review_state, employer.district) == (ReviewState.DRAFT, "思明区")


def test_a_name_stands_once_in_a_book(organiser, boss, employer):
    with pytest.raises(Conflict, match="employer_exists"):
        services.add_employer(boss, organiser=organiser, name=employer.name)
    other = make_organiser()
    services.add_employer(make_organiser_user(other), organiser=other, name=employer.name)


def test_a_licence_number_stands_once_in_a_book(organiser, boss, employer):
    taken = employer.licence_number
    with pytest.raises(Conflict, match="employer_exists") as refusal:
        services.add_employer(boss, organiser=organiser, name="另一家", licence_number=taken)
    assert employer.name in refusal.value.fields["licence_number"]
    other = make_employer(organiser)
    with pytest.raises(Conflict, match="employer_exists"):
        services.edit_employer(boss, employer=other, licence_number=taken)
    for name in ("没有代码的", "也没有代码的"):
        services.add_employer(boss, organiser=organiser, name=name, licence_number="")


def test_a_field_that_is_none_is_the_callers_mistake(organiser, boss, employer):
    with pytest.raises(TypeError, match="review_state"):
        services.edit_employer(boss, employer=employer, review_state="approved")


@pytest.mark.parametrize(
    ("change", "state"),
    [
        ({"name": "晨光纸品有限公司"}, ReviewState.SUBMITTED),
        ({"licence_number": "91350200MA00000000"}, ReviewState.SUBMITTED),
        ({"intro": "我们做纸盒和纸袋。"}, ReviewState.APPROVED),
        ({"name": None}, ReviewState.APPROVED),
    ],
)
def test_an_approved_identity_that_a_rep_changes_is_reviewed_again(rep, employer, change, state):
    if change == {"name": None}:
        change = {"name": employer.name}
    assert services.edit_employer(rep, employer=employer, **change).review_state == state


def test_an_organisers_own_change_is_its_review(boss, employer):
    edited = services.edit_employer(boss, employer=employer, name="晨光纸品有限公司")
    assert edited.review_state == ReviewState.APPROVED


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.RETURNED, ReviewState.SUBMITTED])
def test_a_record_that_was_not_approved_keeps_its_state_when_changed(rep, employer, state):
    Employer.objects.update(review_state=state)
    assert services.edit_employer(rep, employer=employer, name="别的名字").review_state == state


def test_an_approved_record_is_not_taken_off_the_pages_by_handing_it_in_again(rep, employer):
    with pytest.raises(Conflict, match="employer_approved"):
        services.submit_employer(rep, employer=employer)


@pytest.mark.parametrize("state", [ReviewState.DRAFT, ReviewState.RETURNED, ReviewState.SUBMITTED])
def test_handing_in_asks_for_a_review(rep, employer, state):
    Employer.objects.update(review_state=state)
    assert services.submit_employer(rep, employer=employer).review_state == ReviewState.SUBMITTED


@pytest.mark.parametrize(
    "field", ["licence_number", "intro", "district", "contact_name", "contact_phone"]
)
def test_what_is_missing_keeps_a_record_from_being_handed_in(rep, employer, field):
    Employer.objects.update(review_state=ReviewState.DRAFT, **{field: " "})
    employer.refresh_from_db()
    with pytest.raises(Invalid) as refusal:
        services.submit_employer(rep, employer=employer)
    assert refusal.value.fields.keys() == {field}
    assert [missing.field for missing in missing_for_employer(employer)] == [field]


def test_a_review_says_who_when_and_why(boss, rep, employer):
    returned = services.return_employer(boss, employer=employer, note=" 请补上地址。 ")
    assert (returned.review_state, returned.review_note) == (ReviewState.RETURNED, "请补上地址。")
    approved = services.approve_employer(boss, employer=employer)
    assert (approved.review_state, approved.review_note) == (ReviewState.APPROVED, "")
    assert approved.reviewed_by == boss
    assert approved.reviewed_at is not None


def test_a_return_needs_a_reason(boss, employer):
    with pytest.raises(Invalid, match="note_missing"):
        services.return_employer(boss, employer=employer, note="  ")


def test_every_change_that_shows_counts_one_revision(boss, employer):
    before = employer.organiser.revision
    services.edit_employer(boss, employer=employer, intro="新的介绍")
    services.approve_employer(boss, employer=employer)
    assert Organiser.objects.get(pk=employer.organiser_id).revision == before + 2


def test_flagged_wording_is_approved_only_when_somebody_says_that_it_stays(boss, employer):
    services.edit_employer(boss, employer=employer, intro_en="Men only")
    Employer.objects.update(review_state=ReviewState.SUBMITTED)
    with pytest.raises(Invalid, match="employer_flagged"):
        services.approve_employer(boss, employer=employer)
    kept = services.approve_employer(boss, employer=employer, keeping_flagged=True)
    assert kept.review_state == ReviewState.APPROVED


def test_approving_many_leaves_flagged_wording_for_a_person_to_decide(boss, employer):
    Employer.objects.update(review_state=ReviewState.SUBMITTED)
    for intro, approved in {"只招女工": [], "做纸盒": [employer]}.items():
        services.edit_employer(boss, employer=employer, intro=intro)
        done = services.approve_complete_employers(boss, employers=[employer])
        assert done == approved


@pytest.mark.parametrize(
    ("who", "intro", "state"),
    [
        ("rep", "只招女工", ReviewState.SUBMITTED),
        ("rep", "做纸盒", ReviewState.APPROVED),
        ("boss", "只招女工", ReviewState.APPROVED),
    ],
)
def test_flagged_wording_that_a_rep_brings_in_is_reviewed_again(
    boss, rep, employer, who, intro, state
):
    Employer.objects.update(review_state=ReviewState.APPROVED)
    actor = {"boss": boss, "rep": rep}[who]
    edited = services.edit_employer(actor, employer=employer, intro=intro)
    assert edited.review_state == state


VERBS = {
    "edit": lambda actor, employer: services.edit_employer(actor, employer=employer, intro="x"),
    "logo": lambda actor, employer: services.remove_logo(actor, employer=employer),
    "submit": lambda actor, employer: services.submit_employer(actor, employer=employer),
    "approve": lambda actor, employer: services.approve_employer(actor, employer=employer),
    "return": lambda actor, employer: services.return_employer(actor, employer=employer, note="x"),
    "add": lambda actor, employer: services.add_employer(
        actor, organiser=employer.organiser, name="又一家"
    ),
}


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("who", ["nobody", "rep_elsewhere", "organiser_elsewhere"])
def test_others_are_refused_every_verb(employer, verb, who):
    from tests.factories.roles import make_cast

    with pytest.raises(NotAllowed):
        VERBS[verb](make_cast()[who], employer)


@pytest.mark.parametrize("verb", ["approve", "return", "add"])
def test_a_rep_does_not_review_its_own_record(rep, employer, verb):
    with pytest.raises(NotAllowed):
        VERBS[verb](rep, employer)


def test_a_person_without_any_role_is_refused_too(employer):
    with pytest.raises(NotAllowed):
        VERBS["edit"](make_user(), employer)


@pytest.mark.parametrize("field", ["name", "licence_number"])
def test_who_was_slower_by_a_moment_reads_the_same_refusal(monkeypatch, field):
    employer = make_employer()
    quicker = make_employer(employer.organiser)
    refuse = employers._refuse_taken
    looks = iter([lambda *args, **said: None, refuse])
    monkeypatch.setattr(
        employers, "_refuse_taken", lambda *args, **said: next(looks)(*args, **said)
    )
    with pytest.raises(Conflict, match="employer_exists") as refusal:
        edit_employer(make_rep(employer), employer=employer, **{field: getattr(quicker, field)})
    assert set(refusal.value.fields) == {field}
