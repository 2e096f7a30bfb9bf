"""Filters of the pages about people."""

from __future__ import annotations

from django import template

from jobfair.common.phones import spoken_number

register = template.Library()


@register.filter
def spoken(number: str) -> str:
    """A stored telephone number as people read it: 138 0000 0000."""
    return spoken_number(number)
