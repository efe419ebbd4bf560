"""What officers are asked before they do something with a group."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.fields import MailboxField
from officers.acts import ActForm
from officers.fields import day_field
from organisations import services
from organisations.models import Organisation
from organisations.numbers import split
from organisations.services import Confirmed
from organisations.services.readiness import missing_of


class NoteForm(ActForm):
    """Asks what was looked at."""

    note = forms.CharField(
        label=_("What did you look at?"),
        help_text=_("For example, the register, the constitution, a call. Kept in the history."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class VerifyForm(NoteForm):
    """Asks what was looked at; doubts where something is missing."""

    def doubts(self) -> list[str]:
        """How many things are missing, and which."""
        lacks = missing_of(self.thing)
        words = ngettext(
            "%(number)d thing is missing: %(lacks)s.",
            "%(number)d things are missing: %(lacks)s.",
            len(lacks),
        )
        named = "; ".join(one.words for one in lacks)
        return [words % {"number": len(lacks), "lacks": named}] if lacks else []


class ToldReasonForm(ActForm):
    """Asks why, of what the group is told."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("The group’s owners read it in their email."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AgreedForm(ActForm):
    """Asks how the group agreed to the directory."""

    agreed = forms.CharField(
        label=_("How did the group agree?"),
        help_text=_("Who said so, when, and where it is kept."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class SupplierForm(ActForm):
    """Asks what the finance team calls the group."""

    supplier_reference = forms.CharField(
        label=_("Supplier reference"),
        help_text=_("Of the finance team. Never a sort code or an account number."),
        max_length=Organisation._meta.get_field("supplier_reference").max_length,
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {"supplier_reference": thing.supplier_reference}


class ReplaceOwnerForm(ActForm):
    """Asks which owner goes, who comes, and who of the committee confirmed it."""

    leaving_id = forms.TypedChoiceField(label=_("Which owner can’t be reached?"), coerce=int)
    reason = forms.CharField(
        label=_("How did you try to reach them?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    coming_id = forms.TypedChoiceField(
        label=_("Who becomes owner?"), coerce=int, empty_value=None, required=False
    )
    email = MailboxField(
        label=_("Or invite a new owner at"),
        help_text=_("They become owner when they say yes. Until then all stays as it is."),
        max_length=254,
        required=False,
    )
    first_id = forms.TypedChoiceField(label=_("Who of the committee confirmed it?"), coerce=int)
    first_how = forms.CharField(
        label=_("How?"), help_text=_("For example, by telephone, with me."), max_length=300
    )
    first_on = day_field(_("On which day?"))
    second_id = forms.TypedChoiceField(label=_("And who else?"), coerce=int)
    second_how = forms.CharField(label=_("How did they?"), max_length=300)
    second_on = day_field(_("On which day did they?"))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        owners = [(one.pk, one.called) for one in services.owners_of(thing)]
        members = [(one.pk, one.called) for one in services.members_of(thing) if not one.is_owner]
        committee = [("", _("Choose one")), *((one.pk, str(one)) for one in thing.committee.all())]
        self.fields["leaving_id"].choices = owners
        self.fields["coming_id"].choices = [("", _("Somebody who is invited")), *members]
        if not members:
            self.fields["coming_id"].widget = forms.HiddenInput()
            self.fields["email"].label = _("Invite a new owner at")
            self.fields["email"].help_text = _(
                "Nobody but owners belongs to the group, so invite somebody first. They become "
                "owner when they say yes. Until then all stays as it is."
            )
            self.fields["email"].required = True
        self.fields["first_id"].choices = self.fields["second_id"].choices = committee

    def arguments(self) -> dict:
        """The owner, who comes, and the two confirmations."""
        asked = self.cleaned_data
        return {
            **{name: asked[name] for name in ("leaving_id", "reason", "coming_id", "email")},
            "confirmed": [self._confirmed("first"), self._confirmed("second")],
        }

    def _confirmed(self, which: str) -> Confirmed:
        asked = self.cleaned_data
        on: date = asked[f"{which}_on"]
        return Confirmed(asked[f"{which}_id"], asked[f"{which}_how"], on)


class MergeForm(ActForm):
    """Asks which record is the same group’s, and which is kept; says what merging does."""

    suggested = forms.ChoiceField(
        label=_("Which other record is it?"), required=False, widget=forms.RadioSelect
    )
    other = forms.CharField(
        label=_("Another record"),
        help_text=_("Its name, or one of its numbers, like GB-CHC-1164883."),
        max_length=160,
        required=False,
    )

    keep = forms.ChoiceField(
        label=_("Which of the two is kept?"),
        choices=[
            ("", _("The one that is checked, else the one in the directory, else the older one")),
            ("this", _("This one")),
            ("other", _("The other one")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        found = services.alike(
            name=thing.name,
            postcode=thing.postcode,
            numbers=[(one.scheme, one.identifier) for one in thing.numbers.all()],
            but=thing.pk,
        )
        alike = [(str(one.organisation.pk), told_apart(one.organisation)) for one in found]
        self.fields["suggested"].choices = [*alike, ("", _("Another one"))]
        self.fields["suggested"].initial = alike[0][0] if alike else ""
        if not alike:
            self.fields["suggested"].widget = forms.HiddenInput()

    def clean(self):
        chosen, typed = (self.cleaned_data.get(name) or "" for name in ("suggested", "other"))
        groups = Organisation.objects.standing().exclude(pk=self.thing.pk)
        scheme, identifier = split(typed.strip())
        numbered = groups.filter(numbers__scheme=scheme, numbers__identifier=identifier)
        typed_ones = numbered if scheme else groups.filter(name__iexact=typed.strip())
        found = typed_ones if typed else groups.filter(pk=chosen) if chosen else groups.none()
        other, *more = [*found.order_by("pk")[:2], None]
        if not other:
            self.add_error("other", _("Choose a record, or enter a name or number that one has."))
        elif more[0]:
            self.add_error("other", _("Several groups have this. Enter a number of the one."))
        else:
            self.other, self.kept = other, self._kept(other)
        return self.cleaned_data

    def arguments(self) -> dict:
        """The other record, and whether it is the one that is kept."""
        return {"other_id": self.other.pk, "keeps_other": self.kept == self.other}

    def _kept(self, other: Organisation) -> Organisation:
        chosen = {"this": self.thing, "other": other}.get(self.cleaned_data.get("keep"))
        return chosen or services.proposed(self.thing, other)

    def doubts(self) -> list[str]:
        """Which is kept and how it will stand, what moves, what is dropped, and what differs."""
        gone = self.thing if self.kept == self.other else self.other
        plan = services.plan(kept=self.kept, gone=gone, actor=self.actor)
        return [f"{told_apart(gone)} → {told_apart(self.kept)}", *plan.sentences()]


def told_apart(organisation: Organisation) -> str:
    """A group, with what tells it from others of its name."""
    numbers = ", ".join(number.org_id for number in organisation.numbers.all())
    known = (organisation.name, organisation.get_form_display(), organisation.postcode, numbers)
    return ", ".join(str(part) for part in known if part)
