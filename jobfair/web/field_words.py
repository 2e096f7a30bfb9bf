"""The words that models already have for their fields and choices."""

from __future__ import annotations

from typing import cast

from django.db.models import Field, Model

from jobfair.common.words import Words


def label_of(model: type[Model], name: str) -> Words:
    return _field(model, name).verbose_name


def words_of(model: type[Model], name: str) -> dict[str, Words]:
    """The choices of a field by value, without the empty one."""
    return {value: label for value, label in _field(model, name).flatchoices if value}


def _field(model: type[Model], name: str) -> Field:
    return cast("Field", model._meta.get_field(name))
