"""Long lists come in pages."""

from typing import Any

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`; at most 100 things a page."""

    page_size = 30
    page_size_query_param = "page_size"
    max_page_size = 100

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        """As inherited, in the words of OpenAPI 3.1: the first and last page have no neighbour."""
        shape: dict[str, Any] = super().get_paginated_response_schema(schema)
        for name in ("next", "previous"):
            field = shape["properties"][name]
            field.pop("nullable")
            field["type"] = ["string", "null"]
        return shape
