"""What was uploaded is kept no longer than it is needed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobfair.booths.imports.models import Import, Stage
from jobfair.booths.imports.ticks import KEPT_FOR, tidy
from jobfair.booths.models import Position
from tests.factories.imports import apply, fresh, receive_rows, undo

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = [["甲示例厂", "车工", 2, 3000, "", ""]]


def test_a_week_later_the_file_and_the_preview_are_gone(boss, fair, private_files):
    receive_rows(boss, fair, ROWS)
    assert tidy(now=timezone.now() + KEPT_FOR - timedelta(hours=1)) == 0
    assert len(list(private_files.rglob("*.bin"))) == 1
    later = timezone.now() + KEPT_FOR + timedelta(hours=1)
    assert tidy(now=later) == 2
    assert tidy(now=later) == 0
    assert not list(private_files.rglob("*.bin"))
    assert not Import.objects.exists()


def test_an_applied_import_can_still_be_taken_back(boss, fair, private_files):
    imported = apply(boss, receive_rows(boss, fair, ROWS))
    tidy(now=timezone.now() + KEPT_FOR + timedelta(hours=1))
    imported = fresh(imported)
    assert not imported.file
    assert imported.rows.get().cells == {}
    assert undo(boss, imported).stage == Stage.UNDONE
    assert not Position.objects.exists()


def test_giving_up_removes_the_file(boss, fair, private_files):
    from jobfair.booths.imports.services import drop_import

    imported = receive_rows(boss, fair, ROWS)
    drop_import(boss, imported=imported)
    assert not list(private_files.rglob("*.bin"))
