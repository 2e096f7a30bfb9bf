"""Writing and asking the index. Each call belongs inside the transaction of its change."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from jobfair.common.models import SearchEntry
from jobfair.common.search.words import Place, Term, index_words, run_together, terms

BATCH = 500
MOST_FOUND = 5000
WRITTEN = ("kind", "scope", "owner", "title", "sort_words", "owner_words", "text")

SQLITE = """
    SELECT entry.id, entry.subject FROM common_search
    JOIN common_searchentry AS entry ON entry.id = common_search.rowid
    WHERE common_search MATCH %s AND entry.kind IN ({kinds}) AND entry.scope IN ({scopes})
    ORDER BY bm25(common_search, 16.0, 8.0, 4.0, 1.0), entry.id LIMIT %s
"""
POSTGRESQL = """
    SELECT entry.id, entry.subject FROM common_searchentry AS entry,
    to_tsquery('simple', %s) AS question
    WHERE entry.document @@ question AND entry.kind IN ({kinds}) AND entry.scope IN ({scopes})
    ORDER BY ts_rank('{{0.06, 0.25, 0.5, 1.0}}', entry.document, question) DESC, entry.id LIMIT %s
"""

#: How each engine says where of an entry words are looked for.
COLUMNS = {
    Place.ANYWHERE: "",
    Place.OWNER: "{owner_words} : ",
    Place.NAMES: "{title sort_words} : ",
}
WEIGHTS = {Place.ANYWHERE: "", Place.OWNER: "C", Place.NAMES: "AB"}


def put(entries: Iterable[SearchEntry]) -> int:
    """Write entries, over older ones of the same subjects; returns how many."""
    written = SearchEntry.objects.bulk_create(
        entries,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["subject"],
        update_fields=WRITTEN,
    )
    return len(written)


def drop(subjects: Iterable[UUID]) -> None:
    SearchEntry.objects.filter(subject__in=list(subjects)).delete()


def rename_owner(owner: UUID, names: Iterable[str]) -> None:
    """Let everything that belongs to `owner` be found by these names from now on."""
    words = index_words(names, pinyin=True)
    SearchEntry.objects.filter(owner=owner).update(owner_words=words)


def find(question: str, *, kinds: Sequence[str], scopes: Iterable[UUID]) -> list[UUID]:
    """Subjects of these kinds that hold everything the question asks, the best first.

    Title counts before sort, sort before owner, owner before text. Only where nothing holds
    a word as it stands is it taken for an owner's name and a title without a space.
    """
    asked, within = terms(question), list(scopes)
    if not asked or not within:
        return []
    if found := _ask([[[term]] for term in asked], kinds, within):
        return found
    readings = run_together(question)
    return _ask(readings, kinds, within) if any(len(each) > 1 for each in readings) else []


def _ask(asked: list[list[list[Term]]], kinds: Sequence[str], within: list[UUID]) -> list[UUID]:
    """What holds one reading of every word."""
    is_sqlite = connection.vendor == "sqlite"
    sql = SQLITE if is_sqlite else POSTGRESQL
    wording = (
        _worded(asked, _fts5, "AND", "OR") if is_sqlite else _worded(asked, _tsquery, "&", "|")
    )
    field = SearchEntry._meta.get_field("scope")
    keys = [field.get_db_prep_value(scope, connection) for scope in within]
    lists = {"kinds": _places(kinds), "scopes": _places(keys)}
    given = [wording, *kinds, *keys, MOST_FOUND]
    return [row.subject for row in SearchEntry.objects.raw(sql.format(**lists), given)]


def _places(values: Sequence[Any]) -> str:
    return ", ".join(["%s"] * len(values))


def _worded(
    asked: list[list[list[Term]]], phrase: Callable[[Term], str], both: str, either: str
) -> str:
    """The question in an engine's own language."""
    return _joined(
        both, (_joined(either, (_joined(both, map(phrase, way)) for way in ways)) for ways in asked)
    )


def _joined(word: str, parts: Iterable[str]) -> str:
    return "(" + f" {word} ".join(parts) + ")"


def _fts5(term: Term) -> str:
    return f'{COLUMNS[term.place]}"{" ".join(term.words)}"{"*" if term.is_beginning else ""}'


def _tsquery(term: Term) -> str:
    mark = ("*" if term.is_beginning else "") + WEIGHTS[term.place]
    return _joined("<->", (f"'{word}'{mark and f':{mark}'}" for word in term.words))
