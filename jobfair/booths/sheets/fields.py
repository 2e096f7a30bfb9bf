"""The columns that are understood, by the names an organiser would use for them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Field:
    """One kind of column."""

    key: str
    label: Any
    of_employer: bool = False


FIELDS: dict[str, Field] = {
    field.key: field
    for field in (
        Field("serial", _("序号")),
        Field("state", _("状态")),
        Field("employer_name", _("单位名称"), of_employer=True),
        Field("licence_number", _("统一社会信用代码"), of_employer=True),
        Field("employer_kind", _("单位性质"), of_employer=True),
        Field("employer_address", _("单位地址"), of_employer=True),
        Field("employer_intro", _("单位简介"), of_employer=True),
        Field("contact_name", _("联系人"), of_employer=True),
        Field("contact_phone", _("联系电话"), of_employer=True),
        Field("contact_both", _("联系人及电话"), of_employer=True),
        Field("contact_email", _("邮箱"), of_employer=True),
        Field("booth_number", _("展位号"), of_employer=True),
        Field("zone", _("展区"), of_employer=True),
        Field("title", _("岗位名称")),
        Field("job_type", _("工种")),
        Field("headcount", _("招聘人数")),
        Field("education", _("学历要求")),
        Field("pay", _("薪资")),
        Field("pay_min", _("最低薪资")),
        Field("pay_max", _("最高薪资")),
        Field("pay_unit", _("计薪方式")),
        Field("pay_note", _("薪资说明")),
        Field("workplace", _("工作地点")),
        Field("district", _("所在区")),
        Field("duties", _("工作内容")),
        Field("requirements", _("岗位要求")),
        Field("hours", _("工作时间")),
        Field("benefits", _("福利待遇")),
        Field("trial_period", _("试用期")),
        Field("posture", _("姿势")),
        Field("telephone", _("打电话")),
        Field("noise", _("环境声音")),
        Field("stairs", _("楼梯")),
        Field("lifting", _("搬运")),
        Field("sight", _("用眼")),
        Field("hands", _("手部动作")),
        Field("shift", _("班次类型")),
        Field("mode", _("在哪里上班")),
        Field("easy_what", _("做什么")),
        Field("easy_where", _("在哪里")),
        Field("easy_when", _("什么时间")),
        Field("easy_pay", _("多少钱")),
        Field("easy_support", _("有什么支持")),
        Field("disability_text", _("残疾类别要求")),
        Field("age_text", _("年龄要求")),
        Field("gender_text", _("性别要求")),
        Field("remarks", _("备注")),
    )
}

EMPLOYER_FIELDS = frozenset(key for key, field in FIELDS.items() if field.of_employer)
NOT_READ = frozenset({"serial", "state"})
"""Columns that are known and mean nothing to an import."""

NEVER_FILLED_DOWN = frozenset({"headcount", *NOT_READ})
"""A number merged over several rows counts people once; filling it down would invent some."""
