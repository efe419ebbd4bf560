"""The production topology, run natively from the compose file: nginx, gunicorn, Celery."""

import gzip
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings

HERE = """
import json, os, sys
print("STACK", json.dumps(dict(os.environ)), flush=True)
sys.stdin.read()
"""
TRIES = 150


@pytest.fixture(scope="module")
def stack():
    """The environment of a command that runs beside the stack."""
    process = subprocess.Popen(
        [sys.executable, "bin/stack", sys.executable, "-c", HERE],
        cwd=settings.BASE_DIR,
        env={name: value for name, value in os.environ.items() if name != "PORT"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    said = next((line for line in process.stdout if line.startswith("STACK ")), "")
    assert said, process.communicate()[1][-3000:]
    yield json.loads(said.removeprefix("STACK "))
    process.communicate(timeout=90)
    assert process.returncode == 0


class Answer:
    """What came back, with its body unpacked."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        body = response.read()
        self.packed = response.headers.get("Content-Encoding") == "gzip"
        self.body = gzip.decompress(body) if self.packed else body


@pytest.fixture
def ask(stack):
    """Asks nginx for a path, from any address of this machine."""

    def send(path, *, method="GET", body=None, source="127.0.0.1", **headers) -> Answer:
        connection = http.client.HTTPConnection(
            urlsplit(stack["SITE_URL"]).netloc, timeout=30, source_address=(source, 0)
        )
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, named)
        try:
            return Answer(connection.getresponse())
        finally:
            connection.close()

    return send


def eventually(happened) -> bool:
    """Whether `happened()` comes true within half a minute."""
    pause = threading.Event()
    return any(happened() or pause.wait(0.2) for _ in range(TRIES))


def test_everything_is_ready(ask):
    answer = ask("/health/ready")
    assert answer.status == 200
    assert set(json.loads(answer.body)["checks"].values()) == {"ok"}


def test_pages_travel_packed_and_a_page_unchanged_is_not_sent_again(ask):
    first = ask("/", Accept_Encoding="gzip")
    assert first.packed
    assert b"<h1" in first.body
    again = ask("/", Accept_Encoding="gzip", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")


def test_static_files_may_be_kept_for_good(ask):
    page = ask("/").body.decode()
    sheet = page.partition('rel="stylesheet"')[0].rpartition("<link")[2]
    sheet += page.partition('rel="stylesheet"')[2].partition(">")[0]
    path = sheet.partition('href="')[2].partition('"')[0]
    answer = ask(path, Accept_Encoding="gzip")
    assert answer.status == 200
    assert answer.packed
    assert "immutable" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(("source", "scheme"), [("127.0.0.1", "https"), ("127.0.0.2", "http")])
def test_only_the_front_proxy_is_believed_about_encryption(ask, source, scheme):
    path = "/api/v1/wards/?page_size=1"
    answer = ask(path, source=source, X_Forwarded_Proto="https")
    assert json.loads(answer.body)["next"].startswith(f"{scheme}://")


def test_a_body_that_is_too_large_is_refused(ask):
    assert ask("/panels/", method="POST", body=b"x" * 11_000_000).status == 413


def test_a_message_that_waits_is_sent_by_the_worker(stack):
    database = psycopg2.connect(stack["DATABASE_URL"])
    database.autocommit = True
    now = datetime.now(UTC)
    row = {
        "key": "stack-test",
        "kind": "panels.place",
        "to_address": "resident@demo.example",
        "language": "en",
        "subject": "Note",
        "text": "Your place is kept.",
        "html": "",
        "headers": "{}",
        "attachments": "[]",
        "ephemeral": False,
        "state": "queued",
        "attempts": 0,
        "next_attempt_at": now,
        "last_error": "",
        "created_at": now,
        "give_up_at": now + timedelta(days=5),
    }

    def state() -> str:
        with database.cursor() as cursor:
            cursor.execute("SELECT state FROM messaging_outboxmessage WHERE key = 'stack-test'")
            return cursor.fetchone()[0]

    with database.cursor() as cursor:
        columns, marks = ", ".join(row), ", ".join(["%s"] * len(row))
        cursor.execute(
            f"INSERT INTO messaging_outboxmessage ({columns}) VALUES ({marks})",  # noqa: S608
            list(row.values()),
        )
    environment = {**os.environ, **stack}
    task = ["celery", "--app", "luton_portal", "call", "jobs.tasks.tick"]
    subprocess.run(
        [sys.executable, "-m", *task],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        check=True,
    )
    assert eventually(lambda: state() == "sent")
    database.close()


def test_without_web_processes_nginx_says_what_to_do(stack, ask):
    """The last test here: afterwards nothing answers but nginx."""
    os.kill(int((Path(stack["PORTAL_STACK"]) / "web.pid").read_text()), signal.SIGTERM)
    assert eventually(lambda: ask("/").status == 503)
    answer = ask("/panels/")
    assert answer.headers["Retry-After"] == "60"
    assert b"Your places are safe" in answer.body
