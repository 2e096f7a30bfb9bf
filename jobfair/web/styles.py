"""Our style sheets as text, for a page that is kept or printed where nothing can be fetched."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe


def styles(*names: str) -> SafeString:
    """These style sheets, one after the other."""
    files = (Path(finders.find(f"css/{name}.css") or "") for name in names)
    return mark_safe("\n".join(file.read_text("utf-8") for file in files))  # noqa: S308 - our own
