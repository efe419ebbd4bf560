"""The officers' forms of recruitment."""

import re
from email.utils import parseaddr

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.forms import NamedLimits
from core.uploads import Takes, UploadField
from officers.acts import ActForm
from officers.fields import day_field, text_field
from officers.saving import ServiceForm
from questionnaires.models import QuestionSet
from recruitment.admin.consequences import no_panel_yet
from recruitment.enums import MOST_SEATS
from recruitment.models import Round
from recruitment.services.inviting import invited_already
from recruitment.services.replacing import to_replace
from recruitment.services.targets import SECTOR
from taskforce.enums import Sector

# What a round is planned for; further away is a slip of the keyboard.
YEARS_BACK, YEARS_AHEAD = 1, 3
MOST_MONTHS, MOST_REPLY_DAYS = 120, 90


class RoundForm(ServiceForm):
    """A round; the address of a new one is made of its title."""

    class Meta:
        model = Round
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, purpose in (("application_set", "application"), ("selection_set", "selection")):
            if name in self.fields:
                self.fields[name].queryset = QuestionSet.objects.filter(purpose=purpose)

    def clean(self):
        """Members start after the round has closed; each problem stands at its field."""
        cleaned = super().clean()
        opens, closes, starts = (
            cleaned.get(name, getattr(self.instance, name))
            for name in ("opens_at", "closes_at", "starts_on")
        )
        if opens and closes and closes <= opens:
            self._say("closes_at", _("The round must close after it opens."))
        if closes and starts and starts <= timezone.localdate(closes):
            self._say("starts_on", _("Members start after the round has closed."))
        self._refuse_what_cannot_be_meant(cleaned)
        return cleaned

    def _refuse_what_cannot_be_meant(self, cleaned: dict) -> None:
        """A changed date that is over or in a year that nobody plans for, or too long a time."""
        today = timezone.localdate()
        years = today.year - YEARS_BACK, today.year + YEARS_AHEAD
        for name in ("opens_at", "closes_at", "starts_on"):
            value = cleaned.get(name)
            if value and name in self.changed_data and not years[0] <= value.year <= years[1]:
                self._say(
                    name,
                    _("Check the year: it is from %(first)s to %(last)s.")
                    % {"first": years[0], "last": years[1]},
                )
        closes = cleaned.get("closes_at")
        if closes and "closes_at" in self.changed_data and closes <= timezone.now():
            self._say(
                "closes_at",
                _("This is over already. Set a date to come; “Close now” closes an open round."),
            )
        for name, most in (("term_months", MOST_MONTHS), ("reply_days", MOST_REPLY_DAYS)):
            value = cleaned.get(name)
            if value is not None and value > most:
                self._say(name, _("Enter %(most)s or fewer.") % {"most": most})

    def _say(self, name: str, words: str) -> None:
        self.add_error(name if name in self.fields else None, words)


class OpenForm(ActForm):
    """Whether a round is to open, also without a panel."""

    def doubts(self):
        """That there is nobody to score yet."""
        return no_panel_yet(self.thing)


class TitleForm(ActForm):
    """What a new round is called."""

    translated = {"title": forms.CharField(label=_("Title"), max_length=120)}


class CancelForm(ActForm):
    """Why a round stops."""

    translated = {
        "reason": text_field(_("Why is the round cancelled? Applicants read it."), required=False)
    }


class SectorForm(ActForm):
    """Which sector's seats are filled by scores."""

    sector = forms.ChoiceField(label=_("Sector"))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        sectors = thing.seat_groups.filter(how="scores").values_list("sector", flat=True)
        labels = dict(Sector.choices)
        self.fields["sector"].choices = [(sector, labels[sector]) for sector in sectors]


