"""What the schema must be told about us."""

from typing import Any

from drf_spectacular.extensions import (
    OpenApiAuthenticationExtension,
    OpenApiSerializerFieldExtension,
)
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_basic_type
from drf_spectacular.types import OpenApiTypes

KEY = {
    "type": "string",
    "pattern": "^[0-7][0-9a-hjkmnp-tv-z]{25}$",
    "examples": ["01k9xq4m7vf3s8t2c5d6e7g8h9"],
}
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "code", "detail", "fields"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "short and stable, for the program"},
        "detail": {"type": "string", "description": "a sentence for the person"},
        "fields": {"description": "where it is wrong: sentences by field"},
    },
    "examples": [
        {
            "type": "urn:jobfair:problem:fair_incomplete",
            "title": "Unprocessable Entity",
            "status": 422,
            "code": "fair_incomplete",
            "detail": "还差几项，补全后再发布。",
            "fields": {"summary": "写一段简介，说明这场招聘会为谁办、有什么。"},
        }
    ],
}
READ_REFUSALS = {
    "304": None,
    "400": "不能理解",
    "401": "密钥不对",
    "404": "没有，或者您看不到",
    "429": "太频繁",
}
WRITE_REFUSALS = {
    "400": "内容不对",
    "401": "没有登录",
    "403": "您不能这样做",
    "404": "没有，或者您看不到",
    "409": "现在的状态不允许",
    "415": "请用 JSON",
    "422": "规则不允许",
    "429": "太频繁",
}
CHANGED_SINCE = {"412": "您读过以后又改了"}


class KeyExtension(OpenApiSerializerFieldExtension):
    target_class = "jobfair.api.fields.KeyField"

    def map_serializer_field(self, auto_schema: Any, direction: Any) -> Any:
        return dict(KEY)


class ThingExtension(KeyExtension):
    target_class = "jobfair.api.fields.ThingField"


class TokenExtension(OpenApiAuthenticationExtension):
    target_class = "jobfair.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return {"type": "http", "scheme": "bearer", "description": "“我的页面”里做的密钥。"}


class Schema(AutoSchema):
    """Names operations by address, and adds the refusals every endpoint may give."""

    def get_operation_id(self) -> str:
        words = [word for word in self.path.strip("/").split("/")[2:] if not word.startswith("{")]
        depth = "one" if self.path.rstrip("/").endswith("}") else ""
        return "_".join(filter(None, [self.method.lower(), *words, depth]))

    def get_operation(self, *args: Any, **kwargs: Any) -> Any:
        operation = super().get_operation(*args, **kwargs)
        if operation is None:
            return None
        refusals = READ_REFUSALS if self.method == "GET" else WRITE_REFUSALS
        if self._heeds_version():
            operation.setdefault("parameters", []).append(IF_MATCH)
            refusals = refusals | CHANGED_SINCE
        for status, meaning in refusals.items():
            operation["responses"].setdefault(status, _refusal(meaning))
        return operation

    def _heeds_version(self) -> bool:
        """Whatever changes a thing that could be read before."""
        view: Any = self.view
        return self.method != "GET" and view.action not in view.making

    def _resolve_path_parameters(self, variables: Any) -> Any:
        parameters = super()._resolve_path_parameters(variables)
        return [parameter | {"schema": dict(KEY)} for parameter in parameters]


IF_MATCH = {
    "in": "header",
    "name": "If-Match",
    "schema": build_basic_type(OpenApiTypes.STR),
    "description": "读取时得到的 ETag；对不上就不改（412）。",
}


def _refusal(meaning: str | None) -> dict[str, Any]:
    if meaning is None:
        return {"description": "没有变化"}
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": meaning, "content": content}


def add_problem(result: Any, **kwargs: Any) -> Any:
    """A postprocessing hook: the shape of every refusal."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    return result
