"""What every page owes, measured in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

TAGS = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice",
]  # fmt: skip
# The enhanced rule asks for more than the plain one of every pair of colours.
DECIDED_BY_COLOURS = ["color-contrast-enhanced", "link-in-text-block"]
DECIDED_BY_SIZES = ["target-size", "scrollable-region-focusable"]
OTHER_LOOKS = {
    "large": ({"size": "large"}, DECIDED_BY_SIZES),
    "contrast": ({"contrast": "on"}, DECIDED_BY_COLOURS),
    "dark": ({"theme": "dark"}, DECIDED_BY_COLOURS),
}
TIGHT = [(320, "standard"), (360, "huge"), (1280, "huge")]
OFF_BY_DEFAULT = ["target-size", "color-contrast-enhanced", "identical-links-same-purpose"]
SWITCHED = {rule: {"enabled": True} for rule in OFF_BY_DEFAULT} | {
    "color-contrast": {"enabled": False}  # what the enhanced rule lets pass, it lets pass, too
}


@dataclass(frozen=True)
class Decided:
    """Something axe cannot decide by itself, and how it was decided. Anything else it leaves open fails."""

    rule: str
    within: str
    reason: str


DECIDED = [
    Decided(
        "color-contrast",
        ".plan text, .board text",
        "Words in pictures stand on the shapes of the picture; test_tokens measures those pairs.",
    ),
    Decided(
        "color-contrast",
        ".floor",
        "Places that the box of a long row cuts off look like the places before them.",
    ),
]


@dataclass(frozen=True)
class Audit:
    """What axe found: broken rules, and rules it could not decide, each with the places."""

    violations: dict[str, list[str]]
    undecided: dict[str, list[str]]


SOUND = Audit(violations={}, undecided={})


#: A live page may change while it is read. What was read then is no page that ever stood, so it is read again.
READ = """async options => {
    for (let times = 1; ; times++) {
        let changed = false;
        const watch = new MutationObserver((records) => {
            changed ||= records.some((one) => [...one.removedNodes].some((node) => node.nodeType === 1));
        });
        watch.observe(document.body, { childList: true, subtree: true });
        const found = await axe.run(document, options);
        await new Promise((done) => setTimeout(done));
        watch.disconnect();
        if (!changed) return found;
        if (times === 9) throw new Error("The page does not stand still.");
    }
}"""


@cache
def _axe() -> str:
    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


def audit(page: Page) -> Audit:
    """Run axe over the page as it stands. The page must run scripts: axe never ends without."""
    return _audit(page, {"type": "tag", "values": TAGS}, SWITCHED)


def audit_look(page: Page, rules: list[str]) -> Audit:
    """Only the rules a look can decide: it is attributes of the root, and changes nothing else."""
    return _audit(page, {"type": "rule", "values": rules}, {})


def _audit(page: Page, run_only: dict[str, Any], rules: dict[str, Any]) -> Audit:
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    options = {
        "runOnly": run_only,
        "rules": rules,
        "resultTypes": ["violations", "incomplete"],
    }
    found: dict[str, Any] = page.evaluate(READ, options)
    return Audit(_places(found["violations"]), _open_questions(page, found["incomplete"]))


def _places(results: list[dict[str, Any]]) -> dict[str, list[str]]:
    return {
        result["id"]: [f"{node['target']} {node['html'][:160]}" for node in result["nodes"]]
        for result in results
    }


def _open_questions(page: Page, results: list[dict[str, Any]]) -> dict[str, list[str]]:
    still_open = [
        result | {"nodes": [n for n in result["nodes"] if not _decided(page, result["id"], n)]}
        for result in results
    ]
    return _places([result for result in still_open if result["nodes"]])


def _decided(page: Page, rule: str, node: dict[str, Any]) -> bool:
    within = [decided.within for decided in DECIDED if rule.startswith(decided.rule)]
    return bool(
        page.evaluate(
            "([at, within]) => within.some((w) => document.querySelector(at).closest(w))",
            [node["target"][0], within],
        )
    )


def too_wide(page: Page) -> list[str]:
    """What sticks out of the window sideways; maps and tables that scroll by themselves may."""
    return list(
        page.evaluate(
            """() => {
                const width = document.documentElement.clientWidth;
                if (document.documentElement.scrollWidth <= width) return [];
                return [...document.querySelectorAll("body *")]
                    .filter((e) => e.getBoundingClientRect().right > width + 1 && !e.closest(".plan"))
                    .map((e) => e.outerHTML.slice(0, 120));
            }"""
        )
    )


def broken_pictures(page: Page) -> list[str]:
    """The addresses of pictures that came to nothing."""
    return list(
        page.evaluate(
            """() => [...document.images]
                .filter((image) => image.complete && image.currentSrc && !image.naturalWidth)
                .map((image) => image.currentSrc)"""
        )
    )


SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""

SPACE_OUT = """css => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    document.adoptedStyleSheets = [sheet];
}"""

LOOK = """looks => {
    const root = document.documentElement;
    const before = {};
    for (const [name, value] of Object.entries(looks)) {
        before[name] = root.dataset[name] || null;
        if (value) root.dataset[name] = value; else delete root.dataset[name];
    }
    return before;
}"""


@contextmanager
def spaced_out(page: Page) -> Iterator[None]:
    """Space the text as criterion 1.4.12 says a person may."""
    page.evaluate(SPACE_OUT, SPACING)
    yield
    page.evaluate("document.adoptedStyleSheets = []")


@contextmanager
def look(page: Page, looks: dict[str, str], width: int = 1280) -> Iterator[None]:
    """Wear a look as the root element's attributes do, in a window of some width."""
    window = page.viewport_size or {"width": 1280, "height": 800}
    page.set_viewport_size({"width": width, "height": window["height"]})
    before = page.evaluate(LOOK, looks)
    yield
    page.evaluate(LOOK, before)
    page.set_viewport_size(window)


