"""Files that are made for one person, to be kept by them."""

from urllib.parse import quote

from django.http import HttpResponse


def download(data: bytes, content_type: str, name: str) -> HttpResponse:
    """A file to keep, under its Chinese name, and in no cache on the way."""
    response = HttpResponse(data, content_type=content_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response["Cache-Control"] = "private, no-store"
    return response
