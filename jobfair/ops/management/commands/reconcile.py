"""`manage.py reconcile`: count afresh what is kept as a count, and fail when they differ."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobfair.intents.audit import reconcile
from jobfair.intents.models import Ledger


class Command(BaseCommand):
    """Recount the intents of every fair from how each stands; a difference is an alarm."""

    help = (
        "重数意向，和记录的数核对。 Recount the intents and compare with the counts that are kept."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say every difference, and exit with 1 when there is one."""
        checked = wrong = 0
        for ledger in Ledger.objects.select_related("fair").order_by("fair__starts_at"):
            checked += 1
            found = reconcile(ledger)
            for name, (kept, counted) in found.items():
                self.stderr.write(f"{ledger.fair}: {name} {kept} ≠ {counted}")
            wrong += bool(found)
        if wrong:
            raise CommandError(f"{wrong} 场招聘会的数对不上。 {wrong} fairs differ.")
        self.stdout.write(f"{checked} 场招聘会的数都对得上。 The counts of {checked} fairs hold.")
