"""What officers do to a person's record: correct the address, merge it with another."""

import re

from django import forms
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.fields import MailboxField
from core.text import email_address
from officers.acts import Act, ActForm
from people import merging
from people.correcting import CORRECT, correct_address
from people.duplicates import duplicates_of
from people.models import User
from people.telephones import TELEPHONE, as_kept

MOST_ALIKE = 10


class NewAddressForm(ActForm):
    """Asks for the right address."""

    email = MailboxField(
        label=_("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"spellcheck": "false", "dir": "ltr"}),
    )


CORRECT_ADDRESS = Act(
    name="correct-address",
    label=_("Correct the email address"),
    explain=_(
        "The account moves to the address that you enter, and what waits to be sent goes there. "
        "Whoever uses it is asked for a fresh code, sent there. An address that they had proven "
        "before is told of the change."
    ),
    first=_("See who is told"),
    done=_("The address is corrected."),
    run=correct_address,
    may=lambda officer, person: officer.has_perm(CORRECT) and not person.is_staff,
    open=lambda person: True,
    form=NewAddressForm,
    preview=lambda person: [(_("Reached by"), person.reached_by)],
)


class MergeForm(ActForm):
    """Asks which record is the same person's; says beforehand what merging does."""

    suggested = forms.ChoiceField(
        label=_("Which record goes?"), required=False, widget=forms.RadioSelect
    )
    other = forms.CharField(
        label=_("Another record"),
        help_text=_("Its email address or telephone number."),
        max_length=254,
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        alike = [(str(one.pk), _told_apart(one)) for one in duplicates_of(thing)[:MOST_ALIKE]]
        self.fields["suggested"].choices = [*alike, ("", _("Another one"))]
        self.fields["suggested"].initial = alike[0][0] if alike else ""
        if not alike:
            self.fields["suggested"].widget = forms.HiddenInput()

    def clean(self):
        chosen, typed = (self.cleaned_data.get(name) or "" for name in ("suggested", "other"))
        others = User.objects.filter(pk=chosen) if chosen and not typed else _found_by(typed)
        self.gone, *more = [*others[:2], None]
        if typed and not self.gone:
            self.add_error("other", _("Nobody has this email address or telephone number."))
        elif not self.gone:
            self.add_error("other", _("Choose a record, or enter an address or number."))
        elif more[0]:
            self.add_error("other", _("Several have this number. Enter an email address."))
        return self.cleaned_data

    def arguments(self) -> dict:
        """Which record goes."""
        return {"other_id": self.gone.pk}

    def doubts(self) -> list[str]:
        """What moves, what is dropped, and which address stays."""
        plan = merging.plan(kept=self.thing, gone=self.gone, actor=self.actor)
        return [f"{_told_apart(self.gone)} → {self.thing}", *plan.sentences()]


MERGE = Act(
    name="merge",
    label=_("Merge with another record"),
    explain=_(
        "This record is kept and gets everything of the other one, which nobody can sign in to any "
        "more. You see first what moves. It can’t be undone."
    ),
    first=_("See what moves"),
    done=_("The two records are one now."),
    run=merging.merge_people,
    may=lambda officer, person: officer.has_perm(merging.MERGE) and not person.is_staff,
    open=lambda person: True,
    form=MergeForm,
    preview=lambda person: [(_("This record is kept"), _told_apart(person))],
    press=_("Merge"),
)


def _told_apart(person: User) -> str:
    """Somebody, with what tells them from others of the same name."""
    since = date_format(person.date_joined, "j F Y")
    where = "" if person.gets_letters else person.postcode
    known = (person.name, person.reached_by, where, _("since %(day)s") % {"day": since})
    return ", ".join(str(part) for part in known if part)


def _found_by(typed: str) -> list[User]:
    """Whose email address or telephone number this is."""
    if not typed.strip():
        return []
    by = Q(email=email_address(typed))
    number = as_kept(typed)
    if re.fullmatch(TELEPHONE, number):
        by |= Q(telephone=number)
    return list(User.objects.filter(by, merged_into=None).order_by("pk")[:3])