class ScreenForm(ActForm):
    """Whether somebody can be considered."""

    eligible = forms.TypedChoiceField(
        label=_("Can this application be considered?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    reason = text_field(
        _("Reason; the applicant reads it if they can't be considered"), required=False
    )


class FeedbackForm(ActForm):
    """What the panel says to somebody who was not chosen."""

    feedback = text_field(
        _("Feedback; the applicant reads it with the outcome"), most=3000, rows=6, required=False
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["feedback"] = thing.feedback


class NominateForm(ActForm):
    """Who nominated somebody for a reserved seat."""

    why = text_field(_("Who nominated them, and why"), required=False)


class DeclineForm(ActForm):
    """An answer that came by telephone or letter."""

    reason = text_field(_("Their reason, if they gave one"), required=False)


class WithdrawForm(DeclineForm):
    """A withdrawal that came by telephone or letter."""


class BulkInviteForm(ActForm):
    """Addresses of people who should apply."""

    emails = text_field(
        _("Email addresses, one a line"),
        most=20_000,
        rows=12,
        help_text=_("With or without names: Demo Person <person@demo.example>"),
    )

    def clean_emails(self) -> list[str]:
        """The addresses, each once; every line that isn't one is named."""
        check = forms.EmailField(max_length=254)
        found, wrong = {}, []
        for number, line in enumerate(self.cleaned_data["emails"].splitlines(), start=1):
            for typed in filter(None, map(str.strip, re.split(r"[,;]", line))):
                try:
                    found[check.clean(parseaddr(typed)[1] or typed).lower()] = None
                except forms.ValidationError:
                    wrong.append(
                        _("Line %(number)s isn't an email address: %(line)s")
                        % {"number": number, "line": typed[:100]}
                    )
        if wrong:
            raise forms.ValidationError(wrong)
        return list(found)

    def doubts(self):
        """Who is left out: nobody gets two invitations to one round."""
        before = invited_already(self.thing, self.cleaned_data["emails"])
        said = _("These have had an invitation before and get no other: %(people)s.")
        return [said % {"people": ", ".join(sorted(before))}] if before else []


class TargetForm(NamedLimits, forms.Form):
    """One target."""

    of = forms.ChoiceField(
        label=_("Who"), error_messages={"invalid_choice": _("Choose one of the answers")}
    )
    minimum = forms.IntegerField(label=_("At least"), min_value=0, max_value=MOST_SEATS)
    maximum = forms.IntegerField(label=_("At most"), min_value=0, max_value=MOST_SEATS)

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [("", _("Choose")), *choices]

    def row(self) -> dict:
        """What the services take: feature, value, minimum and maximum."""
        feature, _colon, value = self.cleaned_data["of"].partition(":")
        limits = {name: self.cleaned_data[name] for name in ("minimum", "maximum")}
        return {"feature": feature, "value": value, **limits}


def target_choices(words) -> list:
    """Every answer that a target can be about, under its question."""
    groups: dict[str, list] = {}
    for (feature, value), (question, answer) in words.items():
        if feature != SECTOR:
            groups.setdefault(question, []).append((f"{feature}:{value}", f"{question} {answer}"))
    return list(groups.items())


TargetRows = forms.formset_factory(
    TargetForm, extra=2, max_num=200, absolute_max=200, can_delete=True
)


class TargetFileForm(forms.Form):
    """Targets from a file in the features format."""

    file = UploadField(
        takes=Takes(kinds={"csv", "txt"}),
        label=_("Targets as a CSV file"),
        help_text=_("Columns: feature, value, min, max."),
    )


class AskDrawForm(ActForm):
    """What fixes a lottery before anybody knows its number."""

    seed = forms.CharField(
        label=_("Numbering words"),
        help_text=_(
            "Any words, such as the name of the round; they decide which number a panel has, and "
            "become public. Whoever has the pool file and these words gets the same numbered "
            "panels."
        ),
        max_length=80,
    )
    number_source = forms.CharField(
        label=_("Where the number will come from"),
        help_text=_(
            "A public source of chance that nobody can know yet, such as the National Lottery "
            "draw of a coming Saturday. It is published with the lottery."
        ),
        max_length=200,
    )
    number_on = day_field(
        _("Day on which the source gives its number"),
        required=False,
        help_text=_("Nothing can be drawn before this day."),
    )


class DrawForm(ActForm):
    """What the public source of chance gave; it is shown back before it decides."""

    chance = forms.CharField(
        label=_("What the source gave, exactly as published"),
        help_text=_("Such as the six numbers in the order they were drawn: 3 11 19 28 40 51"),
    )

    def doubts(self):
        """Whether it is what the source published."""
        said = _(
            "Compare once more with what the source published: %(chance)s. The number that comes "
            "of it can’t be changed."
        )
        return [said % {"chance": self.cleaned_data["chance"]}]


class SeedForm(ActForm):
    """The words that decide among equally good people."""

    seed = forms.CharField(
        label=_("Words that decide between equally good people"),
        help_text=_("Any words, said before you look; they are kept with the offer."),
        max_length=80,
    )


class ReplaceForm(SeedForm):
    """Which seat is filled again."""

    offer_id = forms.TypedChoiceField(
        label=_("The seat that was given up"), coerce=int, widget=forms.RadioSelect
    )
    field_order = ["offer_id"]

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["offer_id"].choices = [
            (
                offer.pk,
                f"{offer.application.reference}: {offer.get_answer_display()}, "
                f"{offer.get_sector_display()}",
            )
            for offer in to_replace(thing).select_related("application")
        ]


class OfflineForm(ActForm):
    """An application that came on paper or by telephone: whose it is."""

    name = forms.CharField(label=_("The applicant's full name"), max_length=120)
    email = forms.EmailField(
        label=_("The applicant's email address"),
        help_text=_("Leave this empty for somebody without one: they get letters instead."),
        max_length=254,
        required=False,
    )
    arrived_on = day_field(_("Day on which the application arrived"))
    late_reason = text_field(_("Why it is entered after the closing"), rows=2, required=False)
    sector = forms.ChoiceField(label=_("Seat"))
    organisation = forms.CharField(label=_("Organisation"), max_length=120, required=False)
    address = forms.CharField(label=_("First line of their address"), max_length=120)
    postcode = forms.CharField(label=_("Postcode"), max_length=10)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        sectors = thing.seat_groups.values_list("sector", flat=True)
        self.fields["sector"].choices = [(one, Sector(one).label) for one in sectors]
        if thing.is_open:
            del self.fields["late_reason"]
            self.initial["arrived_on"] = timezone.localdate()


class ReserveForm(SeedForm):
    """How many reserves, and the seed that picks among equally good ones."""

    number = forms.IntegerField(label=_("How many reserves"), min_value=1, max_value=100)
