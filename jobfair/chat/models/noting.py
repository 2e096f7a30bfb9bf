"""What reps write down about a conversation for themselves; the jobseeker never sees it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer, User
from jobfair.chat.models.talking import Conversation
from jobfair.common.models import Record

LONGEST_NOTE = 1000


class Note(Record):
    """One private note. It belongs to the employer that wrote it, also after a hand-over, and
    says who wrote it; nobody changes it afterwards.
    """

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="notes")
    employer = models.ForeignKey(Employer, models.PROTECT, related_name="notes")
    author = models.ForeignKey(User, models.PROTECT, related_name="notes")
    text = models.TextField(_("备注"), max_length=LONGEST_NOTE)

    class Meta:
        ordering = ["created_at"]

    def __str__(self) -> str:
        return self.text[:40]
