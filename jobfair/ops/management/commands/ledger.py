"""`manage.py ledger verify|replay|export`: prove the ledgers, rebuild from them, take them along."""

from __future__ import annotations

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet

from jobfair.common.ids import decode
from jobfair.fairs.models import Fair
from jobfair.intents import audit
from jobfair.intents.audit import Findings
from jobfair.intents.models import Ledger

ACTIONS = ("verify", "replay", "export")


class Command(BaseCommand):
    """Check every entry of every ledger, make what follows from them again, or write them out."""

    help = "核对、重放、导出意向台账。 Verify, replay or export the ledgers of intents."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare what to do, and with which fair."""
        parser.add_argument("action", choices=ACTIONS)
        parser.add_argument("--fair", help="only this fair, by the 26 characters in its address")

    def handle(self, *args: Any, action: str, fair: str | None, **options: Any) -> None:
        """Do it for every ledger, or for one."""
        ledgers, lost = chosen(fair)
        if action == "export":
            export(ledgers)
            return
        wrong = [self.settle(ledger, action) for ledger in ledgers]
        wrong += [self.settle_lost(each, action) for each in lost]
        if any(wrong):
            raise CommandError("有台账对不上。 Some ledgers do not hold.")

    def settle(self, ledger: Ledger, action: str) -> bool:
        """Verify or replay one ledger and say how it stands; whether something is wrong for good."""
        found = audit.rebuild(ledger) if action == "replay" else audit.verify(ledger)
        is_wrong = not (found.is_untouched if action == "replay" else found.is_sound)
        say = self.stderr if is_wrong else self.stdout
        say.write(f"{ledger.fair}: {sentence(found)}")
        return is_wrong

    def settle_lost(self, fair: Fair, action: str) -> bool:
        """Say that a ledger is missing; a replay makes it, and the loss is said all the same."""
        self.stderr.write(f"{fair}: 有记录，没有台账 entries without a ledger")
        if action == "replay":
            self.settle(Ledger(fair=fair), action)
        return True


def chosen(fair: str | None) -> tuple[QuerySet[Ledger], QuerySet[Fair]]:
    """The ledgers of all fairs, or of one; and the fairs whose ledger is lost."""
    rows = Ledger.objects.select_related("fair").order_by("fair__starts_at")
    lost = audit.lost_ledgers()
    if fair is None:
        return rows, lost
    try:
        rows, lost = rows.filter(pk=decode(fair)), lost.filter(pk=decode(fair))
    except ValueError as error:
        raise CommandError("--fair 要 26 个字符。 --fair takes 26 characters.") from error
    if not (rows.exists() or lost.exists()):
        raise CommandError("这场招聘会没有台账。 This fair has no ledger.")
    return rows, lost


def export(ledgers: QuerySet[Ledger]) -> None:
    """One line of JSON for each entry."""
    for ledger in ledgers:
        for line in audit.lines(ledger):
            sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")


def sentence(found: Findings) -> str:
    """What was found, for a person to read."""
    if found.is_sound:
        return f"{found.entries} 条，全部对得上。 {found.entries} entries, all sound."
    faults = {
        "链条断开 chain broken at": found.chain,
        "不可能的步骤 impossible steps": found.impossible,
        "状态不符 standings differ": found.standings,
        "位置计数不符 position counts differ": found.tallies,
        "时段计数不符 counts by the hour differ": found.changes,
        "总数不符 (记录, 重数) counts differ (kept, counted)": found.counts,
        "": "" if found.head else "最新一条与台账不符 the newest entry is not the ledger's head",
    }
    told = "; ".join(f"{name} {fault}".strip() for name, fault in faults.items() if fault)
    return f"{found.entries} 条。 {told}"
