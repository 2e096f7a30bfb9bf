"""Recording steps: many at once, so that those who record at the same time share one commit.

Everything that the rules need is read in a few queries for the whole batch, each wish is
judged by itself, and what was accepted is stored, counted and told together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jobfair.accounts.models import Person, User
from jobfair.accounts.selectors import read_roles
from jobfair.accounts.services import hold_people
from jobfair.booths.models import Position
from jobfair.common.errors import Conflict, DomainError, Invalid, Missing, NotAllowed
from jobfair.common.ids import is_cid
from jobfair.common.rows import find_all
from jobfair.fairs.models import FairState
from jobfair.intents.history import History, Pair
from jobfair.intents.models import LONGEST_WORD, Channel, Entry, Intent, Remark, Voice
from jobfair.intents.permissions import (
    may_express_interest,
    may_record_for_others,
    may_speak_for,
)
from jobfair.intents.selectors import histories
from jobfair.intents.services.book import Book
from jobfair.intents.steps import Side, Step, moved

HEARD = (Channel.PHONE, Channel.ONSITE)
#: By what each side speaks for itself; on site the booth's staff note their own yes.
SPOKEN = {
    Side.JOBSEEKER: (Channel.FORM, Channel.CHAT),
    Side.EMPLOYER: (Channel.FORM, Channel.CHAT, Channel.ONSITE),
}


@dataclass(frozen=True)
class Wish:
    """One step that somebody wants recorded, once for each `cid`.

    `corrects` is the number of the step that UNDONE takes back. `voice` says who said so
    when the recorder only wrote it down. `remark` is a word for the other side.
    """

    actor: User
    person_id: UUID
    position_id: UUID
    side: Side
    step: Step
    cid: str
    channel: Channel = Channel.FORM
    voice: Voice = Voice.OWN
    corrects: int | None = None
    remark: str = ""


@dataclass(frozen=True)
class Recorded:
    """What a wish came to: its entry, and how the intent stands now."""

    entry: Entry
    intent: Intent


Answer = Recorded | DomainError
#: What a wish and the entry that it became say in the same words.
SAID = ("position_id", "side", "step", "channel", "voice", "corrects")


def record(wish: Wish) -> Recorded:
    """Record one step; the same `cid` with the same content gives the first entry again."""
    (answer,) = record_all([wish])
    if isinstance(answer, DomainError):
        raise answer
    return answer


@transaction.atomic
def record_all(wishes: Sequence[Wish]) -> list[Answer]:
    """An answer for each wish, in order; a refusal of one touches no other."""
    batch = Batch(wishes)
    answers = [batch.judged(wish) for wish in wishes]
    batch.store()
    return answers


class Batch:
    """The positions, people and intents that a batch speaks of, and what it adds."""

    def __init__(self, wishes: Sequence[Wish]) -> None:
        read_roles(wish.actor for wish in wishes)
        self._positions = _positions({wish.position_id for wish in wishes})
        self._book = Book(p.booth.fair_id for p in self._positions.values())
        self._people = hold_people(wish.person_id for wish in wishes)
        named = {(wish.actor.pk, wish.cid) for wish in wishes}
        earlier = find_all(Entry, ("recorder", "cid"), named)
        self._known = {(entry.recorder_id, entry.cid): entry for entry in earlier}
        self._words = _words(earlier, self._people.values())
        self._intents = _intents(self._people.values(), self._positions)
        undone = [wish for wish in wishes if wish.step == Step.UNDONE]
        self._histories = self._read_histories(undone)
        self._remarks: list[Remark] = []

    def _read_histories(self, undone: Sequence[Wish]) -> dict[Pair, History]:
        pairs = {(w.person_id, w.position_id) for w in undone}
        if not pairs:
            return {}
        people = [self._people[key].pk for key, _position in pairs if key in self._people]
        return histories(people, [position for _person, position in pairs])

    def judged(self, wish: Wish) -> Answer:
        try:
            return self._record(wish)
        except DomainError as refusal:
            return refusal

    def _record(self, wish: Wish) -> Recorded:
        _check(wish)
        position = self._positions.get(wish.position_id)
        person = self._people.get(wish.person_id)
        if position is None or person is None or person.erased_at:
            raise Missing("no_intent", _("没有找到这个人或这个岗位。"))
        _refuse_stranger(wish, person, position)
        intent = self._intent(person, position)
        known = self._known.get((wish.actor.pk, wish.cid))
        if known is not None:
            self._refuse_other(known, wish, person)
            return Recorded(known, intent)
        _refuse_untimely(wish, position)
        return self._added(wish, intent)

    def _refuse_other(self, known: Entry, wish: Wish, person: Person) -> None:
        """Conflict when a `cid` comes back with other content than its entry has."""
        was = [getattr(known, name) for name in SAID]
        asked = [getattr(wish, name) for name in SAID]
        words = self._words.get((known.fair_id, known.number), "")
        is_same = was == asked and words == wish.remark.strip()
        if not is_same or known.person_id not in (person.pk, wish.person_id):
            raise Conflict("cid_reused", _("这一步已用同一编号记录过别的内容。请刷新页面再试。"))

    def _intent(self, person: Person, position: Position) -> Intent:
        pair = (person.pk, position.pk)
        if pair not in self._intents:
            self._intents[pair] = Intent(
                fair_id=position.booth.fair_id,
                booth=position.booth,
                position=position,
                person=person,
            )
        return self._intents[pair]

    def _added(self, wish: Wish, intent: Intent) -> Recorded:
        number = self._book.next_number(intent.fair_id)
        history = self._histories.get((intent.person_id, intent.position_id))
        if wish.step == Step.UNDONE:
            after = (history or History()).undo(wish.side, wish.corrects or 0)
        else:
            after = moved(intent.standing, wish.side, wish.step, number)
            if history is not None:
                history.move(wish.side, wish.step, number)
        entry = self._book.enter(
            intent,
            after,
            wish.actor,
            side=wish.side,
            step=wish.step,
            channel=wish.channel,
            voice=wish.voice,
            cid=wish.cid,
            corrects=wish.corrects,
        )
        self._known[wish.actor.pk, wish.cid] = entry
        text = wish.remark.strip()
        if text:
            self._remarks.append(_remark(intent, wish, entry, text))
            self._words[entry.fair_id, entry.number] = text
        return Recorded(entry, intent)

    def store(self) -> None:
        self._book.store()
        Remark.objects.bulk_create(self._remarks)


def _remark(intent: Intent, wish: Wish, entry: Entry, text: str) -> Remark:
    said = {"side": wish.side, "voice": wish.voice, "number": entry.number}
    return Remark(intent=intent, author=wish.actor, text=text, **said)


def _positions(keys: set[UUID]) -> dict[UUID, Position]:
    rows = Position.objects.select_related("booth__fair", "booth__employer")
    return rows.in_bulk(list(keys))


def _intents(people: Iterable[Person], positions: Mapping[UUID, Position]) -> dict[Pair, Intent]:
    keys = {person.pk: person for person in people}
    rows = Intent.objects.filter(person__in=keys, position__in=positions)
    found = {}
    for intent in rows:
        position = positions[intent.position_id]
        intent.person, intent.position, intent.booth = (
            keys[intent.person_id],
            position,
            position.booth,
        )
        found[intent.person_id, intent.position_id] = intent
    return found


def _words(entries: Sequence[Entry], people: Iterable[Person]) -> dict[tuple[UUID, int], str]:
    """The word that came with each of these entries, by fair and number."""
    if not entries:
        return {}
    rows = Remark.objects.filter(
        intent__person__in=list(people),
        intent__position__in=[entry.position_id for entry in entries],
        number__in=[entry.number for entry in entries],
    )
    found = rows.values_list("intent__fair", "number", "text")
    return {(fair, number): text for fair, number, text in found if number}


def _check(wish: Wish) -> None:
    if not is_cid(wish.cid):
        raise Invalid("cid_malformed", _("没有记录。请刷新页面再试。"))
    if len(wish.remark.strip()) > LONGEST_WORD:
        raise Invalid(
            "remark_too_long",
            _("最多写 300 字。请写短一些。"),
            {"remark": _("请缩短到 300 字以内。")},
        )
    if wish.step == Step.MERGED or (wish.step == Step.UNDONE) != (wish.corrects is not None):
        raise Invalid("step_malformed", _("没有记录。请刷新页面再试。"))


def _refuse_stranger(wish: Wish, person: Person, position: Position) -> None:
    """One's own word, by which one can speak, or an adviser's record of somebody else's."""
    if wish.voice == Voice.OWN:
        if not may_speak_for(wish.actor, wish.side, person, position):
            raise Missing("no_intent", _("没有找到这个人或这个岗位。"))
        if wish.channel not in SPOKEN[wish.side]:
            raise Invalid("channel_wrong", _("电话里和现场说的，请就业指导员记录。"))
        return
    if not may_record_for_others(wish.actor, position.booth.fair):
        raise NotAllowed("not_adviser", _("只有就业指导员可以代为记录。"))
    if wish.channel not in HEARD or (wish.voice == Voice.EMPLOYER) != (wish.side == Side.EMPLOYER):
        raise Invalid("voice_wrong", _("请选择是谁说的，是电话里说的还是现场说的。"))


def _refuse_untimely(wish: Wish, position: Position) -> None:
    """New interest needs a position that recruits; what follows from it does not."""
    if wish.step != Step.INTERESTED:
        return
    if wish.side == Side.JOBSEEKER and wish.voice == Voice.OWN:
        if not may_express_interest(wish.actor, position):
            raise Conflict("position_closed", _("这个岗位现在不接受新的意向。"))
    elif position.booth.fair.state in (FairState.DRAFT, FairState.ARCHIVED):
        raise Conflict("fair_not_open", _("这场招聘会现在不接受新的意向。"))
