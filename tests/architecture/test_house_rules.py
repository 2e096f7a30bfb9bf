"""Rules of the house that no other tool checks."""

import ast
import inspect
import re
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps
from django.utils.module_loading import module_has_submodule
from packaging.version import Version

from jobfair.bootstrap import ROOT

SOURCE = ROOT / "jobfair"
MODULES = sorted([*SOURCE.rglob("*.py"), *(ROOT / "realtime").rglob("*.py")])
MIGRATIONS = [path for path in MODULES if path.parent.name == "migrations" and path.stem[0] == "0"]
#: Beneath the people and their rights: what it offers is called by services, not for an actor.
WITHOUT_ACTORS = {"jobfair.outbox"}
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
#: Pages that are printed or kept as a file, where nothing can be fetched; we never serve them as pages.
PRINTED = "paper.html"
#: Below these, known holes are open.
FLOORS = {"django": "5.2.14", "daphne": "4.2.2", "pillow": "12.2.0"}
#: Settings read the environment; what runs before settings must write to it, or hand it on.
MAY_TOUCH_ENVIRONMENT = {
    "jobfair/settings.py",
    "jobfair/asgi.py",
    "jobfair/ops/bench/realtime/textbook.py",
    "jobfair/bootstrap.py",
    "jobfair/ops/children.py",
    "jobfair/ops/management/commands/demo.py",
}


def name(path: Path) -> str:
    """The path of a source file inside the project."""
    return path.relative_to(ROOT).as_posix()


def imported(tree: ast.AST) -> set[str]:
    """The modules a source file imports."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found


@pytest.mark.parametrize("package", FLOORS)
def test_no_package_is_older_than_its_floor(package):
    assert Version(version(package)) >= Version(FLOORS[package])


def test_the_locks_keep_to_the_floors():
    for lock in (ROOT / "requirements").glob("*.txt"):
        pinned = dict(re.findall(r"^([\w-]+)==([\w.]+)", lock.read_text("utf-8"), re.M))
        for package, floor in FLOORS.items():
            assert Version(pinned[package]) >= Version(floor), lock.name


def test_only_settings_read_the_environment():
    readers = {
        name(path)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv", "environb"}
    }
    assert readers <= MAY_TOUCH_ENVIRONMENT


@pytest.mark.parametrize("path", MIGRATIONS, ids=name)
def test_migrations_have_names_and_import_no_application_code(path):
    assert "_auto_" not in path.stem
    ours = {
        module for module in imported(ast.parse(path.read_text("utf-8"))) if "jobfair" in module
    }
    assert {module.split(".")[1] for module in ours} <= {"common"}


def services():
    """Every service that an app offers to the others."""
    for app in apps.get_app_configs():
        ours = app.name.startswith("jobfair.") and app.name not in WITHOUT_ACTORS
        if ours and module_has_submodule(app.module, "services"):
            module = import_module(f"{app.name}.services")
            for public, offered in vars(module).items():
                if (
                    public[0] != "_"
                    and inspect.isfunction(offered)
                    and offered.__module__.startswith(module.__name__)
                ):
                    yield offered


@pytest.mark.parametrize("service", [*services()], ids=lambda service: service.__qualname__)
def test_a_service_takes_its_actor_first_and_the_rest_by_name(service):
    kinds = [place.kind for place in inspect.signature(service).parameters.values()]
    assert kinds.count(inspect.Parameter.POSITIONAL_OR_KEYWORD) <= 1


@pytest.mark.parametrize("path", [p for p in TEMPLATES if p.name != PRINTED], ids=name)
def test_no_template_carries_script_or_style_inline(path):
    text = path.read_text("utf-8")
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=[\"']|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_no_template_fetches_from_elsewhere(path):
    assert not re.search(r"(?:src|action|srcset)=[\"']?(?:https?:)?//", path.read_text("utf-8"))


def test_events_leave_by_one_door_and_arrive_by_one():
    users = {name(path) for path in MODULES if "get_channel_layer" in path.read_text("utf-8")}
    assert users <= {"jobfair/outbox/bus.py", "realtime/hub.py"}


TOKEN = re.compile(r"({%.*?%}|{{.*?}}|{#.*?#})", re.DOTALL)
POINTS = re.compile("[：，。；、（）]")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_puts_chinese_points_into_english(path):
    if "pages/components" in path.as_posix():
        return  # for those who build pages, in Chinese
    inside, bare = False, []
    for piece in TOKEN.split(path.read_text("utf-8")):
        if piece.startswith("{%"):
            word = piece[2:-2].split()[0]
            inside = word == "blocktranslate" or (inside and word != "endblocktranslate")
        elif not piece.startswith("{") and not inside and POINTS.search(piece):
            bare.append(piece)
    assert bare == []
