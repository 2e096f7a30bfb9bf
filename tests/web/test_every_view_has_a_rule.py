"""Deny by default: every address names who may open it, or stands in a short list with its reason."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

EXCEPTED = {
    "admin/": "the administration asks for a staff account itself, at every page",
    "api/": "the REST front names a permission for each endpoint; its own tests walk it",
    "healthz/": "answers machines only and says nothing about anybody",
}


def addresses(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path)
        else:
            yield path, entry


def test_every_address_names_its_rule():
    found = list(addresses(get_resolver()))
    assert len(found) > 30
    without = [
        path
        for path, entry in found
        if not getattr(entry.callback, "rule", None) and not path.startswith(tuple(EXCEPTED))
    ]
    assert without == []
