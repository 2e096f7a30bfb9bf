"""The words in which a position says what the work asks and what the place provides.

Needs are not diagnoses: nothing here names a disability.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Posture(models.TextChoices):
    UNSAID = "", _("未说明")
    SITTING = "sitting", _("以坐为主")
    STANDING = "standing", _("以站为主")
    MIXED = "mixed", _("坐站交替")
    WALKING = "walking", _("经常走动")


class Telephone(models.TextChoices):
    UNSAID = "", _("未说明")
    NONE = "none", _("不用打电话")
    SOME = "some", _("偶尔打电话，可用文字代替")
    OFTEN = "often", _("经常打电话")


class Noise(models.TextChoices):
    UNSAID = "", _("未说明")
    QUIET = "quiet", _("安静")
    NORMAL = "normal", _("一般")
    LOUD = "loud", _("较吵")


class Stairs(models.TextChoices):
    UNSAID = "", _("未说明")
    NONE = "none", _("不用走楼梯")
    SOME = "some", _("有时要走楼梯")


class Lifting(models.TextChoices):
    UNSAID = "", _("未说明")
    NONE = "none", _("不用搬重物")
    LIGHT = "light", _("搬 5 公斤以内")
    HEAVY = "heavy", _("搬 5 公斤以上")


class Sight(models.TextChoices):
    UNSAID = "", _("未说明")
    NONE = "none", _("不靠视力也能做")
    SCREEN = "screen", _("看屏幕，可用读屏软件")
    DETAIL = "detail", _("要看清细节")


class Hands(models.TextChoices):
    UNSAID = "", _("未说明")
    COARSE = "coarse", _("不需要手部精细动作")
    FINE = "fine", _("需要手部精细动作")


class Shift(models.TextChoices):
    UNSAID = "", _("未说明")
    DAY = "day", _("白班")
    ROTATING = "rotating", _("轮班")
    NIGHT = "night", _("有夜班")
    FLEXIBLE = "flexible", _("时间灵活")


class Workplace(models.TextChoices):
    ONSITE = "onsite", _("到岗工作")
    REMOTE = "remote", _("在家工作")
    HYBRID = "hybrid", _("部分在家")


class Provision(models.TextChoices):
    """What the place provides; 合理便利 an employer already has."""

    STEP_FREE = "step_free", _("无台阶通道")
    LIFT = "lift", _("有电梯")
    ACCESSIBLE_TOILET = "accessible_toilet", _("无障碍卫生间")
    PARKING = "parking", _("无障碍停车位")
    SIGN_LANGUAGE = "sign_language", _("有人会手语")
    TEXT_INSTEAD = "text_instead", _("可用文字沟通")
    SCREEN_READER = "screen_reader", _("工作软件可用读屏")
    LARGE_PRINT = "large_print", _("大字材料")
    FLEXIBLE_HOURS = "flexible_hours", _("上下班时间可调")
    PART_TIME = "part_time", _("可做半天")
    EXTRA_BREAKS = "extra_breaks", _("可多休息几次")
    QUIET_PLACE = "quiet_place", _("有安静的地方")
    JOB_COACH = "job_coach", _("有人带教")
    STEP_BY_STEP = "step_by_step", _("图文步骤说明")
    DORMITORY = "dormitory", _("有宿舍")
    MEALS = "meals", _("包餐或有食堂")
    SHUTTLE = "shuttle", _("有班车")
    INSURANCE = "insurance", _("缴纳五险")
    HOUSING_FUND = "housing_fund", _("缴纳公积金")


class PayUnit(models.TextChoices):
    MONTH = "month", _("每月")
    DAY = "day", _("每天")
    HOUR = "hour", _("每小时")
    PIECE = "piece", _("每件")
    YEAR = "year", _("每年")


class Education(models.TextChoices):
    ANY = "", _("不限")
    JUNIOR = "junior", _("初中及以上")
    SENIOR = "senior", _("高中或中专及以上")
    COLLEGE = "college", _("大专及以上")
    BACHELOR = "bachelor", _("本科及以上")
    MASTER = "master", _("硕士及以上")


DEMANDS = (
    "posture",
    "telephone",
    "noise",
    "stairs",
    "lifting",
    "sight",
    "hands",
    "shift",
    "workplace",
)
EASY_READ = ("easy_what", "easy_where", "easy_when", "easy_pay", "easy_support")
