"""An employer's record: entered, changed, handed in, reviewed."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import Employer, Organiser, User
from jobfair.accounts.permissions import may_edit_employer, may_organise, may_review_employer
from jobfair.accounts.readiness import missing_for_employer
from jobfair.accounts.wording import flags_of_employer
from jobfair.common import search
from jobfair.common.errors import Conflict, Invalid, NotAllowed
from jobfair.common.marks import mark_of_fields, require_known
from jobfair.common.review import UNREVIEWED, ReviewState

EMPLOYER_FIELDS = frozenset(
    "name name_en kind licence_number intro intro_en district address website "
    "contact_name contact_phone contact_email".split()
)


@transaction.atomic
def add_employer(actor: User, *, organiser: Organiser, name: str, **fields: Any) -> Employer:
    """Enter an employer in an organiser's book, as a draft."""
    if not may_organise(actor, organiser):
        raise NotAllowed("not_organiser", _("只有主办方可以添加用人单位。"))
    _refuse_unknown(fields)
    employer = Employer(organiser=organiser, name=name, **fields)
    _save_once(
        employer,
        name=_("名册里已有同名的用人单位：%(known)s。请直接用它。"),
        licence_number=_("名册里已有单位用这个代码：%(known)s。请直接用它，或核对代码。"),
    )
    return employer


@transaction.atomic
def edit_employer(actor: User, *, employer: Employer, known: str = "", **fields: Any) -> Employer:
    """Change an employer's record; `known` is the mark of the fields as the actor had read them.

    A changed name or licence number is reviewed again, and so is flagged wording that comes in.
    """
    if not may_edit_employer(actor, employer):
        raise NotAllowed("not_of_employer", _("您不能修改这家单位的资料。"))
    _refuse_unknown(fields)
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    require_known(known, mark_of_fields(employer, fields))
    identity = (employer.name, employer.licence_number)
    flags_before = {flag.words for flag in flags_of_employer(employer)}
    for field, value in fields.items():
        setattr(employer, field, value)
    is_other = identity != (employer.name, employer.licence_number)
    brings_flags = {flag.words for flag in flags_of_employer(employer)} - flags_before
    is_reviewer = may_review_employer(actor, employer)
    if (is_other or brings_flags) and employer.is_approved and not is_reviewer:
        employer.review_state = ReviewState.SUBMITTED
    _save_once(
        employer,
        name=_("已有同名的单位。如果是同一家，请联系主办方。"),
        licence_number=_("已有单位用这个代码。请核对，或联系主办方。"),
    )
    search.rename_owner(employer.pk, (employer.name, employer.name_en))
    touch(employer.organiser_id)
    return employer


@transaction.atomic
def submit_employer(actor: User, *, employer: Employer) -> Employer:
    """Hand an employer's record in for review; Invalid lists what is missing."""
    if not may_edit_employer(actor, employer):
        raise NotAllowed("not_of_employer", _("您不能提交这家单位的资料。"))
    employer = Employer.objects.select_for_update().get(pk=employer.pk)
    if employer.is_approved:
        raise Conflict("employer_approved", _("单位资料已经通过审核，不用再提交。"))
    missing = missing_for_employer(employer)
    if missing:
        raise Invalid(
            "employer_incomplete",
            _("还差几项，补全后再提交。"),
            {m.field: m.sentence for m in missing},
        )
    employer.review_state = ReviewState.SUBMITTED
    employer.save(update_fields=["review_state"])
    return employer


@transaction.atomic
def approve_employer(actor: User, *, employer: Employer, keeping_flagged: bool = False) -> Employer:
    """Let the public see it; flagged wording only when somebody says that it stays."""
    employer = _to_review(actor, employer)
    if flags_of_employer(employer) and not keeping_flagged:
        raise Invalid(
            "employer_flagged",
            _("单位资料里有需要修改的写法。请退回修改；确有必要保留的，请勾选说明后再通过。"),
            {"keeping_flagged": _("确认保留，才能通过。")},
        )
    return _reviewed(actor, employer, ReviewState.APPROVED, note="")


@transaction.atomic
def approve_complete_employers(actor: User, *, employers: Iterable[Employer]) -> list[Employer]:
    """Approve those that are drafts or wait, lack nothing and hold no flagged wording; the rest stay."""
    keys = [employer.pk for employer in employers]
    rows = Employer.objects.select_for_update().filter(pk__in=keys, review_state__in=UNREVIEWED)
    return [
        _reviewed(actor, employer, ReviewState.APPROVED, note="")
        for employer in rows
        if not missing_for_employer(employer) and not flags_of_employer(employer)
    ]


@transaction.atomic
def return_employer(actor: User, *, employer: Employer, note: str) -> Employer:
    """Send the record back; the note tells the employer what to change."""
    if not note.strip():
        raise Invalid(
            "note_missing", _("请写明需要修改什么，单位才知道怎么改。"), {"note": _("请填写")}
        )
    employer = _to_review(actor, employer)
    return _reviewed(actor, employer, ReviewState.RETURNED, note=note.strip())


def _to_review(actor: User, employer: Employer) -> Employer:
    _require_reviewing(actor, employer)
    return Employer.objects.select_for_update().get(pk=employer.pk)


def _require_reviewing(actor: User, employer: Employer) -> None:
    if not may_review_employer(actor, employer):
        raise NotAllowed("not_reviewer", _("只有主办方可以审核用人单位。"))


def _reviewed(actor: User, employer: Employer, state: ReviewState, *, note: str) -> Employer:
    """Keep the outcome; for services that hold the row."""
    _require_reviewing(actor, employer)
    employer.review_state, employer.review_note = state, note
    employer.reviewed_by, employer.reviewed_at = actor, timezone.now()
    employer.save(update_fields=["review_state", "review_note", "reviewed_by", "reviewed_at"])
    touch(employer.organiser_id)
    return employer


def touch(organiser_id: UUID) -> None:
    Organiser.objects.filter(pk=organiser_id).update(revision=F("revision") + 1)


def _save_once(employer: Employer, **sentences: str) -> None:
    """Save what nobody else has; who was quicker by a moment is refused in the same words."""
    _refuse_taken(employer, **sentences)
    try:
        with transaction.atomic():
            employer.save()
    except IntegrityError:
        _refuse_taken(employer, **sentences)
        raise


def _refuse_taken(employer: Employer, **sentences: str) -> None:
    """What must stand once in the book, with what is said of it; `known` is the one that has it."""
    others = Employer.objects.filter(organiser=employer.organiser_id).exclude(pk=employer.pk)
    for field, sentence in sentences.items():
        value = getattr(employer, field)
        known = others.filter(**{field: value}).first() if value else None
        if known is not None:
            said = sentence % {"known": known.name}
            raise Conflict("employer_exists", said, {field: said})


def _refuse_unknown(fields: dict[str, Any]) -> None:
    unknown = fields.keys() - EMPLOYER_FIELDS
    if unknown:
        raise TypeError(f"not a field of an employer: {sorted(unknown)}")
