"""What a person reads on a page, and what their browser sends when they press its button."""

from html.parser import HTMLParser

from django.http import HttpResponse


def words_of(response: HttpResponse) -> str:
    """The page; a space that holds a number to its measure word reads like any other."""
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def filled(response: HttpResponse) -> dict[str, list[str]]:
    """The page's own form as it stands, field by field, without its buttons."""
    form = _Form()
    form.feed(response.content.decode())
    return form.values


class _Form(HTMLParser):
    """The first `<form class="form">` of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._state = "before"
        self._name = ""
        self._writing = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and self._state == "before" and "form" in at.get("class", "").split():
            self._state = "inside"
        if self._state != "inside":
            return
        if tag in ("select", "textarea"):
            self._name = at["name"]
        chosen = "checked" in at if at.get("type") in ("radio", "checkbox") else tag == "input"
        if chosen:
            self._add(at["name"], at.get("value", ""))
        elif tag == "option" and "selected" in at:
            self._add(self._name, at.get("value", ""))
        elif tag == "textarea":
            self._add(self._name, "")
            self._writing = True

    def handle_data(self, data: str) -> None:
        if self._writing:
            self.values[self._name][-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._writing = False
        if tag == "form" and self._state == "inside":
            self._state = "after"

    def _add(self, name: str, value: str) -> None:
        self.values.setdefault(name, []).append(value)
