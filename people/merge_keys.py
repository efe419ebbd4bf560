"""What becomes of each key that leads to a person where two records of one person become one.

Each app says so of its own keys from AppConfig.ready:

    moves("recruitment.Invitation", "invited_by", _("invitations"))
    moves("panels.Registration", "person", _("registrations"), doubles=..., drop=..., says=...)
    stays("jobs.BackgroundJob", "asked_by")

A ledger needs nothing: its entries move. Merging refuses, and a test fails, while a key is missing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from people.models import User

Words = str | Promise
LEDGERS = _("entries of histories")


def _nothing(_kept: User, _gone: User) -> Sequence[Model]:
    return ()


def _nothing_to_tell(_kept: User) -> Sequence[str]:
    return ()


def _no_objection(_kept: User, _gone: User) -> str:
    return ""


@dataclass(frozen=True)
class Key:
    """How one key to a person moves from the record that goes to the one that is kept.

    Args:
        words: what its rows are, as an officer reads it.
        refuses: (kept, gone) -> why the two can't be merged, or "".
        doubles: (kept, gone) -> the rows, of either, that can't stay beside one of the other's.
        drop: ends or deletes one of those.
        says: what an officer reads of one that is dropped.
        tells: (kept) -> what the person is told that they have now, a line each, in the language
            that is active.
    """

    words: Words
    refuses: Callable[[User, User], str] = _no_objection
    doubles: Callable[[User, User], Sequence[Model]] = _nothing
    drop: Callable[[Model], object] = Model.delete
    says: Callable[[Model], str] = str
    tells: Callable[[User], Sequence[str]] = _nothing_to_tell


_keys: dict[tuple[str, str], Key] = {}
_staying: set[tuple[str, str]] = set()


def moves(model: str, field: str, words: Words, **how) -> None:
    """Say that this key of `model` ("app.Model") moves, and how, as `Key` has it."""
    _keys[model, field] = Key(words, **how)


def stays(model: str, field: str) -> None:
    """Say that this key stays with the record that goes: it tells what was done under its name."""
    _staying.add((model, field))


def keys_to_people() -> list[tuple[type[Model], str]]:
    """Every key of every table that leads to a person: the model and the name of its field."""
    found = [
        (relation.related_model, relation.field.name)
        for relation in User._meta.get_fields(include_hidden=True)
        if (relation.one_to_many or relation.one_to_one) and not relation.concrete
    ]
    return sorted(found, key=lambda key: (key[0]._meta.label, key[1]))


def moving_keys() -> list[tuple[type[Model], str, Key]]:
    """The keys that move, in one order.

    Raises:
        LookupError: nobody has said what becomes of a key, which is named.
    """
    found = []
    for model, field in keys_to_people():
        name = (model._meta.label, field)
        key = _keys.get(name) or (Key(LEDGERS) if issubclass(model, MoveRecord) else None)
        if key:
            found.append((model, field, key))
        elif name not in _staying:
            raise LookupError(f"Say what becomes of {'.'.join(name)} where records are merged.")
    return found
