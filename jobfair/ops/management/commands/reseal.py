"""`manage.py reseal`: after `SEALING_KEY` was set for the first time, or a new key put before the old."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from jobfair.attendance.services import reseal_categories
from jobfair.common.sealing import can_seal
from jobfair.web.sign_in.resealing import reseal_second_steps


class Command(BaseCommand):
    """Seal everything by today's first key; afterwards the older ones may be taken away."""

    help = (
        "换 SEALING_KEY 以后运行：用新的密钥重新封存。 Run it after SEALING_KEY was set or changed: "
        "all that is sealed is sealed by the first key."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say how many; exit with 1 when there is no key, or something that no key opens."""
        if not can_seal():
            raise CommandError("没有设 SEALING_KEY。 SEALING_KEY is not set.")
        categories, lost_categories = reseal_categories()
        secrets, lost_secrets = reseal_second_steps()
        self.stdout.write(
            f"重新封存：残疾类别 {categories} 条，两步验证的密钥 {secrets} 个。 "
            f"Resealed: {categories} categories of disability, {secrets} secrets of second steps."
        )
        if lost := lost_categories + lost_secrets:
            raise CommandError(
                f"有 {lost} 条用哪个密钥都打不开，旧密钥先别拿掉。"
                f" {lost} are opened by none of the keys: do not take the old ones away yet."
            )
