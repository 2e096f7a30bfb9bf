"""What is reviewed before the public sees it, and where each thing stands."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReviewState(models.TextChoices):
    DRAFT = "draft", _("草稿")
    SUBMITTED = "submitted", _("待审核")
    APPROVED = "approved", _("已通过")
    RETURNED = "returned", _("退回修改")


#: Nobody has said anything about it yet.
UNREVIEWED = (ReviewState.DRAFT, ReviewState.SUBMITTED)
