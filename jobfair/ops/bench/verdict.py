"""How a bench says whether what was to be reached is reached."""


def mark(holds: bool) -> str:
    """The sign that stands behind a figure with a target."""
    return "✓" if holds else "✗"