def faults(page: Page) -> dict[str, Audit | list[str]]:
    """What is wrong with the page as it stands, in any look and window; empty if nothing is."""
    found: dict[str, Audit | list[str]] = {"standard": audit(page)}
    for name, (looks, rules) in OTHER_LOOKS.items():
        with look(page, looks):
            found[name] = audit_look(page, rules)
    for width, size in TIGHT:
        with look(page, {"size": size}, width=width):
            found[f"{width} px, {size}"] = too_wide(page)
    return {name: result for name, result in found.items() if result not in (SOUND, [])}


FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"

#: Remembered by what they are: a live page may write their attributes anew.
FIND_FOCUSABLE = """selector => {
    window.toMeet = [...document.querySelectorAll(selector)].filter((e) => (
        !e.disabled && e.tabIndex >= 0 && e.getClientRects().length
        && (e.tagName === "SUMMARY" || !e.closest("details:not([open])"))
    ));
    return toMeet.length;
}"""

BACK_TO_TOP = """() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute("tabindex");
    scrollTo(0, 0);
}"""

#: Writes down where each press of Tab has led; nothing when it led out of the page.
WATCH = """() => {
    const where = (e) => {
        if (!e || e === document.body) return null;
        const box = e.getBoundingClientRect();
        const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 1);
        const y = Math.min(Math.max(box.top + Math.min(box.height, 40) / 2, 1), innerHeight - 1);
        const top = document.elementFromPoint(x, y);
        const style = getComputedStyle(e);
        const inner = e.querySelector("rect") ? getComputedStyle(e.querySelector("rect")) : null;
        // Radio buttons are one stop; the arrow keys reach the others.
        const met = e.type === "radio" ? [...document.getElementsByName(e.name)] : [e];
        return {
            met: met.map((e) => toMeet.indexOf(e)), html: e.outerHTML.slice(0, 120),
            seen: !!top && (e.contains(top) || top.contains(e) || !!top.closest("label")),
            ring: parseFloat(style.outlineWidth) >= 3 && style.outlineStyle !== "none"
                || !!inner && parseFloat(inner.strokeWidth) >= 3,
        };
    };
    window.stops = [];
    addEventListener("keyup", (event) => {
        if (event.key === "Tab") stops.push(where(document.activeElement));
    }, true);
}"""


@dataclass(frozen=True)
class Walk:
    """A walk through the page by the Tab key alone."""

    missed: list[str]
    covered: list[str]
    unmarked: list[str]


def keyboard_walk(page: Page) -> Walk:
    """Press Tab until every control was met once; says what was never met, covered or unmarked."""
    page.wait_for_load_state("networkidle")  # a script may put the focus on the error summary
    total = page.evaluate(FIND_FOCUSABLE, FOCUSABLE)
    page.evaluate(WATCH)
    page.evaluate(BACK_TO_TOP)
    stops = _stops(page, total)
    met = {number for stop in stops for number in stop["met"]}
    return Walk(
        missed=_missed(page, met),
        covered=[stop["html"] for stop in stops if not stop["seen"]],
        unmarked=[stop["html"] for stop in stops if not stop["ring"]],
    )


def _stops(page: Page, total: int) -> list[dict[str, Any]]:
    """Where Tab leads until it leaves the page."""
    for presses in (total + 1, 2 * total + 19):  # a date has several stops
        for _ in range(presses):
            page.keyboard.press("Tab")
        stops: list[Any] = page.evaluate("stops")
        if None in stops:
            return stops[: stops.index(None)]
    return stops


def _missed(page: Page, met: set[int]) -> list[str]:
    """The controls that were never met and still stand there."""
    return list(
        page.evaluate(
            """met => toMeet.filter((e, n) => e.isConnected && !met.includes(n))
                .map((e) => e.outerHTML.slice(0, 120))""",
            sorted(met),
        )
    )
