"""Forms that know what they were made from, so that an old page undoes nobody's work.

The page carries a mark of each value that it showed. Where one of them is another by the time it is
sent, nothing is saved: both are shown, what the person typed is kept, and what they didn't touch is
shown as it is saved now.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.refusal import Refusal

MADE_FROM = "made_from"
BESIDE = "beside:"


class MadeFromField(forms.CharField):
    """A mark of each value that a form was made from; shown anew as it is now, and no change."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(label="", required=False)

    def bound_data(self, data, initial):
        return initial

    def has_changed(self, initial, data):
        return False


class KnowsWhatItWasMadeFrom(forms.BaseForm, metaclass=DeclarativeFieldsMetaclass):
    """A form that isn't saved over what somebody else saved while it was open.

    It stands first among a form's classes, also of a form in an inline:

        class VenueForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.ModelForm): ...

    The page carries a mark of each value that the form was made from. When it comes back and a
    saved value is another by now, the form isn't valid. Shown again, it says so; a field that the
    officer touched keeps their words beside what is saved now, one that they didn't touch shows
    what is saved now. Saving a second time keeps what the page then shows.

    A bound form of a row locks the row and reads it anew, so it needs the transaction in which the
    row is saved; Django's admin opens one for each POST. `changes` are the columns to write.

    Attributes:
        knows: whether there is something that it was made from; a new row never is.
        beside: {label: words} that the page shows beside the fields, and that count as well.
        apart: whether each field is a row of its own: only what both changed stands in the way.
        not_compared: fields that are written so that they can't undo anything.
        is_stale: whether the last check found that somebody else saved meanwhile.
    """

    made_from = MadeFromField()
    knows = True
    beside: Mapping[str, str] = {}
    apart = False
    not_compared: Iterable[str] = ()
    is_stale = False

    def __init__(self, *args, **kwargs):
        thing = kwargs.get("instance")
        posted = kwargs.get("data", args[0] if args else None)
        if posted is not None and thing is not None and not thing._state.adding:
            self.lock(thing)
        super().__init__(*args, **kwargs)

    def lock(self, thing: Model) -> None:
        """Lock the row and read it anew. Override it where other rows are locked first.

        Raises:
            Refusal: `gone` where it was deleted a moment ago.
        """
        try:
            thing.refresh_from_db(from_queryset=type(thing)._base_manager.select_for_update())
        except type(thing).DoesNotExist as gone:
            words = _("Somebody else has deleted this meanwhile, so nothing is saved.")
            raise Refusal(words, code="gone") from gone

    def changes(self) -> dict:
        """The columns that the officer changed, and their new values."""
        return changed_columns(self)

    def get_initial_for_field(self, field, field_name):
        if field_name == MADE_FROM:
            return json.dumps(self.marks_now) if self._is_of_something else ""
        return super().get_initial_for_field(field, field_name)

    def full_clean(self):
        super().full_clean()
        if self.is_bound:
            self.cleaned_data.pop(MADE_FROM, None)
            if self._is_of_something:
                self._refuse_what_is_stale()

    @property
    def _is_of_something(self) -> bool:
        thing = getattr(self, "instance", None)
        return self.knows and (thing is None or not thing._state.adding)

    @cached_property
    def marks_now(self) -> dict[str, str]:
        """A mark of each value as it is saved now, and of what stands beside the fields."""
        return {name: _mark(self.fields[name], self[name].initial) for name in self._compared} | {
            f"{BESIDE}{label}": _mark(forms.CharField(), words)
            for label, words in self.beside.items()
        }

    @property
    def _compared(self) -> list[str]:
        left_out = {MADE_FROM, *self.not_compared}
        return [
            name
            for name, field in self.fields.items()
            if name not in left_out and not field.disabled
        ]

    def _refuse_what_is_stale(self) -> None:
        """Say what somebody else saved since the form was made."""
        made_from = _marks_in(self[MADE_FROM].data)
        kept, taken = self._overtaken(made_from)
        marks = made_from or {}
        beside = [
            label
            for label in self.beside
            if marks.get(f"{BESIDE}{label}") != self.marks_now[f"{BESIDE}{label}"]
        ]
        for name in taken:
            self._show_what_is_saved(name)
        if not kept and not beside and (self.apart or not taken):
            return
        self.is_stale = True
        self.add_error(None, self._stale_words(kept, taken, beside))
        for name in kept:
            words = _("Saved meanwhile: %(saved)s. Yours is kept here and is not saved yet.")
            self.add_error(name, words % {"saved": self._in_words(name)})

    def _overtaken(self, made_from: Mapping[str, str] | None) -> tuple[list[str], list[str]]:
        """The fields that somebody else saved meanwhile: touched here as well, and not touched."""
        kept, taken = [], []
        for name in self._compared:
            now = self.marks_now[name]
            # A form without any marks is taken for one that showed nothing; a field without one in
            # a form that has them wasn't on the page.
            before = made_from.get(name) if made_from is not None else NOTHING
            if before == now:
                continue
            typed = self._typed_mark(name)
            if typed == now:
                continue
            touched = made_from is None or (before is not None and typed not in (None, before))
            (kept if touched else taken).append(name)
        return kept, taken

    def _typed_mark(self, name: str) -> str | None:
        """The mark of what was typed; None where no other file was chosen."""
        field, typed = self.fields[name], self[name].data
        if isinstance(field, forms.FileField):
            return _mark(field, typed) if typed else None
        with suppress(ValidationError):
            typed = field.clean(typed)
        return _mark(field, typed)

    def _show_what_is_saved(self, name: str) -> None:
        field = self.fields[name]
        field.bound_data = lambda data, initial: initial
        field.has_changed = lambda initial, data: False
        if name in self.errors:
            del self.errors[name]
        self.cleaned_data[name] = self[name].initial
        self.__dict__.pop("changed_data", None)

    def _stale_words(self, kept, taken, beside) -> list[str]:
        lines = [
            _("Somebody else saved this while you had it open. Nothing of yours is saved yet."),
        ]
        for names, words in (
            (kept, _("You and somebody else both changed: %(fields)s. Both are shown there.")),
            (taken, _("Only somebody else changed: %(fields)s. It is shown as saved now.")),
        ):
            labels = ", ".join(str(capfirst(self[name].label)) for name in names)
            lines += [words % {"fields": labels}] if names else []
        changed = _("Somebody else changed “%(label)s”. It is now: %(words)s")
        lines += [
            changed % {"label": label, "words": self.beside[label] or _("nothing")}
            for label in beside
        ]
        return [*lines, _("Check the page and save again to keep what it shows.")]

    def _in_words(self, name: str) -> str:
        """What is saved now, as people read it."""
        field, value = self.fields[name], self[name].initial
        if isinstance(field, forms.ModelChoiceField):
            values = value if isinstance(value, list | tuple) else [value]
            found = field.queryset.filter(pk__in=[getattr(v, "pk", v) for v in values if v])
            said = ", ".join(map(field.label_from_instance, found))
        elif isinstance(field, forms.ChoiceField):
            labels = dict(field.choices)
            values = value if isinstance(value, list | tuple) else [value]
            said = ", ".join(str(labels.get(v, v)) for v in values if v not in (None, ""))
        elif isinstance(value, bool):
            said = _("yes") if value else _("no")
        elif isinstance(value, date):
            said = localize(localtime(value) if isinstance(value, datetime) else value)
        else:
            value = field.prepare_value(value)
            said = "" if value is None else f"“{value}”" if value != "" else ""
        return said or _("nothing")


def changed_columns(form) -> dict:
    """The columns that somebody changed in a form of a model, and their new values."""
    columns = {field.name for field in form._meta.model._meta.concrete_fields}
    return {name: form.cleaned_data[name] for name in form.changed_data if name in columns}


def _marks_in(posted: str | None) -> dict[str, str] | None:
    """The marks that a page carried, None where it carried none."""
    try:
        marks = json.loads(posted or "")
    except ValueError:
        return None
    return marks if isinstance(marks, Mapping) else None


def _mark(field: forms.Field, value) -> str:
    """A short mark of a value, the same for what is saved and for what is typed like it."""
    value = field.prepare_value(value)
    if isinstance(field, forms.BooleanField) and not isinstance(field, forms.NullBooleanField):
        value = bool(value)
    if isinstance(value, list | tuple | set):
        text = "\0".join(sorted(map(str, value)))
    elif isinstance(value, datetime):
        text = value.replace(microsecond=0).isoformat()
    elif isinstance(value, Decimal):
        text = f"{value.normalize():f}"
    else:
        text = "" if value is None else str(value)
    return sha256("\n".join(text.splitlines()).strip().encode()).hexdigest()[:16]


NOTHING = _mark(forms.CharField(), "")
