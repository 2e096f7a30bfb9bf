"""The forms of an import."""

from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from jobfair.booths.sheets.limits import LIMITS
from jobfair.common.ids import decode
from jobfair.web.forms.widgets import Upload

CELL, SKIP, TAKE = "cell", "skip", "take"


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("表格文件"),
        help_text=_("Excel（.xlsx）或 CSV（.csv）。不用改格式，原来怎么填的就怎么传。"),
        widget=Upload(".xlsx,.xlsm,.csv,.txt", LIMITS.file_size),
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )


def corrections_in(posted: QueryDict) -> dict[UUID, dict[str, str]]:
    """What was typed over cells, by row and field; names that are not ours are passed over."""
    found: dict[UUID, dict[str, str]] = {}
    for name, text in posted.items():
        kind, _dot, rest = name.partition(".")
        key, _dot, field = rest.partition(".")
        row = decoded(key) if kind == CELL else None
        if row and field:
            found.setdefault(row, {})[field] = str(text)
    return found


def rows_in(posted: QueryDict, name: str) -> list[UUID]:
    return [row for row in map(decoded, posted.getlist(name)) if row]


def decoded(key: str) -> UUID | None:
    try:
        return decode(key)
    except ValueError:
        return None
