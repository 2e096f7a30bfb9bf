"""`manage.py restored`: what has to be done once a backup of the database was put back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobfair.oneself.services import replay_erasures
from jobfair.outbox.services import begin_epoch


class Command(BaseCommand):
    """Let open pages fetch afresh, and erase again who has asked for it since the backup."""

    help = (
        "恢复备份以后运行：页面重新取数，备份之后删除过的人再删一次。 Run it after putting a "
        "backup back: pages fetch afresh, and who was erased since is erased again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both, and say how many; exit with 1 when somebody could not be erased."""
        begin_epoch()
        done = replay_erasures()
        self.stdout.write(
            f"再次删除：账号 {done.accounts} 个，登记 {done.records} 份。 "
            f"Erased again: {done.accounts} accounts, {done.records} records."
        )
        if done.refused:
            raise CommandError(
                f"这些账号是单位唯一的负责人，没有删：{' '.join(done.refused)}。"
                " These are the only organisers of a body and were not erased."
            )
