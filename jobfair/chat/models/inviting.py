"""Links by which a jobseeker asks somebody to sit beside them."""

from datetime import datetime

from django.db import models

from jobfair.accounts.models import User
from jobfair.chat.models.talking import Conversation
from jobfair.chat.seats import Seat
from jobfair.common.models import Record


class SeatInvitationQuerySet(models.QuerySet["SeatInvitation"]):
    def usable(self, now: datetime) -> "SeatInvitationQuerySet":
        return self.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=now)


class SeatInvitation(Record):
    """One seat for the one person who takes it; only a fingerprint of the link is kept."""

    conversation = models.ForeignKey(Conversation, models.CASCADE, related_name="seat_invitations")
    seat = models.CharField(max_length=12, choices=Seat.choices)
    fingerprint = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, models.CASCADE, related_name="+")
    expires_at = models.DateTimeField()
    accepted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SeatInvitationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.get_seat_display()} · {self.conversation}"
