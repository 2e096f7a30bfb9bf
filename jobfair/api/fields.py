"""Identifiers as they stand in addresses: 26 characters."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from jobfair.common.ids import decode, encode


class KeyField(serializers.Field[UUID, str, str, Any]):
    """The identifier of a thing."""

    default_error_messages = {"invalid": _("这不是 26 个字符的编号。")}

    def to_internal_value(self, data: Any) -> UUID:
        try:
            return decode(str(data))
        except ValueError:
            self.fail("invalid")

    def to_representation(self, value: UUID) -> str:
        return encode(value)


class ThingField(serializers.Field[Any, str, str, Any]):
    """Another thing, named by its identifier, among those that may be named here."""

    default_error_messages = {"unknown": _("没有找到，或者您没有权限查看。")}

    def __init__(self, among: Callable[[Any], QuerySet[Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.among = among

    def to_internal_value(self, data: Any) -> Any:
        try:
            key = decode(str(data))
        except ValueError:
            self.fail("unknown")
        thing = self.among(self.context["request"].user).filter(pk=key).first()
        return thing if thing is not None else self.fail("unknown")

    def to_representation(self, value: Any) -> str:
        return str(value.key)
