"""What is still missing before a thing may be published, as a list a person can work off."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Missing:
    """One thing to do: the form field it stands in, and the sentence that says what."""

    field: str
    sentence: str
