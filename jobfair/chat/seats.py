"""As what people take part in a conversation."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Seat(models.TextChoices):
    """As what a person takes part; everybody in a conversation sees it."""

    JOBSEEKER = "jobseeker", _("求职者")
    REP = "rep", _("招聘人员")
    SUPPORTER = "supporter", _("陪同人")
    INTERPRETER = "interpreter", _("手语翻译")
    ADVISER = "adviser", _("就业指导员")
    ORGANISER = "organiser", _("主办方")


class Side(models.TextChoices):
    """Who can stop a conversation."""

    JOBSEEKER = "jobseeker", _("求职者")
    BOOTH = "booth", _("用人单位")
    ORGANISER = "organiser", _("主办方")


BESIDE_JOBSEEKER = [Seat.SUPPORTER, Seat.INTERPRETER, Seat.ADVISER]
#: Who speaks for a body: each takes a seat with the first word, and has lists of talks.
FOR_A_BODY = [Seat.REP, Seat.ORGANISER]
