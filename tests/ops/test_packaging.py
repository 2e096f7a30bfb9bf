"""What is shipped around the code names things that exist."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from jobfair.bootstrap import ROOT

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
    assert "\npython3 manage.py audit\n" in said
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
