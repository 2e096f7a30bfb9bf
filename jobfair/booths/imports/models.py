"""An import: the file, its rows as they were read, and what is to become of each."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobfair.accounts.models import Employer, User
from jobfair.booths.models import Booth, Position
from jobfair.booths.sheets.problems import Level, Problem
from jobfair.common.models import Record
from jobfair.common.storage import private_storage
from jobfair.fairs.models import Fair

#: Work that has not moved for this long is taken for lost, and may be started again.
STALLED_AFTER = timedelta(seconds=90)


class Stage(models.TextChoices):
    READING = "reading", _("正在读取")
    REFUSED = "refused", _("读不了")
    READY = "ready", _("等您确认")
    APPLYING = "applying", _("正在导入")
    APPLIED = "applied", _("已导入")
    UNDOING = "undoing", _("正在撤销")
    UNDONE = "undone", _("已撤销")


WORKING = (Stage.READING, Stage.APPLYING, Stage.UNDOING)


class ImportQuerySet(models.QuerySet["Import"]):
    def with_files_older_than(self, moment: datetime) -> "ImportQuerySet":
        return self.filter(created_at__lt=moment).exclude(file="")

    def unfinished_older_than(self, moment: datetime) -> "ImportQuerySet":
        """Previews nobody came back to."""
        return self.filter(created_at__lt=moment).exclude(stage__in=[Stage.APPLIED, Stage.UNDONE])


class Import(Record):
    """One uploaded file on its way into a fair, or into one booth of it."""

    fair = models.ForeignKey(Fair, models.CASCADE, related_name="imports")
    booth = models.ForeignKey(Booth, models.CASCADE, null=True, blank=True, related_name="imports")
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    file = models.FileField(storage=private_storage, upload_to="imports/", blank=True)
    file_name = models.CharField(_("文件名"), max_length=200)
    file_size = models.PositiveIntegerField(_("文件大小"))
    stage = models.CharField(_("进展"), max_length=10, choices=Stage.choices, default=Stage.READING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    moved_at = models.DateTimeField(default=timezone.now)
    trouble = models.JSONField(default=dict, blank=True)
    notes = models.JSONField(default=list, blank=True)
    columns = models.JSONField(default=list, blank=True)
    counts = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    applied_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="import_stage_known"),
            models.CheckConstraint(
                condition=~Q(stage=Stage.APPLIED) | Q(applied_at__isnull=False),
                name="import_applied_has_time",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_working(self) -> bool:
        """A background job has it."""
        return self.stage in WORKING

    @property
    def is_stalled(self) -> bool:
        return self.is_working and timezone.now() - self.moved_at > STALLED_AFTER

    @property
    def file_notes(self) -> list[Problem]:
        return [Problem.from_json(note) for note in self.notes]

    def count(self, name: str) -> int:
        return int(self.counts.get(name, 0))


class Outcome(models.TextChoices):
    """What becomes of the position in a row."""

    CREATE = "create", _("新增")
    CHANGE = "change", _("修改")
    SAME = "same", _("不变")
    LEFT_OUT = "left_out", _("要改正")
    SKIPPED = "skipped", _("您选了不导入")
    REPEAT = "repeat", _("重复，只算一次")
    EMPLOYER = "employer", _("只有单位，没有岗位")


class Row(Record):
    """One row of the file: what it says, what was corrected, what is to become of it."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="rows")
    ordinal = models.PositiveIntegerField()
    sheet = models.CharField(_("工作表"), max_length=100, blank=True)
    number = models.PositiveIntegerField(_("行"))
    cells = models.JSONField(default=dict)
    found = models.JSONField(default=list, blank=True)
    corrections = models.JSONField(default=dict, blank=True)
    is_skipped = models.BooleanField(default=False)

    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    employer_outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    booth_outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    problems = models.JSONField(default=list, blank=True)
    worst = models.CharField(max_length=7, blank=True)
    changes = models.JSONField(default=list, blank=True)
    shown = models.JSONField(default=dict, blank=True)
    employer = models.ForeignKey(Employer, models.SET_NULL, null=True, blank=True, related_name="+")
    booth = models.ForeignKey(Booth, models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.ForeignKey(Position, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["of", "ordinal"], name="import_row_once"),
        ]
        indexes = [
            models.Index(fields=["of", "outcome", "ordinal"], name="import_row_outcome"),
            models.Index(fields=["of", "worst", "ordinal"], name="import_row_worst"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.number}".strip()

    @property
    def found_problems(self) -> list[Problem]:
        return [Problem.from_json(problem) for problem in self.problems]

    def text(self, field: str) -> str:
        """What the cell of `field` holds now: as corrected, or as read."""
        if field in self.corrections:
            return str(self.corrections[field])
        cell: dict[str, Any] = self.cells.get(field, {})
        return str(cell.get("text", ""))


def worst_of(problems: list[Problem]) -> str:
    levels = {problem.level for problem in problems}
    return next((level.value for level in Level if level in levels), "")
