"""What is shipped around the code names things that exist."""

import re
import subprocess
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands
from django.urls import reverse

from jobfair.booths.sheets.limits import LIMITS
from jobfair.bootstrap import ROOT
from jobfair.chat.uploads import MAX_BYTES as LARGEST_SENT
from jobfair.common.ids import new_id
from jobfair.common.images import MAX_BYTES as LARGEST_PICTURE

DOCKER = ROOT / "docker"
SETTINGS = (ROOT / "jobfair" / "settings.py").read_text("utf-8")
READ_BY_SETTINGS = set(re.findall(r'os\.environ\.get\(\s*"(\w+)"', SETTINGS))


@pytest.fixture(scope="module")
def services():
    """The services of the compose file, as it is parsed."""
    return yaml.safe_load((DOCKER / "compose.yaml").read_text("utf-8"))["services"]


def ours(services):
    """The services that run this project."""
    return {name: service for name, service in services.items() if "build" in service}


def test_compose_passes_only_settings_that_are_read(services):
    for service in ours(services).values():
        assert set(service["environment"]) <= READ_BY_SETTINGS


def test_compose_passes_what_mail_and_text_messages_need(services):
    channels = {name for name in READ_BY_SETTINGS if name.startswith(("EMAIL_", "SMS_"))}
    for service in ours(services).values():
        assert channels - {"EMAIL_BACKEND"} <= set(service["environment"])


def test_compose_runs_commands_that_exist(services):
    for service in ours(services).values():
        if "command" in service:
            assert service["command"].split()[0] in get_commands()


def test_compose_names_files_that_exist(services):
    for service in ours(services).values():
        assert (DOCKER / service["build"]["context"] / service["build"]["dockerfile"]).is_file()
    mounted = [
        mount.split(":")[0] for service in services.values() for mount in service.get("volumes", [])
    ]
    files = [mount for mount in mounted if mount.startswith(".")]
    assert files
    assert all((DOCKER / file).is_file() for file in files)


def test_services_wait_for_services_that_exist(services):
    for service in services.values():
        assert set(service.get("depends_on", ())) <= set(services)


def test_the_example_names_every_value_compose_asks_for():
    asked = set(re.findall(r"\$\{(\w+)", (DOCKER / "compose.yaml").read_text("utf-8")))
    offered = set(re.findall(r"^(\w+)=", (DOCKER / "example.env").read_text("utf-8"), re.M))
    assert asked == offered


def test_the_image_copies_files_and_runs_commands_that_exist():
    lines = (DOCKER / "Dockerfile").read_text("utf-8")
    for copied in re.findall(r"^COPY (.+) \S+$", lines, re.M):
        assert all((ROOT / path).exists() for path in copied.split())
    for command in re.findall(r"python3 manage\.py (\w+)", lines):
        assert command in get_commands()


def test_the_ci_script_is_bash_that_parses_and_ends_with_the_tests():
    script = ROOT / ".ci" / "run"
    subprocess.run(["bash", "-n", script], check=True)
    assert script.stat().st_mode & 0o111
    said = script.read_text("utf-8")
    for command in ("lint", "audit", "test_postgresql", "test_uvicorn"):
        assert f"\npython3 manage.py {command}\n" in said
    assert said.strip().endswith("exec python3 manage.py test")


@pytest.mark.parametrize(
    "document", sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]), ids=lambda p: p.name
)
def test_the_documents_name_commands_and_files_that_exist(document: Path):
    text = document.read_text("utf-8")
    for command in re.findall(r"manage\.py (\w+)", text):
        assert command in get_commands()
    for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text):
        assert (document.parent / link).exists(), link


#: Pages that take files; each posts to its own address, the record of an employer to that of the logo.
TAKING_FILES = {
    "organiser/imports/start.html": ("desk_import", "rep_import"),
    "rep/pictures.html": ("rep_pictures",),
    "rep/employer.html": ("rep_logo",),
    "talk/attach.html": ("talk_attach",),
}
MB = 1_000_000
SLOWEST = 50_000  # bytes a second


def proxy(block):
    """What the reverse proxy says in this block: by its first word the rest of the line."""
    text = (DOCKER / "Caddyfile").read_text("utf-8")
    body = text.partition(f"\t{block} {{\n")[2].partition("\n\t}")[0]
    lines = [line.split(maxsplit=1) for line in body.splitlines() if " " in line.strip()]
    return {first: rest for first, rest in lines if rest != "{"}


def seconds(text):
    return int(text[:-1]) * {"s": 1, "m": 60}[text[-1]]


def megabytes(text):
    return int(text.removesuffix("MB")) * MB


def test_every_page_that_takes_files_is_known_here():
    templates = ROOT / "templates"
    with_files = {
        path.relative_to(templates).as_posix()
        for path in templates.rglob("*.html")
        if "multipart/form-data" in path.read_text("utf-8")
    }
    assert with_files == set(TAKING_FILES)


@pytest.mark.parametrize("name", [name for names in TAKING_FILES.values() for name in names])
def test_a_large_file_over_a_slow_line_comes_through_the_proxy(name):
    address = reverse(f"web:{name}", args=[new_id()])
    assert any(fnmatch(address, pattern) for pattern in proxy("@files")["path"].split())
    largest = megabytes(proxy("request_body @files")["max_size"])
    assert largest >= max(LIMITS.file_size, LARGEST_PICTURE, LARGEST_SENT) + MB // 2, (
        "with its form"
    )
    assert largest / SLOWEST <= seconds(proxy("request_body @files")["read_timeout"]) <= 5 * 60


def test_whatever_else_is_asked_may_not_trickle():
    waits = re.findall(r"read_(header|body) (\w+)", (DOCKER / "Caddyfile").read_text("utf-8"))
    assert {what: seconds(time) for what, time in waits} == {"header": 10, "body": 60}
    largest = megabytes(proxy("request_body @others")["max_size"])
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE < largest <= 3 * MB
    text = (DOCKER / "Caddyfile").read_text("utf-8")
    matchers = re.findall(r"method POST\n\s+path (.+)\n", text)
    assert len(matchers) == 2, "those that take files, and all the others"
    assert len(set(matchers)) == 1
