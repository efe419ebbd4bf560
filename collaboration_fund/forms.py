"""What groups are asked beside the sets of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import Category, Source
from collaboration_fund.models import (
    Acceptance,
    Application,
    BudgetLine,
    EligibilityQuestion,
    Partner,
    Priority,
    Round,
)
from core.fields import PoundsField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from core.templatetags.portal import content, marks_of
from organisations.models import Organisation, OrganisationNumber


class EligibilityForm(forms.Form):
    """The questions of a round by which a group checks whether it can apply."""

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = {f"q{one.pk}": one for one in round.eligibility.all()}
        for name, one in self.asked.items():
            self.fields[name] = forms.ChoiceField(
                label=one.question,
                choices=[("yes", _("Yes")), ("no", _("No"))],
                widget=forms.RadioSelect,
                error_messages={"required": _("Answer yes or no")},
            )
            self.fields[name].label_marks = marks_of(one, "question")

    def unmet(self) -> list[EligibilityQuestion]:
        """What was answered with no."""
        return [one for name, one in self.asked.items() if self.cleaned_data[name] == "no"]


def _most(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class StartForm(NamedLimits, forms.Form):
    """Which group leads, and what the work together is called."""

    organisation = forms.ModelChoiceField(
        label=_("Which group leads the application?"),
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose the group that leads")},
    )
    title = forms.CharField(
        label=_("What is your work together called?"),
        max_length=_most(Application, "title"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say what your work together is called")},
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = groups


class TitleForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What the work together is called, and which priority areas it lies in."""

    title = forms.CharField(
        label=_("What is your work together called?"),
        max_length=_most(Application, "title"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say what your work together is called")},
    )
    priorities = forms.ModelMultipleChoiceField(
        label=_("In which priority areas does it lie?"),
        queryset=Priority.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, round: Round, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["priorities"]
        field.queryset = round.priorities.all()
        field.label_from_instance = lambda one: content(one, "words")
        if round.priorities_needed:
            # It can be saved without them, and not sent.
            self.mark_optional = False
            missing = round.priorities_needed - len(self.initial.get("priorities", ()))
            field.help_text = _("At least %(number)s are needed; %(missing)s still missing.") % {
                "number": round.priorities_needed,
                "missing": max(missing, 0),
            }


class InviteForm(NamedLimits, forms.Form):
    """Which group is asked to take part, and as what."""

    organisation = forms.ModelChoiceField(
        label=_("Which group?"),
        help_text=_("Groups that you work with come first, then those of the directory."),
        queryset=Organisation.objects.none(),
        empty_label=_("Choose a group"),
        required=False,
    )
    number = forms.CharField(
        label=_("Or its number in a register"),
        help_text=_("Such as its charity number or company number, for a group not in the list."),
        max_length=_most(OrganisationNumber, "identifier"),
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
        required=False,
    )
    role = forms.CharField(
        label=_("Its role in your work together"),
        max_length=_most(Partner, "role"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        required=False,
    )
    tasks = forms.CharField(
        label=_("What it is to do"),
        max_length=_most(Partner, "tasks"),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        required=False,
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = groups

    def clean(self):
        """A group from the list, or a number: one of the two."""
        cleaned = super().clean()
        if not self.errors and bool(cleaned["organisation"]) == bool(cleaned["number"]):
            self.add_error("organisation", _("Choose a group, or enter a number"))
        return cleaned


class PartForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What a group does in the work together."""

    role = forms.CharField(
        label=_("Its role in your work together"),
        max_length=_most(Partner, "role"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say what its role is")},
    )
    tasks = forms.CharField(
        label=_("What it is to do"),
        max_length=_most(Partner, "tasks"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        error_messages={"required": _("Say what it is to do")},
    )


class AcceptForm(NamedLimits, forms.Form):
    """That somebody accepts their group's part, and as what they act."""

    capacity = forms.CharField(
        label=_("As what do you act for your group?"),
        help_text=_("Such as chair, treasurer or director."),
        max_length=_most(Acceptance, "capacity"),
        error_messages={"required": _("Say as what you act for your group")},
    )
    agree = forms.BooleanField(
        label=_(
            "We accept our role, our tasks, our part of the budget, the total and the "
            "declaration, as they stand on this page"
        ),
        error_messages={"required": _("Tick the box to accept")},
    )
    liable = forms.BooleanField(
        label=_(
            "I understand that my group is no company or other body in law, so that I and the "
            "others who accept are liable ourselves: also for paying the grant back"
        ),
        error_messages={"required": _("Tick the box to say that you understand it")},
    )
    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, partner: Partner, digest: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["digest"] = digest
        if not partner.is_liable:
            del self.fields["liable"]

    def arguments(self) -> dict:
        """What the service is given."""
        return {name: self.cleaned_data[name] for name in ("capacity", "digest")}


class CostForm(NamedLimits, forms.Form):
    """What something costs: who spends it, what for and where the money comes from."""

    partner = forms.ModelChoiceField(
        label=_("Which group spends it?"),
        queryset=Partner.objects.none(),
        empty_label=_("Choose a group"),
        error_messages={"required": _("Choose a group")},
    )
    what = forms.CharField(
        label=_("What is it for?"),
        max_length=_most(BudgetLine, "what"),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": _("Say what it is for")},
    )
    category = forms.ChoiceField(
        label=_("What kind of cost is it?"),
        choices=[("", _("Choose a kind")), *Category.choices],
        error_messages={"required": _("Choose a kind of cost")},
    )
    source = forms.ChoiceField(
        label=_("Where does the money come from?"),
        choices=Source.choices,
        initial=Source.GRANT,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["partner"].queryset = application.partners.taking_part()


def _amount(**said) -> PoundsField:
    attributes = {"inputmode": "decimal", "class": "govuk-input--width-10"}
    return PoundsField(widget=forms.TextInput(attrs=attributes), **said)


class CostsForm(CostForm):
    """Something new that costs money, with an amount for each quarter."""

    def __init__(self, *args, application: Application, **kwargs):
        super().__init__(*args, application=application, **kwargs)
        self.quarters = range(1, application.round.quarters + 1)
        for number in self.quarters:
            self.fields[f"quarter_{number}"] = _amount(
                label=_("How much in quarter %(number)s, in pounds?") % {"number": number},
                help_text=_("For example, 1,250 or 99.50. Leave out what costs nothing then.")
                if number == 1
                else "",
                required=False,
            )

    def clean(self):
        """The amounts as {quarter: pence}, without the quarters in which nothing is spent."""
        cleaned = super().clean()
        typed = {number: cleaned.pop(f"quarter_{number}", None) for number in self.quarters}
        cleaned["pence"] = {number: pence for number, pence in typed.items() if pence is not None}
        return cleaned


class LineForm(KnowsWhatItWasMadeFrom, CostForm):
    """One line of the budget, as it stands, to change."""

    quarter = forms.TypedChoiceField(label=_("In which quarter?"), coerce=int)
    pence = _amount(
        label=_("How much, in pounds?"),
        help_text=_("For example, 1,250 or 99.50"),
        error_messages={"required": _("Enter how much")},
    )

    def __init__(self, *args, application: Application, line: BudgetLine, **kwargs):
        names = ("partner", "what", "category", "source", "quarter", "pence")
        shown = {name: getattr(line, name) for name in names}
        super().__init__(*args, application=application, initial=shown, **kwargs)
        quarters = range(1, application.round.quarters + 1)
        self.fields["quarter"].choices = [
            (number, _("Quarter %(number)s") % {"number": number}) for number in quarters
        ]


class SubsidyForm(forms.Form):
    """What subsidies a group has had."""

    pence = PoundsField(
        label=_("Subsidies in this financial year and the two before, in pounds"),
        help_text=_("Enter 0 if there were none. Financial years begin in April."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
        error_messages={"required": _("Enter an amount, or 0")},
    )
    agree = forms.BooleanField(
        label=_("I confirm that this is right, as far as we know"),
        error_messages={"required": _("Tick the box to confirm it")},
    )

    def clean(self):
        """The yes stands with the amount; the service is given that alone."""
        cleaned = super().clean()
        cleaned.pop("agree", None)
        return cleaned


class WhyForm(NamedLimits, forms.Form):
    """Why something ends, if they want to say it."""

    reason = forms.CharField(
        label=_("Why? You needn’t say."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class NothingForm(forms.Form):
    """Asks nothing: the button is the answer."""


class ReviewForm(forms.Form):
    """What a group asks to look at again."""

    reason = forms.CharField(
        label=_("What should we look at again?"),
        help_text=_("Such as something that we overlooked, or a rule that wasn’t kept."),
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
