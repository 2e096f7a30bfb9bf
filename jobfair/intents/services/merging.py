"""One human being with two records: their intents become one, and the ledger says so."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.accounts.services import held
from jobfair.common.errors import Conflict, Missing, NotAllowed
from jobfair.common.ids import new_id
from jobfair.intents.models import Channel, Intent
from jobfair.intents.permissions import may_merge
from jobfair.intents.services.book import Book
from jobfair.intents.services.joining import join_notes, move_remarks
from jobfair.intents.steps import NOTHING_SAID, State, Step, combined


class _MovedOn(Exception):
    """While this waited for the people, the duplicate came into a ledger that is not locked."""


@transaction.atomic
def merge_people(actor: User, *, kept: Person, duplicate: Person) -> Person:
    """Let a record without an account become part of the kept one; nothing is lost or doubled.

    Of each side the later word holds, see `steps.combined`.
    """
    while True:
        try:
            return _merged(actor, kept, duplicate)
        except _MovedOn:
            continue


@transaction.atomic
def _merged(actor: User, kept: Person, duplicate: Person) -> Person:
    """Ledgers are locked before people; what was locked in vain is let go with the savepoint."""
    fairs = _fairs_of(duplicate)
    book = Book(fairs)
    kept, duplicate = _held(kept, duplicate)
    _refuse(actor, kept, duplicate)
    if not _fairs_of(duplicate) <= fairs:
        raise _MovedOn
    _merge_intents(book, actor, kept, duplicate)
    _take_over(kept, duplicate)
    return kept


def _fairs_of(person: Person) -> set[UUID]:
    return set(Intent.objects.of_person(person).said().values_list("fair", flat=True))


def _held(kept: Person, duplicate: Person) -> tuple[Person, Person]:
    rows = Person.objects.filter(pk__in=[kept.pk, duplicate.pk])
    found = {person.pk: person for person in held(rows.select_related("user", "organiser"))}
    if kept.pk not in found or duplicate.pk not in found:
        raise Missing("no_person", _("没有找到这个人。"))
    return found[kept.pk], found[duplicate.pk]


def _refuse(actor: User, kept: Person, duplicate: Person) -> None:
    if not may_merge(actor, duplicate):
        raise NotAllowed("not_adviser", _("只有登记这条记录的单位可以合并它。"))
    if kept.merged_into_id or kept.erased_at or duplicate.merged_into_id or duplicate.erased_at:
        raise Conflict("person_gone", _("其中一条记录已经合并或删除。请刷新页面再看。"))
    if duplicate.user_id is not None or kept.pk == duplicate.pk:
        raise Conflict("person_has_account", _("有账号的记录不能并入别的记录。请反过来合并。"))


def _merge_intents(book: Book, actor: User, kept: Person, duplicate: Person) -> None:
    theirs = _by_position(kept)
    for position, source in _by_position(duplicate).items():
        if source.state == State.EMPTY:
            continue
        target = theirs.get(position) or Intent(
            fair_id=source.fair_id, booth=source.booth, position=source.position, person=kept
        )
        after = combined(target.standing, source.standing)
        entry = book.enter(
            target,
            after,
            actor,
            side="",
            step=Step.MERGED,
            channel=Channel.FORM,
            cid=new_id().hex,
            duplicate=duplicate,
        )
        book.stand(source, NOTHING_SAID, entry)
    book.store()


def _take_over(kept: Person, duplicate: Person) -> None:
    """What was written beside the intents, the number to call, and earlier duplicates."""
    targets = _by_position(kept)
    move_remarks(duplicate, targets)
    join_notes(duplicate, targets)
    Person.objects.filter(merged_into=duplicate).update(merged_into=kept)
    duplicate.merged_into = kept
    duplicate.save(update_fields=["merged_into"])
    if not kept.phone and duplicate.phone:
        kept.phone = duplicate.phone
        kept.save(update_fields=["phone"])


def _by_position(person: Person) -> dict[UUID, Intent]:
    rows = Intent.objects.of_person(person)
    rows = rows.select_related("position", "booth__employer", "person__user")
    return {intent.position_id: intent for intent in rows}
