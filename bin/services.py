"""Throwaway PostgreSQL and Redis, and the programs that tests and the stack need.

The system's Python runs this, before there is a virtual environment: standard library only.
"""

import contextlib
import glob
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple


class Part(NamedTuple):
    """A program under any of `names`, on the PATH or in `folder`; `package` is Debian's."""

    names: tuple[str, ...]
    package: str
    folder: str = "/usr/sbin"


PARTS = {
    "postgresql": Part(("postgres",), "postgresql", "/usr/lib/postgresql/*/bin"),
    "redis": Part(("redis-server",), "redis-server"),
    "chromium": Part(
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        "chromium-headless-shell",
    ),
    "nginx": Part(("nginx",), "nginx-light"),
    "gettext": Part(("xgettext",), "gettext"),
}
START_SECONDS = 20
STOP_SECONDS = 30


class Stopped(BaseException):
    """A signal asked this program to end."""

    def __init__(self, number: int):
        super().__init__(number)
        self.number = number


def find(part: str) -> Path | None:
    """The program of `part`, or None where the machine has none."""
    names, _, folder = PARTS[part]
    path = os.pathsep.join([os.environ.get("PATH", ""), *sorted(glob.glob(folder))])
    found = [shutil.which(name, path=path) for name in names]
    return next((Path(program) for program in found if program), None)


def need(*parts: str) -> dict[str, Path]:
    """Find every part, installing what is missing where that is possible.

    Ends the program with what to install where it is not: nothing is skipped for want of a part.
    """
    missing = [part for part in parts if find(part) is None]
    if missing:
        _install([PARTS[part].package for part in missing])
    still = [part for part in parts if find(part) is None]
    if still:
        packages = " ".join(PARTS[part].package for part in still)
        sys.exit(
            f"This needs {', '.join(still)}, which this machine doesn't have.\n"
            f"Install with: sudo apt-get install {packages}"
        )
    return {part: find(part) for part in parts}


def _install(packages: list[str]) -> None:
    """Install Debian packages as root or through sudo, if either can be had."""
    if not shutil.which("apt-get"):
        return
    prefix = []
    if os.geteuid():
        if not shutil.which("sudo"):
            return
        prefix = ["sudo"] if sys.stdin.isatty() else ["sudo", "-n"]
    print(f"Installing {' '.join(packages)} from Debian's packages", flush=True)
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*quiet, "update"], check=False)
    subprocess.run(
        [*quiet, "install", "-y", "--no-install-recommends", "-o=Dpkg::Use-Pty=0", *packages],
        stdout=subprocess.DEVNULL,
        check=False,
    )


def free_port() -> int:
    """A TCP port on the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_port(port: int, process: subprocess.Popen, log: Path) -> None:
    """Return when `port` answers; end the program with the log's end if `process` doesn't."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.03)
    sys.exit(f"{process.args[0]} did not start:\n{log.read_text()[-3000:]}")


@contextlib.contextmanager
def running(
    command: list, *, log: Path, stop: int = signal.SIGTERM, **options
) -> Iterator[subprocess.Popen]:
    """Run `command` in a session of its own, and stop it at the end whatever happens."""
    with log.open("ab") as out:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
            **options,
        )
    try:
        yield process
    finally:
        end(process, stop)


def end(process: subprocess.Popen, number: int = signal.SIGTERM) -> int:
    """Send a signal, wait, and kill after half a minute. Returns the exit code."""
    if process.poll() is None:
        process.send_signal(number)
    try:
        return process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


@contextlib.contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """A throwaway PostgreSQL in `folder`; gives its database URL."""
    programs = need("postgresql")["postgresql"].resolve().parent
    owner = {}
    if os.geteuid() == 0:
        account = _unprivileged()
        owner = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    data, log, port = folder / "postgresql", folder / "postgresql.log", free_port()
    data.mkdir(mode=0o700)
    if owner:
        os.chown(data, account.pw_uid, account.pw_gid)
    options = [
        "--no-sync",
        "--auth=trust",
        "--username=portal",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
    ]
    made = subprocess.run(
        [programs / "initdb", *options, f"--pgdata={data}"],
        capture_output=True,
        check=False,
        cwd="/",
        **owner,
    )
    if made.returncode:
        sys.exit(f"initdb failed:\n{made.stderr.decode()}")
    settings = {
        "port": port,
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": data,
        "max_connections": 400,
        "fsync": "off",
        "full_page_writes": "off",
        "synchronous_commit": "off",
        "jit": "off",
        "checkpoint_timeout": "1h",
        "max_wal_size": "4GB",
    }
    command = [programs / "postgres", "-D", data]
    command += [f"--{name}={value}" for name, value in settings.items()]
    with running(command, log=log, stop=signal.SIGINT, cwd="/", **owner) as process:
        wait_for_port(port, process, log)
        address = ["--host=127.0.0.1", f"--port={port}", "--username=portal"]
        until = time.monotonic() + START_SECONDS
        while subprocess.run([programs / "pg_isready", "-q", *address], check=False).returncode:
            if time.monotonic() > until:
                sys.exit(f"PostgreSQL did not become ready:\n{log.read_text()[-3000:]}")
            time.sleep(0.03)
        subprocess.run([programs / "createdb", *address, "portal"], check=True)
        yield f"postgres://portal@127.0.0.1:{port}/portal"


def _unprivileged() -> pwd.struct_passwd:
    """An account that may run PostgreSQL, which refuses to run as root."""
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            return pwd.getpwnam(name)
    sys.exit("PostgreSQL doesn't run as root, and there is no account postgres or nobody to use.")


@contextlib.contextmanager
def redis(folder: Path) -> Iterator[str]:
    """A throwaway Redis that keeps nothing; gives its URL."""
    port, log = free_port(), folder / "redis.log"
    command = [need("redis")["redis"], f"--port {port}", "--bind 127.0.0.1", "--save ''"]
    with running([*command, f"--dir {folder}"], log=log) as process:
        wait_for_port(port, process, log)
        yield f"redis://127.0.0.1:{port}/0"


@contextlib.contextmanager
def throwaway() -> Iterator[tuple[Path, dict[str, str]]]:
    """PostgreSQL and Redis for as long as the block lasts: a folder and their environment."""
    need("postgresql", "redis")
    folder = Path(tempfile.mkdtemp(prefix="portal-"))
    folder.chmod(0o755)
    try:
        with postgresql(folder) as database, redis(folder) as broker:
            yield folder, {"DATABASE_URL": database, "REDIS_URL": broker}
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def stop_on_signals() -> None:
    """Turn the signals that end a program into an exception, so that everything is stopped."""

    def stop(number, _frame):
        raise Stopped(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def run(command: list[str], environment: dict[str, str]) -> int:
    """Run a command in the foreground with `environment` added; returns its exit code."""
    child = subprocess.Popen(command, env={**os.environ, **environment})
    try:
        code = child.wait()
    except Stopped as stopped:
        # A terminal's Ctrl-C reaches the child by itself.
        if not (stopped.number == signal.SIGINT and sys.stdin.isatty()):
            child.send_signal(stopped.number)
        code = end(child, 0)
    return code if code >= 0 else 128 - code
