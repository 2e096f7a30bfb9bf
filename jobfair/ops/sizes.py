"""How long functions and files are, and which are longer than the house allows."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

LONGEST_FUNCTION = 50
LONGEST_FILE = 400
#: Folders whose files are counted, and the kinds of file.
FOLDERS = ("jobfair", "realtime", "tests", "templates", "static")
KINDS = {".py", ".html", ".js"}
#: What is generated, or is data and not code.
LEFT_OUT = {"migrations", "data", "vendor"}


@dataclass(frozen=True)
class Sized:
    """A function or a file, and its length in lines."""

    place: str
    lines: int


def files(root: Path) -> list[Path]:
    """Return the files of the project at `root` whose size is counted."""
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*"))
    return sorted(path for path in found if path.suffix in KINDS and not LEFT_OUT & {*path.parts})


def functions_in(source: str, place: str) -> Iterator[Sized]:
    """Measure every function of a module."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Sized(f"{place}:{node.lineno} {node.name}", length(node))


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the end; what the docstring explains costs nothing."""
    first = function.body[0]
    explained = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if explained else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def measure(root: Path) -> tuple[list[Sized], list[Sized]]:
    """Return the functions and the files of the project at `root`."""
    functions: list[Sized] = []
    measured: list[Sized] = []
    for path in files(root):
        text, place = path.read_text("utf-8"), str(path.relative_to(root))
        measured.append(Sized(place, text.count("\n")))
        if path.suffix == ".py":
            functions.extend(functions_in(text, place))
    return functions, measured


def too_long(functions: Iterable[Sized], measured: Iterable[Sized]) -> list[Sized]:
    """Return the functions and files over the limit, the longest first."""
    over = [one for one in functions if one.lines > LONGEST_FUNCTION]
    over += [one for one in measured if one.lines > LONGEST_FILE]
    return sorted(over, key=lambda one: -one.lines)


def summary(title: str, sizes: list[Sized]) -> str:
    """Return one line with count, median, 90th percentile and the longest."""
    lengths = [one.lines for one in sizes]
    ninth = quantiles(lengths, n=10, method="inclusive")[-1] if len(lengths) > 1 else lengths[0]
    longest = max(sizes, key=lambda one: one.lines)
    return (
        f"{title}: {len(sizes)}, median {median(lengths):.0f}, 90 % ≤ {ninth:.0f}, "
        f"longest {longest.lines} ({longest.place})"
    )


def report(root: Path) -> tuple[bool, str]:
    """Say whether everything is short enough, with the figures and the offenders."""
    functions, measured = measure(root)
    source = [one for one in functions if not one.place.startswith("tests")]
    over = too_long(functions, measured)
    lines = [summary("functions of the source", source), summary("functions", functions)]
    lines += [summary("files", measured)]
    lines += [f"too long: {one.place} {one.lines}" for one in over]
    return not over, "\n".join(lines)
