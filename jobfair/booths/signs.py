"""How a place is called on its sign."""


def sign_of(zone_code: str, number: int) -> str:
    """Zone and number as they are read, such as A07."""
    return f"{zone_code}{number:02d}"
