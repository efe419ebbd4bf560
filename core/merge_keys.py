"""What becomes of each key that leads to a thing where two rows of one thing become one.

Two records of one person, or of one group, are merged with everything kept. Each app says what
becomes of its own keys; merging refuses, and a test fails, while a key is missing.

    KEYS = KeysTo("organisations.Organisation")
    KEYS.moves("panels.Session", "organisation", _("sessions"))

A ledger needs nothing: its entries move.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from core.refusal import Refusal

Words = str | Promise
LEDGERS = _("entries of histories")


def _nothing(_kept: Model, _gone: Model) -> Sequence[Model]:
    return ()


def _no_objection(_kept: Model, _gone: Model) -> str:
    return ""


@dataclass(frozen=True)
class Key:
    """How one key moves from the row that goes to the one that is kept.

    Args:
        words: what its rows are, as an officer reads it.
        refuses: (kept, gone) -> why the two can't be merged, or "".
        doubles: (kept, gone) -> the rows, of either, that can't stay beside one of the other's.
        drop: ends or deletes one of those.
        says: what an officer reads of one that is dropped.
    """

    words: Words
    refuses: Callable[[Model, Model], str] = _no_objection
    doubles: Callable[[Model, Model], Sequence[Model]] = _nothing
    drop: Callable[[Model], object] = Model.delete
    says: Callable[[Model], str] = str


class KeysTo:
    """What the apps have said of the keys that lead to `model`, named as "app.Model"."""

    def __init__(self, model: str):
        self._model = model
        self._keys: dict[tuple[str, str], Key] = {}
        self._staying: set[tuple[str, str]] = set()

    def moves(self, model: str, field: str, words: Words, **how) -> None:
        """Say that this key of `model` ("app.Model") moves, and how, as `Key` has it."""
        self._keys[model, field] = Key(words, **how)

    def stays(self, model: str, field: str) -> None:
        """Say that this key stays with the row that goes: it tells what was done under its name."""
        self._staying.add((model, field))

    def named(self) -> set[tuple[str, str]]:
        """Every key that an app has said something of."""
        return {*self._keys, *self._staying}

    def found(self) -> list[tuple[type[Model], str]]:
        """Every key of every table that leads to the model: the table and the name of the field."""
        found = [
            (relation.related_model, relation.field.name)
            for relation in apps.get_model(self._model)._meta.get_fields(include_hidden=True)
            if (relation.one_to_many or relation.one_to_one) and not relation.concrete
        ]
        return sorted(found, key=lambda key: (key[0]._meta.label, key[1]))

    def moving(self) -> list[tuple[type[Model], str, Key]]:
        """The keys that move, in one order.

        Raises:
            LookupError: nobody has said what becomes of a key, which is named.
        """
        found = []
        for model, field in self.found():
            name = (model._meta.label, field)
            key = self._keys.get(name) or (Key(LEDGERS) if issubclass(model, MoveRecord) else None)
            if key:
                found.append((model, field, key))
            elif name not in self._staying:
                said = (
                    f"Say what becomes of {'.'.join(name)} where two of {self._model} are merged."
                )
                raise LookupError(said)
        return found

    def planned(self, kept: Model, gone: Model) -> tuple[dict[str, int], list[str]]:
        """How many rows would move, by what they are, and what is said of those that are dropped.

        Raises:
            Refusal: `cannot-merge` where an app says why not.
        """
        moved: dict[str, int] = {}
        drops: list[str] = []
        for model, field, key in self.moving():
            why = key.refuses(kept, gone)
            if why:
                raise Refusal(why, code="cannot-merge")
            doubles = list(key.doubles(kept, gone))
            drops += [str(key.says(row)) for row in doubles]
            column = model._meta.get_field(field).attname
            number = model._base_manager.filter(**{field: gone.pk}).count()
            number -= sum(getattr(row, column) == gone.pk for row in doubles)
            moved[str(key.words)] = moved.get(str(key.words), 0) + number
        return moved, drops

    def move_all(self, kept: Model, gone: Model) -> None:
        """Move every key from `gone` to `kept`, dropping what can't stay beside another.

        Raises:
            IntegrityError: something was added to one of them meanwhile.
        """
        for model, field, key in self.moving():
            for row in key.doubles(kept, gone):
                key.drop(row)
            model._base_manager.filter(**{field: gone.pk}).update(**{field: kept.pk})
