"""Names of districts: in English where it is settled how they are written, as they are everywhere else.

Pinyin by machine gets many wrong (闵行区, 天台县), so the settled ones stand here, and their English
beside all other English.
"""

from django.utils.translation import gettext, gettext_noop

SETTLED = frozenset(
    (
        gettext_noop("思明区"),
        gettext_noop("湖里区"),
        gettext_noop("集美区"),
        gettext_noop("海沧区"),
        gettext_noop("同安区"),
        gettext_noop("翔安区"),
    )
)


def district_name(name: str) -> str:
    """The district in the reader's language."""
    return gettext(name) if name in SETTLED else name
