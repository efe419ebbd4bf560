"""`bin/with-services` starts what a command needs and leaves nothing behind."""

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.conf import settings

COMMAND = [sys.executable, "bin/with-services"]
PRINT = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'], flush=True)"
WORK = f"""
import psycopg2, redis
{PRINT}
database = psycopg2.connect(os.environ['DATABASE_URL'])
with database.cursor() as cursor:
    cursor.execute('SHOW fsync')
    assert cursor.fetchone() == ('off',)
assert redis.Redis.from_url(os.environ['REDIS_URL']).ping()
raise SystemExit(7)
"""
WAIT = f"import signal; {PRINT}; signal.pause()"


@pytest.fixture
def empty_folder():
    """A temporary folder that the account PostgreSQL runs under can reach into."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # noqa: S103
        yield Path(folder)


def ports(printed: str) -> list[int]:
    found = [int(port) for port in re.findall(r"127\.0\.0\.1:(\d+)", printed)]
    assert len(found) == 2
    return found


def answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_a_command_has_both_and_its_exit_code_is_passed_on(empty_folder):
    done = subprocess.run(
        [*COMMAND, sys.executable, "-c", WORK],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TMPDIR": str(empty_folder)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 7, done.stderr
    assert not any(answers(port) for port in ports(done.stdout))
    assert list(empty_folder.iterdir()) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_stops_everything(empty_folder, number):
    process = subprocess.Popen(
        [*COMMAND, sys.executable, "-c", WAIT],
        cwd=settings.BASE_DIR,
        env={**os.environ, "TMPDIR": str(empty_folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    both = ports(process.stdout.readline())
    assert all(answers(port) for port in both)
    process.send_signal(number)
    _, complaint = process.communicate(timeout=60)
    assert process.returncode == 128 + number, complaint
    assert not any(answers(port) for port in both)
    assert list(empty_folder.iterdir()) == []


def test_what_is_missing_is_named(tmp_path):
    """Without any package manager in reach, it stops and says what to install."""
    script = (
        "import services; "
        "services.PARTS['nginx'] = services.Part(('no-such-program',), 'no-such-package'); "
        "services.need('nginx')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=settings.BASE_DIR / "bin",
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "sudo apt-get install no-such-package" in done.stderr
