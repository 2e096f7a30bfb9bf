"""Makes the environment that every command runs in, with the standard library alone.

`enter` is called before anything else is imported. It leaves at once when the running
interpreter already has what the lock file asks for; otherwise it builds `.venv`, installs the
hashed lock, writes the stamp last, and starts the same command again inside.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = "jobfair-stamp"
DEVELOPER_COMMANDS = frozenset(
    {"test", "test_postgresql", "test_uvicorn", "lint", "audit", "bench", "faults", "pictures"}
)
#: The developers' lock holds everything the application's lock holds.
COVERS = {"app": ("app",), "dev": ("app", "dev")}
NO_PIP = (
    "这台电脑的 Python 缺少 pip，请先运行：sudo apt-get install -y python3-venv\n"
    "This Python has no pip. First run: sudo apt-get install -y python3-venv"
)
NOT_INSTALLED = (
    "安装没有完成（原因见上）。请检查网络，再运行同一条命令。\n"
    "The installation did not finish (see above). Check the network and run the same command again."
)


class SetupError(Exception):
    """Setting up failed; the message is a sentence for the person at the keyboard."""


def enter(argv: Sequence[str]) -> None:
    """Return only inside an environment that satisfies the lock this command needs."""
    lock = lock_for(argv)
    if running_prefix() is not None and is_ready(running_prefix(), lock):
        return
    try:
        if not is_ready(VENV, lock):
            require_supported_system()
            prepare(VENV, lock)
    except KeyboardInterrupt:
        sys.exit(130)
    except (SetupError, OSError) as problem:
        sys.exit(str(problem))
    restart_inside(VENV)


def lock_for(argv: Sequence[str]) -> str:
    """Name the lock file, `app` or `dev`, that the command in `argv` needs."""
    return "dev" if len(argv) > 1 and argv[1] in DEVELOPER_COMMANDS else "app"


def running_prefix() -> Path | None:
    """Return the virtual environment this interpreter runs in, if any."""
    return Path(sys.prefix) if sys.prefix != sys.base_prefix else None


def is_ready(prefix: Path | None, lock: str) -> bool:
    """Say whether `prefix` was completely set up for `lock` by an interpreter like its own."""
    if prefix is None or not python_of(prefix).exists():
        return False
    with contextlib.suppress(OSError):
        version, *lines = (prefix / STAMP).read_text("utf-8").splitlines()
        inside = prefix.resolve() == Path(sys.prefix).resolve()
        return stamp_line(lock) in lines and not (inside and version != python_version())
    return False


def python_of(prefix: Path) -> Path:
    """Return the interpreter of the virtual environment at `prefix`."""
    return prefix / "bin" / "python"


def python_version() -> str:
    """Return the version the stamp speaks of; a new patch release needs no new packages."""
    return "python {}.{}".format(*sys.version_info[:2])


def lock_file(lock: str) -> Path:
    """Return the path of a lock file."""
    return ROOT / "requirements" / f"{lock}.txt"


def stamp_line(lock: str) -> str:
    """Return the line that says `lock`, exactly as it is now, has been installed."""
    return f"{lock} {hashlib.sha256(lock_file(lock).read_bytes()).hexdigest()}"


def write_stamp(prefix: Path, lock: str) -> None:
    """Record that `lock` is installed in `prefix`; whole or not at all."""
    lines = [python_version(), *(stamp_line(name) for name in COVERS[lock])]
    draft = prefix / f"{STAMP}.{os.getpid()}"
    draft.write_text("\n".join(lines) + "\n", "utf-8")
    draft.replace(prefix / STAMP)


def require_supported_system() -> None:
    """Refuse Windows, where the server's event loop and signals do not exist."""
    if os.name == "nt":
        raise SetupError(
            "请在 Linux、macOS 或 Windows 的 WSL 里运行。\nPlease run this on Linux, macOS or WSL."
        )


