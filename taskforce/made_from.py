"""Forms that know what they were made from, so that an old page undoes nobody's work.

The page carries a mark of each value that it showed. Where one of them has changed by the time it
is sent, nothing is saved: both versions are shown, and what was typed is kept. What the person
hadn't touched is shown as it is now, so that saving again changes only what they changed.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from django import forms
from django.core.files import File
from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _

MADE_FROM = "made_from"
MARK_LENGTH = 12


@dataclass(frozen=True)
class Version:
    """What is kept now under one label; `is_theirs` where the person typed something else."""

    label: str
    now: str
    is_theirs: bool


class KnowsWhatItWasMadeFrom:
    """Stands before a form class. Templates show `made_from_input` inside the form element.

    Attributes:
        knows: whether it compares at all; a form of a new thing has nothing to compare with.
        beside: {label: words} that the page shows beside the fields, and that count as well.
        apart: whether each field is a row of its own: only what both changed stands in the way.
        not_compared: fields that are written so that they can't undo anything.
    """

    knows = False
    apart = False
    not_compared: Iterable[str] = ()
    beside: Mapping[str, str] = {}
    versions: tuple[Version, ...] = ()

    @property
    def made_from_input(self) -> str:
        """The hidden field with the marks of what is kept now."""
        if not self.knows:
            return ""
        marks = json.dumps(self._marks_now(), separators=(",", ":"))
        return format_html('<input type="hidden" name="{}" value="{}">', MADE_FROM, marks)

    def full_clean(self):
        """Check the form, and then whether what it was made from is still so."""
        super().full_clean()
        if self.is_bound and self.knows:
            self._compare()

    def _compared(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if not field.disabled and name not in self.not_compared
        ]

    def _kept(self, name: str):
        return self.get_initial_for_field(self.fields[name], name)

    def _marks_now(self) -> dict[str, str]:
        fields = {name: _mark(self._kept(name)) for name in self._compared()}
        return fields | {f"beside:{label}": _mark(words) for label, words in self.beside.items()}

    def _marks_then(self) -> dict[str, str]:
        """The marks that came with the page; of a page without any, none."""
        try:
            sent = json.loads(self.data.get(MADE_FROM, ""))
        except ValueError:
            return {}
        return sent if isinstance(sent, dict) else {}

    def _compare(self) -> None:
        then, now = self._marks_then(), self._marks_now()
        changed = [key for key in now if now[key] != then.get(key)]
        if not changed:
            return
        labels = {f"beside:{label}": label for label in self.beside}
        fields = [name for name in changed if name not in labels]
        # A field without a mark wasn't on the page: it could not be changed then.
        touched = {
            name
            for name in fields
            if (name in then or not then)
            and self._typed(name) not in {then.get(name, now[name]), now[name]}
        }
        for name in fields:
            if name not in touched:
                self._show_as_kept(name)
        if self.apart and not touched:
            return
        self.versions = tuple(
            Version(str(labels[key]), _said(self.beside[labels[key]]), is_theirs=False)
            if key in labels
            else Version(
                str(capfirst(self[key].label)), self._kept_words(key), is_theirs=key in touched
            )
            for key in changed
            if not self.apart or key in touched
        )
        self.add_error(
            None,
            _(
                "Somebody changed this while you had the page open, so nothing is saved yet. What "
                "is kept now is shown here. What you typed is still below: look at both, and save "
                "again."
            ),
        )

    def _typed(self, name: str) -> str | None:
        """The mark of what was typed; None where it makes no sense, which is kept as typed."""
        return _mark(self.cleaned_data[name]) if name in self.cleaned_data else None

    def _show_as_kept(self, name: str) -> None:
        """Put what is kept now in place of what this page showed and nobody touched."""
        field, kept = self.fields[name], self._kept(name)
        self.data = self.data.copy()
        _put(self.data, self.add_prefix(name), field, kept)
        self.errors.pop(name, None)
        self.cleaned_data[name] = kept
        self.__dict__.pop("changed_data", None)

    def _kept_words(self, name: str) -> str:
        field, kept = self.fields[name], self._kept(name)
        if isinstance(field, forms.ModelMultipleChoiceField):
            return "\n".join(map(str, kept or [])) or "–"
        if isinstance(field, forms.ModelChoiceField) and not isinstance(kept, Model):
            kept = field.queryset.filter(pk=kept).first()
        elif isinstance(field, forms.ChoiceField):
            kept = dict(field.choices).get(kept, kept)
        return _said(kept)


def _put(data, html_name: str, field, kept) -> None:
    """Write a value into posted data as the field's own widget would send it."""
    widget = field.widget
    shown = field.prepare_value(kept)
    if isinstance(widget, forms.MultiWidget):
        for number, part in enumerate(widget.decompress(kept)):
            data[f"{html_name}_{number}"] = "" if part is None else str(part)
    elif isinstance(widget, forms.CheckboxInput):
        data.pop(html_name, None)
        if kept:
            data[html_name] = "on"
    elif not isinstance(widget, forms.FileInput):
        formatted = widget.format_value(shown)
        values = formatted if isinstance(formatted, list | tuple) else [formatted]
        data.setlist(html_name, ["" if one is None else str(one) for one in values])


def _mark(value) -> str:
    return sha256(_canonical(value).encode()).hexdigest()[:MARK_LENGTH]


def _canonical(value) -> str:
    """One spelling of a value, kept or typed."""
    if value is None or value is False:
        return ""
    return next((spell(value) for kind, spell in SPELLINGS if isinstance(value, kind)), str(value))


# How values are spelt, by their kind; the first that fits.
SPELLINGS = (
    (str, lambda words: "\n".join(words.splitlines()).strip()),
    (datetime, lambda moment: moment.astimezone(UTC).isoformat(timespec="seconds")),
    (date, date.isoformat),
    (Model, lambda row: str(row.pk)),
    (File, lambda file: file.name or ""),
    (Iterable, lambda values: ",".join(sorted(map(_canonical, values)))),
)


def _said(value) -> str:
    """A kept value as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "l j F Y, H:i")
    if isinstance(value, date):
        return date_format(value, "j F Y")
    return str(value)
