"""Every check a change must pass before its tests are run."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from jobfair.ops import sizes, translations
from jobfair.ops.children import environment

ROOT = translations.ROOT
TOOLS = Path(sys.executable).parent
DJADE = ("djade", "--target-version", "5.2")


@dataclass(frozen=True)
class Verdict:
    """What a check found."""

    name: str
    passed: bool
    output: str
    seconds: float


def run_all(show: Callable[[Verdict], None]) -> bool:
    """Run every check, two at a time, showing each verdict; say whether all passed."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        verdicts = [pool.submit(judge, name, check) for name, check in checks().items()]
        for verdict in verdicts:
            show(verdict.result())
    return all(verdict.result().passed for verdict in verdicts)


def checks() -> dict[str, Callable[[], tuple[bool, str]]]:
    """Return the checks by name, the slowest first."""
    return {
        "mypy": partial(tool, "mypy"),
        "import contracts": partial(tool, "lint-imports"),
        "migrations": migrations,
        "translations": partial(manage, "translations", "--check"),
        "ruff": partial(tool, "ruff", "check", "."),
        "ruff format": partial(tool, "ruff", "format", "--check", "."),
        "djade": partial(on_templates, *DJADE, "--check"),
        "sizes": partial(sizes.report, ROOT),
    }


def judge(name: str, check: Callable[[], tuple[bool, str]]) -> Verdict:
    """Run one check and time it."""
    started = time.monotonic()
    passed, output = check()
    return Verdict(name, passed, output.strip(), time.monotonic() - started)


def tool(name: str, *arguments: str) -> tuple[bool, str]:
    """Run a tool of the environment; return whether it passed and what it printed."""
    return run(str(TOOLS / name), *arguments)


def manage(*arguments: str) -> tuple[bool, str]:
    """Run a command of this project."""
    return run(sys.executable, "manage.py", *arguments)


def migrations() -> tuple[bool, str]:
    """Compare models and migrations, whatever database stands in the data folder."""
    with TemporaryDirectory(prefix="jobfair-lint-") as data:
        env = environment(DATA_DIR=data, DATABASE_URL="")
        return run(sys.executable, "manage.py", "makemigrations", "--check", "--dry-run", env=env)


def on_templates(*command: str) -> tuple[bool, str]:
    """Run a tool on every HTML template."""
    html = [str(path) for path in translations.template_files() if path.suffix == ".html"]
    return tool(*command, *html) if html else (True, "")


def run(*command: str, env: dict[str, str] | None = None) -> tuple[bool, str]:
    """Run a command in the project's folder."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode == 0, done.stdout + done.stderr


def fix() -> None:
    """Let the tools that can do so put right what they complain about."""
    tool("ruff", "check", "--fix", ".")
    tool("ruff", "format", ".")
    on_templates(*DJADE)
    manage("translations")
