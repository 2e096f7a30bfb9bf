"""Translations without GNU gettext: what the source says, what the catalogue knows, the difference.

Chinese in the source is the language of the interface. `locale/en` holds the English, sorted by
source text, without places and dates, so that two people's changes merge line by line.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog, Message

#: A source text, or its singular and plural.
Text = str | tuple[str, ...]

ROOT = Path(__file__).resolve().parent.parent.parent
LOCALES = ROOT / "locale"
SOURCES = ("jobfair", "realtime")
TEMPLATES = ("templates", "jobfair")
#: Where each function of gettext has its context, and then its texts.
FUNCTIONS: dict[str, tuple[int | None, tuple[int, ...]]] = {
    "_": (None, (0,)),
    "gettext": (None, (0,)),
    "gettext_noop": (None, (0,)),
    "ngettext": (None, (0, 1)),
    "pgettext": (0, (1,)),
    "npgettext": (0, (1, 2)),
}
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""


@dataclass
class Findings:
    """What keeps a catalogue from being complete, each as source texts."""

    missing: list[str] = field(default_factory=list)
    unused: list[str] = field(default_factory=list)
    fuzzy: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.missing or self.unused or self.fuzzy or self.broken)

    def counts(self) -> str:
        """Return one line with the number of each."""
        return ", ".join(f"{len(texts)} {name}" for name, texts in vars(self).items())


def catalogue_files() -> list[Path]:
    """Return the catalogues of every language the interface is translated into."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def compile_stale(files: Iterable[Path] | None = None) -> list[Path]:
    """Compile each catalogue that is newer than its compiled form; return what was written."""
    stale = [path for path in files or catalogue_files() if is_stale(path)]
    for path in stale:
        write_compiled(path)
    return stale


def is_stale(po: Path) -> bool:
    """Say whether the compiled form of `po` is missing or older."""
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime_ns < po.stat().st_mtime_ns


def write_compiled(po: Path) -> None:
    """Write the compiled form of `po` beside it, whole or not at all."""
    from babel.messages.mofile import write_mo

    draft = po.with_suffix(f".{os.getpid()}.mo")
    with draft.open("wb") as handle:
        write_mo(handle, read(po))
    draft.replace(po.with_suffix(".mo"))


def read(po: Path) -> Catalog:
    """Read a catalogue; a text that a merge left twice is folded into its translated form."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import PoFileParser

    class Folded(Catalog):
        def __setitem__(self, key: Any, message: Message) -> None:
            known = self.get(message.id, message.context)
            if known is not None and message.id and not is_translated(known):
                known.string = message.string
            super().__setitem__(key, message)

    catalogue = Folded(locale=language_of(po), charset="utf-8")
    PoFileParser(catalogue, ignore_obsolete=True).parse(po.read_text("utf-8").splitlines())
    return catalogue


def language_of(po: Path) -> str:
    """Return the language a catalogue translates into."""
    return po.parent.parent.name


def is_translated(message: Message) -> bool:
    """Say whether every form of `message` has a translation."""
    forms = [message.string] if isinstance(message.string, str) else message.string
    return bool(forms) and all(forms or ())


def extract() -> Catalog:
    """Return every translatable text of the source, untranslated."""
    from babel.messages.catalog import Catalog

    found = Catalog(charset="utf-8")
    for text, context in [*from_python(), *from_templates()]:
        found.add(text, context=context)
    return found


def from_python() -> Iterator[tuple[Text, str | None]]:
    """Find the texts of the Python source, migrations left out."""
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from texts_in_python(path.read_text("utf-8"))


def texts_in_python(source: str) -> Iterator[tuple[Text, str | None]]:
    """Find the texts in Python source, those inside f-strings too, each with its context."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            context_at, places = FUNCTIONS.get(name_of(node.func), (None, ()))
            texts = [constant(node, place) for place in places]
            if texts and all(texts):
                context = constant(node, context_at) if context_at is not None else None
                yield (texts[0] if len(texts) == 1 else tuple(texts)), context


