"""Long lists come in pages."""

from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`; at most 100 things a page."""

    page_size = 30
    page_size_query_param = "page_size"
    max_page_size = 100
