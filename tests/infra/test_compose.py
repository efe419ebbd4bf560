"""The production files agree with one another and with the portal."""

import re
import string
import subprocess
import sys

import pytest
import yaml
from django.conf import settings

ROOT = settings.BASE_DIR
TEXT = (ROOT / "docker-compose.yml").read_text()
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]
OURS = ("prepare", "web", "worker", "beat")


def test_it_is_a_valid_compose_file():
    command = ["check_jsonschema", "--builtin-schema", "vendor.compose-spec", "docker-compose.yml"]
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_processes_of_production_are_there():
    assert set(SERVICES) == {*OURS, "nginx", "postgres", "redis"}


@pytest.mark.parametrize("name", sorted(set(SERVICES) - {"prepare"}))
def test_each_says_how_it_is_and_starts_again(name):
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", [*OURS, "nginx"])
def test_each_of_ours_runs_with_little_to_abuse(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]


@pytest.mark.parametrize("name", OURS)
def test_ours_start_in_production_with_every_needed_value(name):
    service = SERVICES[name]
    example = (ROOT / ".env.example").read_text()
    given = set(service["environment"]) | set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))
    assert service["environment"]["PORTAL_MODE"] == "production"
    assert service["env_file"] == ".env"
    assert set(settings.REQUIRED_IN_PRODUCTION) <= given


def test_only_nginx_is_published():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]


def test_no_secret_stands_in_the_file():
    for service in SERVICES.values():
        for name, value in service.get("environment", {}).items():
            secret = re.search("PASSWORD|SECRET|KEY", name) or "@" in str(value)
            assert not secret or "${" in value


def test_everything_it_asks_of_the_environment_is_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", TEXT)) - {"PORTAL_IMAGE", "PORTAL_VERSION"}
    example = (ROOT / ".env.example").read_text()
    assert asked <= set(re.findall(r"^([A-Z_]+)=", example, re.MULTILINE))


def test_nginx_is_given_all_that_its_template_asks_and_no_more():
    template = (ROOT / "deploy/nginx/portal.conf.template").read_text()
    identifiers = set(re.findall(r"\$\{(\w+)\}", template))
    assert identifiers == set(SERVICES["nginx"]["environment"])
    filled = string.Template(template).safe_substitute(SERVICES["nginx"]["environment"])
    assert "${" not in filled.partition("upstream")[2].replace("${FRONT_PROXY:-127.0.0.1}", "")


def test_the_image_runs_as_nobody_in_particular_and_its_context_holds_no_secret():
    dockerfile = (ROOT / "Dockerfile").read_text()
    portal = dockerfile.partition("AS portal")[2].partition("\nFROM")[0]
    assert "\nUSER portal\n" in portal
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert ignored[0] == "*"
    assert not [line for line in ignored if line.startswith(("!.env", "!.local", "!.git"))]
    sent = {line.removeprefix("!") for line in ignored if line.startswith("!")}
    assert {*settings_apps(), "templates", "locale", "manage.py"} <= sent


def settings_apps() -> set[str]:
    """The folders of the portal's own apps."""
    return {name for name in settings.INSTALLED_APPS if (ROOT / name / "apps.py").exists()}
