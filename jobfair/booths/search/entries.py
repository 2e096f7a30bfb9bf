"""What positions and booths are found by. Services call these verbs inside their transaction.

Everything is indexed, public or not: who may see what is decided when it is read, so
that a change of state never has to touch the index.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from jobfair.accounts.models import Employer
from jobfair.booths.models import Booth, Position
from jobfair.booths.vocabulary import EASY_READ, Workplace
from jobfair.common import search
from jobfair.common.models import SearchEntry

POSITION = "position"
BOOTH = "booth"
TEXTS = (
    *("duties", "duties_en", "requirements", "requirements_en"),
    *("district", "address", "hours", "hours_en"),
)
ENGLISH_EASY_READ = tuple(f"{field}_en" for field in EASY_READ)
FROM_HOME = "在家工作 居家 远程 remote"
BATCH = 500


def reindex(*positions: Position) -> None:
    """Bring the entries of these positions up to what they say now."""
    search.put(_position_entry(position) for position in positions)


def reindex_booth(*booths: Booth) -> None:
    """Bring the booths' own entries up to date; their positions have theirs."""
    search.put(_booth_entry(booth) for booth in booths)


def forget(*things: Booth | Position) -> None:
    """Take entries out, and those of a booth's positions; before the rows themselves go."""
    subjects = [thing.pk for thing in things]
    booths = [thing.pk for thing in things if isinstance(thing, Booth)]
    subjects += Position.objects.filter(booth__in=booths).values_list("pk", flat=True)
    search.drop(subjects)


@transaction.atomic
def reindex_all() -> int:
    """Build the whole index anew; returns the number of entries."""
    SearchEntry.objects.all().delete()
    positions = Position.objects.select_related("job_type", "booth__employer")
    booths = Booth.objects.select_related("employer")
    written = search.put(_position_entry(row) for row in positions.iterator(BATCH))
    return written + search.put(_booth_entry(row) for row in booths.iterator(BATCH))


def _position_entry(position: Position) -> SearchEntry:
    said = [getattr(position, field) for field in (*TEXTS, *EASY_READ, *ENGLISH_EASY_READ)]
    if position.workplace in (Workplace.REMOTE, Workplace.HYBRID):
        said.append(FROM_HOME)
    kind = position.job_type
    return SearchEntry(
        subject=position.pk,
        kind=POSITION,
        scope=position.booth.fair_id,
        title=search.index_words([position.title, position.title_en], pinyin=True),
        sort_words=search.index_words([kind.name, kind.name_en], pinyin=True),
        text=search.index_words(said),
        **_owner(position.booth.employer),
    )


def _booth_entry(booth: Booth) -> SearchEntry:
    intros: Iterable[str] = (booth.intro, booth.intro_en)
    return SearchEntry(
        subject=booth.pk,
        kind=BOOTH,
        scope=booth.fair_id,
        text=search.index_words(intros),
        **_owner(booth.employer),
    )


def _owner(employer: Employer) -> dict[str, UUID | str]:
    names = (employer.name, employer.name_en)
    return {"owner": employer.pk, "owner_words": search.index_words(names, pinyin=True)}
