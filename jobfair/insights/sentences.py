"""The figures of a fair in the words in which federations report them."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobfair.fairs.models import Fair, Mode
from jobfair.insights.figures import BY_KEY, Answer
from jobfair.insights.units import Unit, counted

#: Said where a fair's counts are shown whose last recount did not come to them.
DIFFERS = gettext_lazy(
    "意向的数最近一次核对没有对上：记录的数和重新数出来的不一样。请先不要上报，"
    "请管理员看日志里的 ledger_difference。"
)


def sentence(answer: Answer) -> str:
    """What was there, who came, and what was agreed, in one sentence."""
    numbers = {key: value.number or 0 for key, value in answer.values.items()}
    return _offered(numbers) + _came(answer.fair, numbers) + _agreed(numbers["mutual_people"])


def _offered(numbers: Mapping[str, int]) -> str:
    said = _(
        "本场招聘会共有 %(employers)s用人单位参会，提供 %(job_types)s、%(positions)s，招聘 %(openings)s；"
    )
    return said % {
        key: counted(BY_KEY[key].unit, numbers[key])
        for key in ("employers", "job_types", "positions", "openings")
    }


def _came(fair: Fair, numbers: Mapping[str, int]) -> str:
    """Where somebody could come in two ways, in which way they came."""
    people = {"people": counted(Unit.PEOPLE, numbers["people"])}
    if fair.mode != Mode.HYBRID:
        return _("%(people)s参会；") % people
    ways = {key: f"{numbers[key]:,}" for key in ("people_onsite", "people_online")}
    return _(
        "%(people)s参会，其中现场 %(people_onsite)s 人、线上 %(people_online)s 人"
        "（两边都到的人各算一次）；"
    ) % (people | ways)


def _agreed(people: int) -> str:
    return _("达成初步意向 %(people)s。") % {"people": counted(Unit.PEOPLE, people)}


def over_time(period: str, numbers: Mapping[str, int]) -> str:
    """What all fairs of some time come to, in one sentence."""
    said = _(
        "%(period)s共办招聘会 %(fairs)s，其中线上 %(online)s 场；%(employers)s用人单位参会，"
        "招聘 %(openings)s；%(people)s参会，达成初步意向 %(mutual_people)s。"
    )
    parts = {
        key: counted(BY_KEY[key].unit, numbers[key])
        for key in ("employers", "openings", "people", "mutual_people")
    }
    fairs = {"fairs": counted(Unit.FAIRS, numbers["fairs"]), "online": f"{numbers['online']:,}"}
    return said % ({"period": period} | fairs | parts)
