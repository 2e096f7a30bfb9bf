"""The figures of a fair in the words in which federations report them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.fairs.models import Mode
from jobfair.insights.figures import Answer

#: Said where a fair's counts are shown whose last recount did not come to them.
DIFFERS = gettext_lazy(
    "意向的数最近一次核对没有对上：记录的数和重新数出来的不一样。请先不要上报，"
    "请管理员看日志里的 ledger_difference。"
)


def sentence(answer: Answer) -> str:
    """What was there, who came, and what was agreed, in one sentence."""
    numbers = {key: f"{value.number or 0:,}" for key, value in answer.values.items()}
    return "".join(part % numbers for part in (_offered(), _came(answer), _agreed()))


def _offered() -> str:
    return _(
        "本场招聘会共有 %(employers)s 家用人单位参会，提供 %(job_types)s 个工种、%(positions)s 个岗位，"
        "招聘 %(openings)s 人；"
    )


def _came(answer: Answer) -> str:
    """Where somebody could come in two ways, in which way they came."""
    if answer.fair.mode == Mode.HYBRID:
        return _(
            "%(people)s 人参会，其中现场 %(people_onsite)s 人、线上 %(people_online)s 人"
            "（两边都到的人各算一次）；"
        )
    return _("%(people)s 人参会；")


def _agreed() -> str:
    return _("达成初步意向 %(mutual_people)s 人。")
