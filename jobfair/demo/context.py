"""The bar on top of every page of the demo."""

from typing import Any

from django.http import HttpRequest

from jobfair.demo.people import demo_people


def bar(request: HttpRequest) -> dict[str, Any]:
    return {
        "demo_bar": "demo/bar.html",
        "demo_featured": [person for person in demo_people() if person.featured],
    }
