"""What no page here ever asks a browser for is switched off in every answer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

POWERS = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone midi payment usb"
).split()
POLICY = ", ".join(f"{power}=()" for power in POWERS)


class BrowserPowersMiddleware:
    """Send `Permissions-Policy`: whatever got into a page cannot look, listen or ask where one is."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response
