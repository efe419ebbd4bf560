"""Forms of a row that know what they were made from, so that an old page undoes nothing.

Each field carries what it showed when the page was opened. What an officer changed is what differs
from that; where the row differs from it too, somebody else has saved meanwhile.
"""

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.confirming import changed_columns, shown


class KnowsWhatItWasMadeFrom:
    """A ModelForm that refuses to save a row that changed since the page was opened.

    Nothing is written then. What the officer changed is kept in the form, and the rest is shown as
    it is saved now, so that saving again touches only what they changed. It stands before Django's
    form class.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for field in self.fields.values():
                field.show_hidden_initial = True

    def clean(self):
        """Refuse what is out of date, and say what is saved now where both changed."""
        cleaned = super().clean()
        if self.instance.pk and self.is_bound:
            self._refuse_what_is_out_of_date()
        return cleaned

    def _refuse_what_is_out_of_date(self):
        moved = [name for name in self.fields if self._changed_meanwhile(name)]
        if not moved:
            return
        touched = {*self.changed_data}
        fresh = type(self)(instance=type(self.instance)._default_manager.get(pk=self.instance.pk))
        self.data = self.data.copy()
        both = []
        for name in moved:
            now = fresh[name]
            self._set(self[name].html_initial_name, now)
            if name in touched:
                both.append(f"{capfirst(now.label)}: {self._in_words(now)}")
            else:
                self._set(self[name].html_name, now)
        raise ValidationError(
            _(
                "Somebody else saved this while you had it open, so nothing of yours is saved yet. "
                "What you changed is kept below; the rest is as it is saved now. Where you both "
                "changed the same, theirs is: %(theirs)s. Save again to keep yours."
            ),
            params={"theirs": "; ".join(both) or _("nothing")},
        )

    def _changed_meanwhile(self, name: str) -> bool:
        """Whether the row now differs from what the page was made from."""
        bound, field = self[name], self.fields[name]
        widget = field.hidden_widget()
        seen = widget.value_from_datadict(self.data, self.files, bound.html_initial_name)
        if seen is None:
            return False
        try:
            seen = field.to_python(seen) if not isinstance(seen, list) else seen
        except ValidationError:
            return False
        return field.has_changed(bound.initial, field.prepare_value(seen))

    def _set(self, key: str, now) -> None:
        """Put a value as it is saved now where a browser would have posted it."""
        value = now.value()
        if isinstance(value, list | tuple):
            self.data.setlist(key, [str(getattr(one, "pk", one)) for one in value])
            return
        formatted = now.field.widget.format_value(value)
        formatted = formatted[0] if isinstance(formatted, list) and formatted else formatted
        self.data[key] = "" if formatted is None or formatted == [] else str(formatted)

    def _in_words(self, now) -> str:
        value = now.value()
        choices = {str(key): label for key, label in getattr(now.field, "choices", None) or ()}
        return str(choices.get(str(value), shown(value)))


class SavesWhatChanged:
    """A ModelAdmin that writes only the columns that the officer changed."""

    def save_model(self, request, obj, form, change):
        """Write a new row whole, and of one that exists what the officer changed."""
        if not change:
            super().save_model(request, obj, form, change)
        elif changes := changed_columns(form):
            obj.save(update_fields=[*changes])
