"""The portal as it runs in production's processes, with Redis or PostgreSQL stopped under it."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import psycopg2
import pytest
import redis
from django.conf import settings

from tests.messaging.smtp import smtp_server
from tests.migrated import fill

services = SimpleNamespace(**runpy.run_path(str(settings.BASE_DIR / "bin" / "services.py")))

REGISTER = "/panels/sessions/stopped/register/"
EMAIL = "newcomer@demo.example"
DETAILS = {"name": "Demo Newcomer", "email": EMAIL}
SOON, AT_LAST = 3, 8
MAKE_A_SESSION = "from tests.factories.panels import SessionFactory; SessionFactory(slug='stopped')"


@pytest.fixture(scope="module")
def folder():
    """Where PostgreSQL, which runs under an account of its own, can keep its files."""
    path = Path(tempfile.mkdtemp(prefix="portal-faults-"))
    path.chmod(0o755)
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="module")
def database(folder):
    """The address of a PostgreSQL of this module's own, with one session to register for."""
    with services.postgresql(folder) as url:
        fill(url)
        manage(url, "shell", "--no-imports", "--command", MAKE_A_SESSION)
        yield url
        # The one that runs now may be another than the one that was started here.
        control(folder, "stop", "--mode=fast")


@pytest.fixture
def rows(database):
    """Asks the database, and empties what a registration wrote, before and after."""

    def ask(statement):
        with psycopg2.connect(database) as connection, connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None

    yield ask
    ask("TRUNCATE people_user, messaging_outboxmessage CASCADE")


def environment(database, **more):
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "luton_portal.settings",
        "PORTAL_MODE": "test",
        "DATABASE_URL": database,
        "REDIS_URL": "",
        **more,
    }


def manage(database, *command, **more):
    """Run a command of the portal's to its end."""
    subprocess.run(
        [sys.executable, "manage.py", *command],
        env=environment(database, **more),
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        timeout=120,
    )


@contextmanager
def portal(folder, database, broker):
    """The site on gunicorn: its address."""
    port = services.free_port()
    program = Path(sys.executable).with_name("gunicorn")
    command = [program, "luton_portal.wsgi", "--config", "deploy/gunicorn.py", "--bind"]
    variables = environment(database, REDIS_URL=broker)
    log = folder / "gunicorn.log"
    with services.running(
        [*command, f"127.0.0.1:{port}"], log=log, env=variables, cwd=settings.BASE_DIR
    ) as process:
        services.wait_for_port(port, process, log)
        yield f"http://127.0.0.1:{port}"


class Visitor:
    """Somebody who keeps cookies, sends forms, and notices how long it takes."""

    def __init__(self, address):
        self.address = address
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.status = self.seconds = 0
        self.page = self.url = ""

    def go(self, path, **answers):
        """Ask for a page, or send a form to it with the token of the last page."""
        data = None
        if answers:
            token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', self.page)[1]
            data = urlencode({"csrfmiddlewaretoken": token, **answers}).encode()
        began = time.monotonic()
        try:
            answer = self.opener.open(self.address + path, data, timeout=60)
        except HTTPError as error:
            answer = error
        with answer:
            self.page, self.url = answer.read().decode(), answer.url
            self.status = answer.status
            self.headers = answer.headers
        self.seconds = time.monotonic() - began


def registers(visitor):
    """Send every step of registering."""
    visitor.go(REGISTER, **DETAILS)
    visitor.go(REGISTER + "access/", access_needs="A loop")
    visitor.go(REGISTER + "check/", sent="yes")


def registers_and_confirms(visitor, database, rows, broker, *, within):
    """Register while the broker is away, run the sweep once, and confirm with the code."""
    registers(visitor)
    assert (visitor.status, "Enter your code" in visitor.page) == (200, True)
    assert visitor.seconds < within
    assert rows("SELECT state FROM panels_registration") == [("held",)]
    assert rows("SELECT kind, state FROM messaging_outboxmessage") == [
        ("panels.place-held", "queued")
    ]

    with smtp_server() as post:
        manage(database, "work", "--once", REDIS_URL=broker, EMAIL_URL=post.url)
    (message,) = post.messages
    assert message["To"] == EMAIL
    code = re.search(r"\d{4}-\d{4}", message["Subject"])[0]
    visitor.go(visitor.url.removeprefix(visitor.address), code=code)
    assert "Place confirmed" in visitor.page
    assert visitor.seconds < within
    assert rows("SELECT state FROM panels_registration") == [("confirmed",)]


def test_with_the_broker_stopped_a_registration_is_saved_and_the_email_follows(
    folder, database, rows
):
    with ExitStack() as broker:
        url = broker.enter_context(services.redis(folder))
        with portal(folder, database, url) as address:
            visitor = Visitor(address)
            visitor.go(REGISTER)
            broker.close()
            registers_and_confirms(visitor, database, rows, url, within=SOON)


def test_a_broker_that_hangs_holds_nobody_up(folder, database, rows):
    with services.redis(folder) as url, portal(folder, database, url) as address:
        visitor = Visitor(address)
        visitor.go(REGISTER)
        with redis.Redis.from_url(url) as client:
            client.client_pause(600_000)
        registers_and_confirms(visitor, database, rows, url, within=AT_LAST)


def test_with_the_database_stopped_people_read_a_plain_page_and_it_recovers(folder, database, rows):
    with portal(folder, database, "") as address:
        visitor = Visitor(address)
        visitor.go(REGISTER)
        assert visitor.status == 200
        before = visitor.page
        control(folder, "stop", "--mode=fast")
        try:
            for path, answers in (("/", {}), (REGISTER, {}), (REGISTER, DETAILS)):
                visitor.page = before
                visitor.go(path, **answers)
                assert visitor.status == 503, path
                assert "The site is taking a short break" in visitor.page
                assert "Traceback" not in visitor.page
                assert "psycopg2" not in visitor.page
                assert visitor.headers["Retry-After"]
                assert visitor.seconds < SOON
        finally:
            control(folder, "restart", "--wait")
        visitor.page = before
        registers(visitor)
        assert "Enter your code" in visitor.page
        assert rows("SELECT state FROM panels_registration") == [("held",)]


def control(folder, *command):
    """Stop the server or start it again as it was, under the account whose files they are."""
    data = folder / "postgresql"
    program = services.find("postgresql").resolve().parent / "pg_ctl"
    owner = {}
    if os.geteuid() == 0:
        account = data.stat()
        owner = {"user": account.st_uid, "group": account.st_gid, "extra_groups": []}
    subprocess.run(
        [program, *command, f"--pgdata={data}", "--silent", f"--log={data / 'again.log'}"],
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **owner,
    )
