"""公告: to everybody at a fair, and taken back when it was wrong."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobfair.accounts.models import User
from jobfair.common.errors import Invalid
from jobfair.fairs.events import AnnouncementMade, AnnouncementWithdrawn, fair_stream
from jobfair.fairs.models import Announcement, Fair
from jobfair.fairs.services.guard import fair_to_help
from jobfair.fairs.services.revision import touch
from jobfair.outbox.services import publish


@transaction.atomic
def announce(
    actor: User,
    *,
    fair: Fair,
    title: str,
    body: str = "",
    title_en: str = "",
    body_en: str = "",
    is_urgent: bool = False,
) -> Announcement:
    fair = fair_to_help(actor, fair)
    if not title.strip():
        raise Invalid("title_missing", _("请写一个标题。"), {"title": _("请填写标题。")})
    announcement = fair.announcements.create(
        title=title.strip(),
        body=body.strip(),
        title_en=title_en.strip(),
        body_en=body_en.strip(),
        is_urgent=is_urgent,
        made_by=actor,
    )
    touch(fair.pk)
    publish(fair_stream(fair.pk), AnnouncementMade.of(announcement))
    return announcement


@transaction.atomic
def withdraw_announcement(actor: User, *, announcement: Announcement) -> Announcement:
    """Take it off the pages; it stays on record. A second time changes nothing."""
    fair_to_help(actor, announcement.fair)
    announcement = Announcement.objects.select_for_update().get(pk=announcement.pk)
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = timezone.now()
        announcement.save(update_fields=["withdrawn_at"])
        touch(announcement.fair_id)
        stream = fair_stream(announcement.fair_id)
        publish(stream, AnnouncementWithdrawn(id=announcement.key))
    return announcement
