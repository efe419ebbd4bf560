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
class MadeFile:
    """A file that is made as the email goes out, so that making it holds nothing up: a PDF.

    Args:
        made_by: a name that an app gave to `register_file`.
        of: what it is made of, such as a primary key.
    """

    name: str
    made_by: str
    of: str
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
    attachments: tuple[Attachment | MadeFile, ...] = ()
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
FileMaker = Callable[[str, str], bytes]

_kinds: dict[str, Kind] = {}
_due_handlers: dict[str, DueHandler] = {}
_due_labels: dict[str, str] = {}
_files: dict[str, FileMaker] = {}


def register_kind(kind: Kind) -> None:
    """Make a kind known; each app does so from its AppConfig.ready.

    Raises:
        ValueError: the name is taken by a different kind.
    """
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"Two different kinds of message are called {kind.name!r}.")


def register_due(kind: str, handler: DueHandler, label: str = "") -> None:
    """Name the function that turns what a due row is about into a message, or None if not due.

    Args:
        label: what officers call it, where no kind of message has its name.

    Raises:
        ValueError: another function has this kind already.
    """
    if _due_handlers.setdefault(kind, handler) != handler:
        raise ValueError(f"Two functions handle due rows of kind {kind!r}.")
    if label:
        _due_labels[kind] = label


def register_file(name: str, make: FileMaker) -> None:
    """Name the function that makes a file from what it is of and a language.

    Raises:
        ValueError: another function has this name already.
    """
    if _files.setdefault(name, make) != make:
        raise ValueError(f"Two functions make files called {name!r}.")


def content_of(attachment: dict, language: str) -> str | bytes:
    """What a file of an outbox row holds, made now where it is one that is made.

    Args:
        attachment: an Attachment or a MadeFile, as the row keeps it.
        language: of the email.
    """
    if "made_by" in attachment:
        return _files[attachment["made_by"]](attachment["of"], language)
    return attachment["content"]


def label_of(name: str) -> str:
    """What a kind of message, or of due row, is called; its name where nobody said it."""
    return str(_kinds[name].label if name in _kinds else _due_labels.get(name) or name)


def kind_labels() -> dict[str, str]:
    """{name: what it is called} of every kind of message and of due row."""
    return {name: label_of(name) for name in [*_kinds, *_due_handlers]}


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
