"""A file that was sent: a picture or a document, kept where nothing is served from."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jobfair.common.models import Record
from jobfair.common.storage import private_storage


class AttachmentKind(models.TextChoices):
    PICTURE = "picture", _("图片")
    PDF = "pdf", _("PDF 文件")
    DOCX = "docx", _("Word 文件")


MEDIA_TYPES = {
    AttachmentKind.PICTURE: "image/webp",
    AttachmentKind.PDF: "application/pdf",
    AttachmentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class Attachment(Record):
    """The file of one message. `digest` is of what was sent, before a picture was encoded afresh.

    `removed_at` is when the file was deleted because its time was over; the row stays.
    """

    kind = models.CharField(max_length=8, choices=AttachmentKind.choices)
    name = models.CharField(max_length=100)
    file = models.FileField(storage=private_storage, upload_to="attachments/")
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    digest = models.CharField(max_length=64)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[AttachmentKind(self.kind)]

    @property
    def is_picture(self) -> bool:
        return self.kind == AttachmentKind.PICTURE
