"""What is written beside the intents of two records that become one."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from jobfair.accounts.models import Person
from jobfair.intents.models import LONGEST_NEXT_STEP, Intent, Remark, StaffNote

Targets = Mapping[UUID, Intent]


def move_remarks(duplicate: Person, targets: Targets) -> None:
    for remark in Remark.objects.filter(intent__person=duplicate).select_related("intent"):
        if remark.intent.position_id in targets:
            remark.intent = targets[remark.intent.position_id]
            remark.save(update_fields=["intent"])


def join_notes(duplicate: Person, targets: Targets) -> None:
    """A booth's note goes with the intent; where both records have one, nothing of either is lost."""
    found = StaffNote.objects.filter(intent__in=targets.values())
    known = {note.intent_id: note for note in found}
    for note in StaffNote.objects.filter(intent__person=duplicate).select_related("intent"):
        target = targets.get(note.intent.position_id)
        if target is not None:
            notes = [known[target.pk], note] if target.pk in known else [note]
            _joined(target, notes).save()
            note.delete()


def _joined(intent: Intent, notes: list[StaffNote]) -> StaffNote:
    """All texts, and what is to be done first with its day."""
    by_day = sorted(notes, key=lambda note: note.next_on or date.max)
    newest = max(notes, key=lambda note: note.changed_at)
    texts = [note.text for note in notes]
    steps = [note.next_step for note in by_day]
    next_step = _together(steps, "；")
    if len(next_step) > LONGEST_NEXT_STEP:
        next_step = steps[0]
        texts += steps[1:]
    return StaffNote(
        intent=intent,
        text=_together(texts, "\n"),
        next_step=next_step,
        next_on=by_day[0].next_on,
        changed_by_id=newest.changed_by_id,
        changed_at=newest.changed_at,
    )


def _together(words: list[str], between: str) -> str:
    return between.join(dict.fromkeys(filter(None, words)))
