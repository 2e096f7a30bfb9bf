"""The steps between proving who one is and being signed in."""

from typing import Any

from allauth.account import stages
from allauth.account.internal.flows.login import get_authentication_records


class EmailVerificationStage(stages.EmailVerificationStage):
    """Asks to prove the e-mail address of people who have one.

    Who signed in by telephone has proved a way to be reached and is not stopped for another.
    """

    def handle(self) -> Any:
        user = self.login.user
        if user is not None and (not user.email or self._came_by_phone()):
            return None, True
        return super().handle()

    def _came_by_phone(self) -> bool:
        records = get_authentication_records(self.request, self.login.user)
        return any(record.get("phone") for record in records)