def prepare(prefix: Path, lock: str) -> None:
    """Build `prefix` and install `lock` into it, unless somebody else just did."""
    with only_one(prefix):
        if is_ready(prefix, lock):
            return
        started = time.monotonic()
        say(
            "正在准备运行环境，第一次大约需要半分钟……",
            "Preparing the environment; the first time takes about half a minute.",
        )
        (prefix / STAMP).unlink(missing_ok=True)
        make_environment(prefix)
        install(prefix, lock)
        write_stamp(prefix, lock)
        seconds = round(time.monotonic() - started)
        say(f"运行环境好了，用了 {seconds} 秒。", f"The environment is ready ({seconds} s).")


@contextlib.contextmanager
def only_one(
    prefix: Path,
    waiting: tuple[str, ...] = (
        "另一个窗口正在安装，等它完成……",
        "Another process is installing; waiting for it.",
    ),
) -> Iterator[None]:
    """Hold the lock beside `prefix`; the system lets go of it however a process ends."""
    import fcntl  # not on Windows

    real = prefix.resolve()
    with real.with_name(f"{real.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(*waiting)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def make_environment(prefix: Path) -> None:
    """Make an empty virtual environment, or keep a sound one of the same Python."""
    if is_sound(prefix):
        return
    venv.EnvBuilder(clear=prefix.is_dir(), symlinks=True).create(prefix)


def is_sound(prefix: Path) -> bool:
    """Say whether the interpreter in `prefix` starts and is of this interpreter's version."""
    question = "import sys; print('python {}.{}'.format(*sys.version_info[:2]))"
    with contextlib.suppress(OSError):
        command = [str(python_of(prefix)), "-c", question]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        return answer.stdout.strip() == python_version()
    return False


def install(prefix: Path, lock: str) -> None:
    """Install `lock` into `prefix` with uv where there is one, else, or if it fails, with pip."""
    uv = shutil.which("uv")
    if uv and succeeds(uv_command(uv, prefix, lock), loudly=False):
        return
    if not succeeds(pip_command(prefix, lock), loudly=True):
        raise SetupError(NOT_INSTALLED)


def uv_command(uv: str, prefix: Path, lock: str) -> list[str]:
    """Return the command by which uv installs `lock` into `prefix`."""
    into = ["--python", str(python_of(prefix))]
    return [uv, "pip", "install", "--quiet", *into, "--require-hashes", "-r", str(lock_file(lock))]


def pip_command(prefix: Path, lock: str) -> list[str]:
    """Return the command by which pip installs `lock` into `prefix`."""
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    return [*pip_for(prefix), "install", *options, "-r", str(lock_file(lock))]


def pip_for(prefix: Path) -> list[str]:
    """Return a pip that can install into `prefix`: its own, else the system's."""
    own = str(python_of(prefix))
    if succeeds([own, "-m", "pip", "--version"], loudly=False):
        return [own, "-m", "pip"]
    if succeeds([own, "-m", "ensurepip", "--default-pip"], loudly=False):
        return [own, "-m", "pip"]
    if succeeds([base_python(), "-m", "pip", "--version"], loudly=False):
        return [base_python(), "-m", "pip", "--python", own]
    raise SetupError(NO_PIP)


def base_python() -> str:
    """Return the interpreter outside any virtual environment."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def succeeds(command: Sequence[str | Path], *, loudly: bool) -> bool:
    """Run `command` and say whether it succeeded; show what it printed only if `loudly`."""
    try:
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
    except OSError:
        return False
    if done.returncode and loudly:
        print(done.stdout[-4000:], done.stderr[-4000:], sep="", file=sys.stderr)
    return done.returncode == 0


def restart_inside(prefix: Path) -> None:
    """Start the same command again with the interpreter of `prefix`; does not return."""
    sys.stdout.flush()
    sys.stderr.flush()
    python = str(python_of(prefix))
    os.execv(python, [python, *sys.orig_argv[1:]])


def say(chinese: str, english: str) -> None:
    """Tell the person at the keyboard what is going on, leaving stdout to the command."""
    print(f"{chinese} {english}", file=sys.stderr, flush=True)
