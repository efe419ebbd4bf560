"""A small SMTP server that behaves as badly as a test asks."""

import contextlib
import email
import email.policy
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANG, DROP = "hang", "drop"


class Conversation(socketserver.StreamRequestHandler):
    """One connection: answers each command as the server was told to."""

    def handle(self):
        with contextlib.suppress(OSError):
            if self.answer("CONNECT", "220 ready"):
                while line := self.rfile.readline():
                    verb = line.split()[0].decode().upper()
                    if not (self.data() if verb == "DATA" else self.answer(verb, "250 fine")):
                        break

    def answer(self, verb: str, fine: str) -> bool:
        """Say what the server was told to say; False ends the conversation."""
        self.server.on_step(verb, len(self.server.messages))
        said = self.server.answers.get(verb, fine)
        if said == HANG:
            self.server.released.wait()
        if said in {HANG, DROP}:
            return False
        self.wfile.write(f"{said}\r\n".encode())
        return verb != "QUIT"

    def data(self) -> bool:
        """Take the message in, then answer for it."""
        if not self.answer("DATA", "354 go on"):
            return False
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        if line:
            message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
            self.server.messages.append(message)
        return self.answer("TAKEN", "250 taken")


class SmtpServer(socketserver.ThreadingTCPServer):
    """On a free port; `answers` maps a verb, CONNECT or TAKEN to a reply, HANG or DROP."""

    daemon_threads = False

    def __init__(self, answers: dict[str, str], on_step: Callable[[str, int], None]):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.answers, self.on_step = answers, on_step
        self.released = threading.Event()
        self.messages: list[email.message.EmailMessage] = []

    @property
    def url(self) -> str:
        """For EMAIL_URL."""
        return f"smtp://127.0.0.1:{self.server_address[1]}"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of each message taken, repeats included."""
        return [message["Message-ID"] for message in self.messages]


@contextmanager
def smtp_server(
    answers: dict[str, str] | None = None,
    on_step: Callable[[str, int], None] = lambda verb, taken: None,
) -> Iterator[SmtpServer]:
    """A running server; `on_step` hears each verb, before its answer, and the number taken."""
    with SmtpServer(answers or {}, on_step) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield server
        finally:
            server.released.set()
            server.shutdown()
            thread.join()
