"""Cells that cannot run as formulas, and the way back.

A cell that begins like a formula gets one apostrophe in front; reading takes
exactly one away, so what was written comes back as it was.
"""

import re

DANGEROUS = re.compile(r"^'*[=+\-@\t\r\n＝＋－＠]")


def neutral(text: str) -> str:
    """`text` as a spreadsheet program will only ever show it, never run it."""
    return f"'{text}" if DANGEROUS.match(text) else text


def restore(text: str) -> str:
    """The text that `neutral` was given."""
    return text[1:] if text.startswith("'") and DANGEROUS.match(text) else text
