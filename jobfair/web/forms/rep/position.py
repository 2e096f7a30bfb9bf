"""A position, in calm sections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobfair.booths.models import Position
from jobfair.booths.vocabulary import EASY_READ, Provision
from jobfair.common.marks import mark_of
from jobfair.web.forms.known import KNOWN, known_field
from jobfair.web.forms.rep.fields import CountedInput, WholeNumber, record_form
from jobfair.web.forms.widgets import Checkboxes, Radios

BASICS = (
    "title job_type headcount headcount_max headcount_open workplace district address hours "
    "shift education trial_period duties requirements"
)
PAY = "pay_negotiable pay_unit pay_min pay_max pay_note"
DEMANDS = "posture telephone noise stairs lifting sight hands"
ENGLISH = "title_en hours_en duties_en requirements_en " + " ".join(
    f"{name}_en" for name in EASY_READ
)


@dataclass(frozen=True)
class Section:
    key: str
    title: str | Promise
    lead: str | Promise
    names: str

    @property
    def fields(self) -> list[str]:
        return self.names.split()


SECTIONS = (
    Section("basics", _("基本情况"), "", BASICS),
    Section("pay", _("薪资"), _("写明数字，来问的人更多；实在不能定就选“面议”。"), PAY),
    Section(
        "demands",
        _("工作要求"),
        _("只说工作本身要做什么，至少说明三项。求职者照它判断合不合适。"),
        DEMANDS,
    ),
    Section("provides", _("能提供的便利"), _("已经有的打勾，没有的不用勾。"), "provisions"),
    Section(
        "easy",
        _("一看就懂"),
        _("五句短话，放在岗位最上面。像当面说一样写，一句不超过 20 个字最好。"),
        " ".join(EASY_READ),
    ),
)


ORDER = [name for section in SECTIONS for name in section.fields] + ENGLISH.split()
OF_MODEL = " ".join(name for name in ORDER if name not in ("job_type", "provisions"))
Fields = record_form(Position, OF_MODEL, required=["title", "workplace", "pay_unit"])


class PositionForm(Fields):  # type: ignore[misc, valid-type]
    """Only a title and a job type are needed to save; the rest to hand in for review."""

    field_order = ORDER
    english_names = tuple(ENGLISH.split())
    job_type = forms.CharField(
        label=_("工种"), max_length=60, widget=forms.TextInput({"list": "job-types"})
    )
    headcount = WholeNumber(label=_("招聘人数"))
    headcount_max = WholeNumber(label=_("最多几人"), required=False)
    pay_min = WholeNumber(label=_("最低薪资（元）"), required=False)
    pay_max = WholeNumber(label=_("最高薪资（元）"), required=False)
    provisions = forms.MultipleChoiceField(
        label=_("打勾的会写在岗位上"), choices=Provision.choices, widget=Checkboxes, required=False
    )
    hints = {
        "title": _("例如：包装员"),
        "job_type": _("这份工作属于哪一种，例如：包装工、客服、保洁。"),
        "headcount_max": _("招 3 到 5 人，就上面写 3，这里写 5。"),
        "headcount_open": _("招满为止，不限定人数。"),
        "hours": _("例如：周一到周五，上午 9 点到下午 5 点，中午休息一小时。"),
        "trial_period": _("例如：一个月，工资不变。"),
        "duties": _("每天要做的几件事，一件一行。"),
        "requirements": _("只写做这份工作真正需要的，例如：会用电脑打字。"),
        "pay_max": _("薪资固定就不用填。"),
        "pay_note": _("例如：另有全勤奖 200 元。"),
        "easy_what": _("例如：把饼干装进盒子。"),
        "easy_where": _("例如：思明区的工厂，坐 10 路公交车到。"),
        "easy_when": _("例如：周一到周五，早上 9 点到下午 5 点。"),
        "easy_pay": _("例如：每个月 3000 元，有五险。"),
        "easy_support": _("例如：有人带您做，累了可以休息。"),
    }
    needed = ("duties", "district", *EASY_READ)
    needed_for = _("（提交审核前要填）")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in EASY_READ:
            self.fields[name].widget = CountedInput(self.fields[name].max_length)
        workplace = self.fields["workplace"]
        workplace.widget = Radios(row=True, choices=workplace.choices)

    def sections(self) -> Iterator[tuple[Section, list[BoundField]]]:
        for section in SECTIONS:
            yield section, [self[name] for name in section.fields]


class WrittenPositionForm(PositionForm):
    """Of a position that is there already, and that colleagues may change too."""

    known = known_field()


def values_of(position: Position) -> dict[str, Any]:
    """A stored position as the form's first values."""
    names = PositionForm.base_fields.keys() - {"job_type", "provisions"}
    values = {name: getattr(position, name) for name in names}
    return values | {
        "job_type": position.job_type.name,
        "provisions": [row.word for row in position.provision_rows.all()],
        KNOWN: mark_of(position.edited_at),
    }
