"""What other rooms ask of messaging: post a message, schedule one, register a kind."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from messaging.models import Due, OutboxMessage


@dataclass(frozen=True)
class Recipient:
    """Who a message goes to. `reference` is the person's own, or None for a bare address."""

    reference: uuid.UUID | None
    email: str
    language: str = "en"


@dataclass(frozen=True)
class Attachment:
    """A text file that travels with an email, such as a calendar file."""

    name: str
    content: str
    type: str


@dataclass(frozen=True)
class Message:
    """What is to be said: `template` names an email file with the blocks subject, text, html."""

    kind: str
    to: Recipient
    template: str
    context: dict = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Kind:
    """One kind of message: what people call it, and whether they may switch it off."""

    name: str
    label: str
    optional: bool = False
    ephemeral: bool = False


def register_kind(kind: Kind) -> None:
    """Make a kind known; each app does so from its AppConfig.ready."""
    raise NotImplementedError


def register_due(kind: str, handler: Callable[[str], Message | None]) -> None:
    """Name the function that turns a due row's subject into a message, or None if not due."""
    raise NotImplementedError


def post(message: Message, *, key: str) -> OutboxMessage | None:
    """Write one outbox row, unique on `key`, in the caller's transaction."""
    raise NotImplementedError


def schedule(*, kind: str, key: str, subject: str, due_at: datetime) -> Due:
    """Write one row to be turned into a message at `due_at` (aware); the same key is one row."""
    raise NotImplementedError


def cancel_scheduled(*, subject: str) -> int:
    """Cancel what still waits for `subject`; returns how many rows."""
    raise NotImplementedError
