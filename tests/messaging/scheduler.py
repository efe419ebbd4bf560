"""A scheduler in a process of its own: waits for a line, then says and sends what is due.

Arguments: the file in which it notes each reminder that it was asked for.
"""

import os
import sys

import django


def main(ledger: str) -> None:
    """Register the tests' reminder, say "ready", and do one round when told to."""
    django.setup()
    from jobs.scheduler import tick  # noqa: PLC0415
    from messaging.services import (  # noqa: PLC0415
        Kind,
        Message,
        Recipient,
        register_due,
        register_kind,
    )

    noted = os.open(ledger, os.O_WRONLY | os.O_APPEND)

    def remind(subject):
        os.write(noted, f"{subject}\n".encode())
        to = Recipient(None, f"{subject}@demo.example")
        return Message("test-reminder", to, "messaging/base.email")

    register_kind(Kind("test-reminder", "A reminder"))
    register_due("test-reminder", remind)
    print("ready", flush=True)  # noqa: T201
    sys.stdin.readline()
    tick()


main(sys.argv[1])
