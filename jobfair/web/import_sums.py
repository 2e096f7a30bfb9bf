"""The figures of an import as sentences."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jobfair.booths.imports.models import Import, Stage
from jobfair.web.formatting import count as figure

WORK = ("create", "change", "employer_create", "employer_change", "booth_create", "booth_change")


def has_work(imported: Import) -> bool:
    return any(imported.count(name) for name in WORK)


def sentence(imported: Import) -> str:
    """`读到 240 行：新增 200 个岗位，招 312 人；新增 30 家单位；不变 28 个岗位。`"""
    parts = pgettext("list of figures", "；").join(parts_of(imported))
    if imported.stage == Stage.READY:
        total = {"rows": figure(imported.total)}
        return _("读到 %(rows)s 行：") % total + (parts or _("没有可以导入的")) + _("。")
    return (parts or _("没有导入任何内容")) + _("。")


def parts_of(imported: Import) -> list[str]:
    n = imported.count
    said = [
        (n("create"), created(n("create"), n("openings"))),
        (n("change"), ngettext("修改 %(n)s 个岗位", "修改 %(n)s 个岗位", n("change"))),
        (
            n("employer_create"),
            ngettext("新增 %(n)s 家单位", "新增 %(n)s 家单位", n("employer_create")),
        ),
        (
            n("employer_change"),
            ngettext("修改 %(n)s 家单位", "修改 %(n)s 家单位", n("employer_change")),
        ),
        (n("booth_change"), ngettext("移动 %(n)s 个展位", "移动 %(n)s 个展位", n("booth_change"))),
        (n("same"), ngettext("%(n)s 个岗位不变", "%(n)s 个岗位不变", n("same"))),
    ]
    return [words % {"n": figure(number)} for number, words in said if number]


def created(positions: int, openings: int) -> str:
    words = ngettext(
        "新增 %(n)s 个岗位，招 %(openings)s 人", "新增 %(n)s 个岗位，招 %(openings)s 人", positions
    )
    return words.replace("%(openings)s", figure(openings))


def kept(imported: Import) -> list[str]:
    """What stays although the import was taken back."""
    n = imported.count
    said = [
        (n("kept_positions"), ngettext("%(n)s 个岗位", "%(n)s 个岗位", n("kept_positions"))),
        (n("kept_booths"), ngettext("%(n)s 个展位", "%(n)s 个展位", n("kept_booths"))),
        (n("kept_employers"), ngettext("%(n)s 家单位", "%(n)s 家单位", n("kept_employers"))),
        (n("kept_changes"), ngettext("%(n)s 处修改", "%(n)s 处修改", n("kept_changes"))),
    ]
    return [words % {"n": figure(number)} for number, words in said if number]
