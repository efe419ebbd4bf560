"""The officers' forms: a session, its moves, who came, and a withdrawal."""

import hashlib

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits, page_address
from core.made_from import KnowsWhatItWasMadeFrom
from panels.models import Session
from panels.services import doubts_about


class SessionForm(NamedLimits, KnowsWhatItWasMadeFrom, forms.ModelForm):
    """A session's words, times and places."""

    refusal = None
    doubts: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False

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
        """Refuse what is out of date, what the service refused, and what is not meant yet."""
        super().clean()
        if self.refusal:
            field = self.refusal.field
            self.add_error(field if field in self.fields else None, self.refusal.message)
        elif "_back" in self.data:
            raise ValidationError(_("Nothing is saved yet. Change what you want and save again."))
        self._ask_whether_it_is_meant()
        return self.cleaned_data

    def _ask_whether_it_is_meant(self):
        """Have the officer look again at dates and places that are more often a slip."""
        asked = ("programme", "starts_at", "ends_at", "registration_closes_at", "venue")
        if self.errors or not ({*asked} & {*self.changed_data}):
            return
        self.doubts = doubts_about(
            **{name: self.cleaned_data[name] for name in asked},
            pk=self.instance.pk,
            is_moved=self.instance.pk is not None
            and "starts_at" in self.changed_data
            and "registration_closes_at" not in self.changed_data,
        )
        if self.doubts and self.data.get("meant") != self.doubt:
            raise ValidationError(self.doubts)

    @property
    def doubt(self) -> str:
        """What names these doubts, for the box that says that it is meant."""
        return hashlib.sha256("".join(map(str, self.doubts)).encode()).hexdigest()[:16]


class PlainForm(NamedLimits, forms.Form):
    """A form of one move: what the service doesn't need is not asked."""

    def __init__(self, session, data=None):
        super().__init__(data)


class PublishForm(PlainForm):
    """Asks for a reason where the notice is short."""

    late_reason = forms.CharField(
        label=_("Reason for short notice"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, session, data=None):
        super().__init__(session, data)
        if session.needs_late_reason:
            self.fields["late_reason"].help_text = _(
                "Needed, since people get less than %(days)s days of notice. It is kept in the "
                "history of this session."
            ) % {"days": session.notice_days}
        else:
            del self.fields["late_reason"]


def _in_other_languages(field: str) -> dict:
    """The form fields for the translations of what an officer writes in English."""
    return {
        f"{field}_{code}": forms.CharField(
            label=_("The same in %(language)s") % {"language": name},
            help_text=_("Who reads the portal in it is told in English where this is empty."),
            max_length=10_000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "lang": code, "dir": "auto"}),
        )
        for code, name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
    }


class TranslatedForm(PlainForm):
    """Asks for words that the public reads, in English and in the other languages."""

    words = ""

    def __init__(self, session, data=None):
        super().__init__(session, data)
        self.fields |= _in_other_languages(self.words)

    def clean(self):
        """Gather the translations under their languages."""
        given = super().clean()
        codes = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
        translations = {code: given.pop(f"{self.words}_{code}", "") for code in codes}
        return given | {"translations": translations}


class CancelForm(TranslatedForm):
    """Asks why; people will read it."""

    words = "reason"
    reason = forms.CharField(
        label=_("Reason for cancelling"),
        help_text=_("Everybody who has a place or waits for one will read it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ReportForm(TranslatedForm):
    """Asks what came of the session."""

    words = "outcome"
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
