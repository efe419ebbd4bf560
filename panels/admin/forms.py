"""The officers' forms: a session, its moves, who came, and a withdrawal."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits, page_address
from panels.models import Session


class SessionForm(NamedLimits, forms.ModelForm):
    """A session's words, times and places.

    `seen` says which version of the session the officer had in front of them, so that an old page
    never undoes what somebody else saved meanwhile.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    refusal = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()

    def clean_slug(self):
        """The address as typed, or made from a title."""
        titles = (self.data.get(f"title_{code}", "") for code, _name in settings.LANGUAGES)
        return page_address(
            self.cleaned_data["slug"],
            *titles,
            rows=Session.objects.exclude(pk=self.instance.pk),
            longest=Session._meta.get_field("slug").max_length,
        )

    def clean(self):
        """Refuse what the service refused, what is out of date, and what is not meant yet."""
        super().clean()
        if self.instance.pk:
            self._refuse_what_is_out_of_date()
        if self.refusal:
            field = self.refusal.field
            self.add_error(field if field in self.fields else None, self.refusal.message)
        elif "_back" in self.data:
            raise ValidationError(_("Nothing is saved yet. Change what you want and save again."))
        return self.cleaned_data

    def _refuse_what_is_out_of_date(self):
        """Say what differs now, and let the officer decide by saving again."""
        if self.cleaned_data.get("seen") == self.initial["seen"]:
            return
        self.data = self.data.copy()
        self.data[self.add_prefix("seen")] = self.initial["seen"]
        names = [name for name in self.changed_data if name != "seen"]
        labels = ", ".join(str(capfirst(self.fields[name].label)) for name in names)
        raise ValidationError(
            _(
                "Somebody else saved this session while you had it open. What you typed is kept "
                "below and is not saved yet. It differs from what is saved now in: %(fields)s. "
                "Save again to keep yours."
            ),
            params={"fields": labels or _("nothing")},
        )

    def changes(self) -> dict:
        """The columns that the officer changed, and their new values."""
        columns = {field.name for field in Session._meta.concrete_fields}
        return {name: self.cleaned_data[name] for name in self.changed_data if name in columns}


class PlainForm(NamedLimits, forms.Form):
    """A form of one move: what the service doesn't need is not asked."""

    def __init__(self, session, data=None):
        super().__init__(data)


class PublishForm(PlainForm):
    """Asks for a reason where the notice is short."""

    late_reason = forms.CharField(
        label=_("Reason for short notice"),
        help_text=_("Kept in the history of this session."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        if not session.needs_late_reason:
            del self.fields["late_reason"]


class CancelForm(PlainForm):
    """Asks why; people will read it."""

    reason = forms.CharField(
        label=_("Reason for cancelling"),
        help_text=_("Everybody who has a place or waits for one will read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(PlainForm):
    """Asks what came of the session."""

    outcome = forms.CharField(
        label=_("What came of it"),
        help_text=_("What was said and what changed. It is published on the session's page."),
        max_length=10_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
    )


class WithdrawForm(NamedLimits, forms.Form):
    """Asks why an officer takes somebody off."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Kept in the history of this registration. The person doesn't see it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why this person is withdrawn.")},
    )
