"""What the work asks and what the place provides, by the words the positions themselves use."""

from functools import cache

from django.db.models import TextChoices
from django.utils.translation import override

from jobfair.booths import vocabulary as say
from jobfair.booths.sheets.grid import Cell
from jobfair.booths.sheets.normal import bare
from jobfair.booths.sheets.reading import Reading, warning

CHOICES: dict[str, type[TextChoices]] = {
    "posture": say.Posture,
    "telephone": say.Telephone,
    "noise": say.Noise,
    "stairs": say.Stairs,
    "lifting": say.Lifting,
    "sight": say.Sight,
    "hands": say.Hands,
    "shift": say.Shift,
    "mode": say.Workplace,
}
EASY_READ = ("easy_what", "easy_where", "easy_when", "easy_pay", "easy_support")


@cache
def labels_of(choices: type[TextChoices]) -> dict[str, str]:
    """Label to value, labels as the interface writes them in each of its languages."""
    labels: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with override(language):
            labels |= {bare(str(choice.label)): str(choice.value) for choice in choices}
    return labels


def read_choice(cell: Cell, choices: type[TextChoices]) -> Reading[str]:
    """The value whose label the cell holds; nothing when it holds none."""
    text = bare(cell.text)
    if not text:
        return Reading("")
    value = labels_of(choices).get(text)
    if value is None:
        with override("zh-hans"):
            allowed = "、".join(str(choice.label) for choice in choices if choice.value)
        return Reading("", (warning("choice_unreadable", allowed=allowed),))
    return Reading(value)
