"""What every stored thing has in common."""

from django.db import models
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobfair.common.ids import encode, new_id


def is_english() -> bool:
    """Whether the reader reads English; everybody else reads what was written, in Chinese."""
    return (get_language() or "").startswith("en")


class Record(models.Model):
    """A row with a random identifier and the server's time of its making."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True

    @property
    def key(self) -> str:
        """The identifier as it stands in addresses."""
        return encode(self.id)

    def in_language(self, field: str) -> str:
        """The text of `field` in the reader's language, Chinese where there is no other."""
        english = getattr(self, f"{field}_en", "") if is_english() else ""
        return english or getattr(self, field)


class Picture(Record):
    """One picture in three sizes (longest side 160, 480 and 1280 px), with its description.

    `width` and `height` are those of the large one.
    """

    small = models.ImageField(upload_to="pictures/")
    medium = models.ImageField(upload_to="pictures/")
    large = models.ImageField(upload_to="pictures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("图片说明"), max_length=200)
    alt_en = models.CharField(_("英文图片说明"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(alt=""), name="picture_alt_given"),
        ]

    def __str__(self) -> str:
        return self.alt


class SearchEntry(models.Model):
    """The words under which one thing is found, as `common.search` makes them.

    `scope` is what a search is narrowed to (a fair), `owner` whose thing it is (an
    employer). On SQLite a full-text table follows this one by triggers; on PostgreSQL
    a generated column does.
    """

    subject = models.UUIDField(unique=True)
    kind = models.CharField(max_length=10)
    scope = models.UUIDField()
    owner = models.UUIDField(db_index=True)
    title = models.TextField(blank=True)
    sort_words = models.TextField(blank=True)
    owner_words = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["scope", "kind"], name="search_scope_kind")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"
