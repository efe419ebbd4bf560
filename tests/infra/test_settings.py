"""Production starts with what it needs, and says what is missing."""

import os
import re
import subprocess
import sys

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
ENOUGH = {
    "SECRET_KEY": "a-key-for-this-test-that-is-long-enough-to-be-taken-for-a-real-one-0123456789",
    "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "portal.example",
    "SITE_URL": "https://portal.example",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "DEFAULT_FROM_EMAIL": "no-reply@portal.example",
    "CONTACT_EMAIL": "involvement@portal.example",
    "CONTACT_TELEPHONE": "01582 000000",
    "EQUALITY_KEYS": "YS1rZXktZm9yLXRoaXMtdGVzdC1vZi0zMi1ieXRlcyE=",
}


def start(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess:
    """Start the portal with this environment and nothing of the test's own."""
    return subprocess.run(
        [sys.executable, "manage.py", *(arguments or ["check"])],
        env={"PATH": os.environ["PATH"], **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_it_starts_with_what_it_needs_and_passes_every_check_of_a_deployment():
    done = start(ENOUGH, "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", settings.REQUIRED_IN_PRODUCTION)
@pytest.mark.parametrize("empty", [False, True])
def test_it_names_what_is_missing(name, empty):
    some = {key: value for key, value in ENOUGH.items() if key != name}
    done = start({**some, name: ""} if empty else some)
    assert done.returncode != 0
    assert re.search(rf"can't start in production without: {name}\. ", done.stderr)


def test_a_key_that_is_none_is_named():
    done = start({**ENOUGH, "EQUALITY_KEYS": "too-short"})
    assert done.returncode != 0
    assert "EQUALITY_KEYS" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("EQUALITY_KEYS", settings.DEMO_EQUALITY_KEY),
        ("EQUALITY_KEYS", f"{ENOUGH['EQUALITY_KEYS']},{settings.DEMO_EQUALITY_KEY}"),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "portal.example,*"),
        ("SECRET_KEY", settings.DEMO_SECRET_KEY),
        ("SECRET_KEY_FALLBACKS", settings.DEMO_SECRET_KEY),
    ],
)
def test_what_everybody_knows_is_refused_and_named(name, value):
    done = start({**ENOUGH, name: value})
    assert done.returncode != 0
    assert name.removesuffix("_FALLBACKS") in done.stderr.splitlines()[-1]


def test_a_mode_that_does_not_exist_is_named():
    done = start({**ENOUGH, "PORTAL_MODE": "staging"})
    assert done.returncode != 0
    assert "'staging'" in done.stderr


def test_a_demonstration_needs_nothing():
    assert start({"PORTAL_MODE": "demo"}).returncode == 0


def test_production_refuses_invented_people():
    done = start(ENOUGH, "seed_demo")
    assert done.returncode != 0
    assert "production" in done.stderr


def test_the_example_names_everything_that_is_read():
    source = (ROOT / "luton_portal/settings.py").read_text()
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', source))
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, re.MULTILINE))
    assert {*settings.REQUIRED_IN_PRODUCTION, *read} - named == {"PORTAL_MODE"}
