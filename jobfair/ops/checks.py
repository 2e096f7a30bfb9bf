"""What `manage.py check --deploy` says of our own settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from jobfair.common.sealing import SHORTEST_KEY, can_seal
from jobfair.common.sms import can_text

WITHOUT_KEY = (
    "没有 SEALING_KEY：报名页不问残疾类别，报告里没有这张表。"
    " No SEALING_KEY: nobody is asked their category of disability, and no report has that table."
)
WITHOUT_TEXTS = (
    "没有 SMS_BACKEND：发不了短信，只能用电子邮箱注册和登录。"
    " No SMS_BACKEND: no text messages are sent, people sign up and in by e-mail only."
)
WEAK_KEY = (
    f"SEALING_KEY 太短：每一个至少 {SHORTEST_KEY} 个随机字符。"
    f" SEALING_KEY is too short: at least {SHORTEST_KEY} random characters each."
)


@register(deploy=True)
def sealing_keys(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say what goes without a key, and refuse one that can be guessed."""
    if not can_seal():
        return [Info(WITHOUT_KEY, id="jobfair.I001")]
    if is_weak():
        return [Error(WEAK_KEY, id="jobfair.E001")]
    return []


@register(deploy=True)
def text_messages(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say what goes without an operator for text messages."""
    return [] if can_text() else [Info(WITHOUT_TEXTS, id="jobfair.I002")]


def is_weak() -> bool:
    return any(len(key) < SHORTEST_KEY for key in settings.SEALING_KEYS)
