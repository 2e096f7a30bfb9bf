import pytest
from django.http import HttpRequest, HttpResponse

from jobfair import urls


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there is said by a status alone: its page, which is drawn anew each time, proves no right."""

    def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
        return HttpResponse(status=404)

    monkeypatch.setattr(urls, "handler404", not_found)