def name_of(function: ast.expr) -> str:
    """Return the last name of a called function, without the mark of laziness."""
    name = getattr(function, "attr", None) or getattr(function, "id", "")
    return str(name).removesuffix("_lazy")


def constant(call: ast.Call, place: int) -> str:
    """Return the string written at `place` of a call's arguments, or nothing."""
    argument = call.args[place] if place < len(call.args) else None
    value = argument.value if isinstance(argument, ast.Constant) else ""
    return value if isinstance(value, str) else ""


def from_templates() -> Iterator[tuple[Text, str | None]]:
    """Find the texts of the templates, wherever they live."""
    for path in template_files():
        yield from texts_in_template(path.read_text("utf-8"), origin=str(path))


def texts_in_template(source: str, origin: str) -> Iterator[tuple[Text, str | None]]:
    """Find the texts in a template, each with its context if it has one."""
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    calls = templatize(source, origin=origin)
    # Indentation means nothing in a template, and everything to a Python tokenizer.
    code = BytesIO("\n".join(line.lstrip() for line in calls.splitlines()).encode())
    for _line, text, _comments, context in extract("python", code):
        yield text, context


def template_files() -> list[Path]:
    """Return every template of the project."""
    roots = [ROOT / "templates", *(ROOT / "jobfair").glob("*/templates")]
    files = (path for root in roots for path in root.rglob("*"))
    return sorted(path for path in files if path.suffix in {".html", ".txt", ".xml", ".svg"})


def merge(found: Catalog, known: Catalog) -> Catalog:
    """Return the texts in `found` with the translations in `known`; the rest is dropped."""
    from babel.messages.catalog import Catalog

    merged = Catalog(locale=known.locale, charset="utf-8")
    for message in found:
        if message.id:
            twin = known.get(message.id, message.context)
            string = twin.string if twin and same_forms(twin, message) else None
            flags = [flag for flag in (twin.flags if twin else ()) if flag == "fuzzy"]
            merged.add(message.id, string, flags=flags, context=message.context)
    return merged


def same_forms(one: Message, other: Message) -> bool:
    """Say whether both messages have, or both lack, a plural."""
    return one.pluralizable == other.pluralizable


def as_text(catalogue: Catalog) -> str:
    """Return the catalogue as the text of a `.po` file in its one canonical form."""
    from babel.messages.pofile import write_po

    body = BytesIO()
    options = {"no_location": True, "omit_header": True, "sort_output": True}
    write_po(body, catalogue, width=0, **options)
    return HEADER.format(language=catalogue.locale) + body.getvalue().decode()


def compare(found: Catalog, known: Catalog) -> Findings:
    """Say what is missing, unused, doubtful or broken in `known`, given the source's texts."""
    findings = Findings()
    for message in merge(found, known):
        if message.id:
            file_under(findings, message)
    wanted = {(message.id, message.context) for message in found}
    findings.unused = [
        shown(message)
        for message in known
        if message.id and (message.id, message.context) not in wanted
    ]
    return findings


def file_under(findings: Findings, message: Message) -> None:
    """Add `message` to the lists it belongs to."""
    if not is_translated(message):
        findings.missing.append(shown(message))
    elif list(message.check()):
        findings.broken.append(shown(message))
    if message.fuzzy:
        findings.fuzzy.append(shown(message))


def shown(message: Message) -> str:
    """Return the source text of `message` on one line."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    return text.replace("\n", "\\n")


def update(po: Path, found: Catalog) -> bool:
    """Rewrite `po` to hold exactly the source's texts; say whether it changed."""
    fresh = as_text(merge(found, read(po)))
    if fresh == po.read_text("utf-8"):
        return False
    po.write_text(fresh, "utf-8")
    return True


def report(findings: Findings) -> str:
    """Return the findings as lines for a person."""
    out = StringIO()
    titles = {
        "missing": "没有译文 not translated",
        "unused": "源代码里已没有 no longer in the source",
        "fuzzy": "待核对 marked fuzzy",
        "broken": "占位符不一致 placeholders differ",
    }
    for name, title in titles.items():
        for text in getattr(findings, name):
            out.write(f"{title}: {text}\n")
    return out.getvalue()
