"""The words of messaging: who a message goes to, what it holds, which kinds there are."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from core.text import email_address

# Nothing can be delivered under this ending (RFC 2606): whoever has such an address gets letters.
BY_LETTER = "@letter.invalid"


@dataclass(frozen=True)
class Recipient:
    """Who a message goes to. `reference` is the person's own, or None for a bare address."""

    reference: uuid.UUID | None
    email: str
    language: str = "en"

    @property
    def gets_letters(self) -> bool:
        """Whether they have no email address, so that officers write to them by post."""
        return self.email.endswith(BY_LETTER)

    @property
    def preference_id(self) -> uuid.UUID:
        """What their preferences are kept under: the reference, or one made from the address."""
        return self.reference or uuid.uuid5(
            uuid.NAMESPACE_URL, f"mailto:{email_address(self.email)}"
        )


@dataclass(frozen=True)
class Attachment:
    """A text file that travels with an email, such as a calendar file."""

    name: str
    content: str
    type: str


@dataclass(frozen=True)
class Message:
    """What is to be said: `template` names an email file with the blocks subject, text, html.

    From `worth_until`, with a time zone, it isn't sent any more: a reminder once what it reminds of
    has begun.

    `about` files it under the thing it speaks of, such as "session:12"; who may read that is said
    to `messaging.readers`.
    """

    kind: str
    to: Recipient
    template: str
    context: dict = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    about: str = ""
    worth_until: datetime | None = None


@dataclass(frozen=True)
class Kind:
    """One kind of message: what people call it, and whether they may switch it off."""

    name: str
    label: str
    optional: bool = False
    ephemeral: bool = False


class UnknownKind(LookupError):
    """No app has registered this kind of message."""


DueHandler = Callable[[str], Message | None]

_kinds: dict[str, Kind] = {}
_due_handlers: dict[str, DueHandler] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known; each app does so from its AppConfig.ready.

    Raises:
        ValueError: the name is taken by a different kind.
    """
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"Two different kinds of message are called {kind.name!r}.")


def register_due(kind: str, handler: DueHandler) -> None:
    """Name the function that turns what a due row is about into a message, or None if not due.

    Raises:
        ValueError: another function has this kind already.
    """
    if _due_handlers.setdefault(kind, handler) != handler:
        raise ValueError(f"Two functions handle due rows of kind {kind!r}.")


def kind_named(name: str) -> Kind:
    """The kind called `name`.

    Raises:
        UnknownKind: nobody registered it.
    """
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(
            f"No message kind {name!r}: call register_kind from the app's AppConfig.ready."
        ) from None


def due_handler(kind: str) -> DueHandler:
    """The function registered for due rows of `kind`.

    Raises:
        UnknownKind: nobody registered one.
    """
    try:
        return _due_handlers[kind]
    except KeyError:
        raise UnknownKind(
            f"No handler for due rows of kind {kind!r}: call register_due from AppConfig.ready."
        ) from None


def optional_kinds() -> list[Kind]:
    """The kinds that people may switch off, in the order of their names."""
    return sorted((kind for kind in _kinds.values() if kind.optional), key=lambda kind: kind.name)
