"""What officers are asked before they do something with a proposal, an option or a project."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.fields import PoundsField, WholeNumberField
from investment import services
from investment.enums import (
    FIRST_YEAR,
    LAST_YEAR,
    MOST_PENCE,
    Colour,
    FlowKind,
    OptionKind,
    Outcome,
    SpendKind,
)
from investment.models import Option
from investment.times import WhenField
from officers.acts import ActForm, OneOf, ReasonForm
from officers.fields import day_field, text_field
from officers.lines import Cell, LinesField, WordField, YearField, pounds_typed
from panels.models import Session
from questionnaires.models import QuestionSet, Survey
from questionnaires.values import pounds

NOT_MORE = MaxValueValidator(MOST_PENCE, _("Enter an amount up to £1,000,000,000."))
NO_NAMES = _("Everybody reads it: nobody’s name belongs in it.")


class ProposalForm(ActForm):
    """The words of a proposal, and the needs it answers."""

    title = forms.CharField(label=_("Title"), max_length=160)
    summary = text_field(_("What is proposed, in plain words"), most=3000, rows=6, required=False)
    needs = forms.ModelMultipleChoiceField(
        label=_("Needs that it answers"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    scheme = forms.CharField(
        label=_("Part of which regeneration scheme"), max_length=200, required=False
    )
    rate = forms.DecimalField(
        label=_("Discount rate in percent"),
        min_value=0,
        max_value=20,
        decimal_places=2,
        help_text=_("The Treasury’s Green Book says 3.5 for up to thirty years."),
    )
    equality = text_field(
        _("Equality impact assessment: what it found"), most=3000, rows=5, required=False
    )
    equality_on = day_field(_("On which day was it made?"), required=False)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["needs"].queryset = thing.hub.needs.all()
        self.initial = {name: getattr(thing, name) for name in services.SAID} | {
            "rate": thing.rate / 100,
            "needs": [*thing.needs.all()],
        }

    def arguments(self) -> dict:
        """What is said, apart from the needs."""
        answers = super().arguments()
        said = {name: answers[name] for name in services.SAID}
        return {"said": said | {"rate": int(answers["rate"] * 100)}, "needs": answers["needs"]}


class RowsForm(ActForm):
    """Rows, a line each: a subclass has `rows`, a LinesField, and `kept`."""

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {"rows": self.kept(thing)}


class BenefitsForm(RowsForm):
    """What would be better."""

    rows = LinesField(
        label=_("Benefits"),
        required=False,
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: what "
            "would be better; for whom; how one would see it."
        ),
        cells=(
            Cell(_("what would be better"), forms.CharField(max_length=300)),
            Cell(_("for whom"), forms.CharField(max_length=160, required=False)),
            Cell(_("how one would see it"), forms.CharField(max_length=300, required=False)),
        ),
    )

    def kept(self, thing) -> list[tuple]:
        """What was said."""
        return [(one.what, one.whom, one.measure) for one in thing.benefits.all()]


class RisksForm(RowsForm):
    """What might go wrong."""

    rows = LinesField(
        label=_("Risks"),
        required=False,
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: what "
            "might go wrong; how likely, 1 to 5; how bad, 1 to 5; what is done about it."
        ),
        cells=(
            Cell(_("what might go wrong"), forms.CharField(max_length=300)),
            Cell(_("how likely"), forms.IntegerField(min_value=1, max_value=5)),
            Cell(_("how bad"), forms.IntegerField(min_value=1, max_value=5)),
            Cell(_("what is done about it"), forms.CharField(max_length=300, required=False)),
        ),
    )

    def kept(self, thing) -> list[tuple]:
        """What was said."""
        return [(one.what, one.likelihood, one.impact, one.answer) for one in thing.risks.all()]


class FiguresForm(RowsForm):
    """What an option costs and brings."""

    rows = LinesField(
        label=_("Figures"),
        required=False,
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: capital, "
            "running, income or funding; first year; last year; pounds each year; what it is. 2026 "
            "is the financial year 2026/27."
        ),
        cells=(
            Cell(_("kind"), WordField(FlowKind.choices)),
            Cell(_("first year"), YearField(min_value=FIRST_YEAR, max_value=LAST_YEAR)),
            Cell(_("last year"), YearField(min_value=FIRST_YEAR, max_value=LAST_YEAR)),
            Cell(_("pounds each year"), PoundsField(validators=[NOT_MORE]), pounds_typed),
            Cell(_("what"), forms.CharField(max_length=160)),
        ),
    )

    def kept(self, thing) -> list[tuple]:
        """What was said, in the order in which it was."""
        rows = thing.figures.order_by("pk")
        return [(one.kind, one.first_year, one.last_year, one.pence, one.what) for one in rows]

    def clean_rows(self):
        """No line ends before it begins, or is of nothing."""
        rows = self.cleaned_data["rows"]
        wrong = [
            (
                _("Line %(number)d: the last year is before the first.")
                if last < first
                else _("Line %(number)d: the amount is nought.")
            )
            % {"number": number}
            for number, (_kind, first, last, pence, _what) in enumerate(rows, start=1)
            if last < first or not pence
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return rows


OPTION_SAID = ("title", "about", "bias_percent")


class OptionForm(ActForm):
    """The words of an option."""

    title = forms.CharField(label=_("Title"), max_length=160)
    about = text_field(_("What would be done"), most=3000, rows=5, required=False)
    bias_percent = WholeNumberField(
        label=_("Optimism bias on capital in percent"),
        help_text=_("What such schemes cost more than was thought, from 0 to 200."),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        if isinstance(thing, Option):
            self.initial = {name: getattr(thing, name) for name in OPTION_SAID}
        else:
            self.initial = {"bias_percent": 0}


class NewOptionForm(OptionForm):
    """A further option, with its kind."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[one for one in OptionKind.choices if one[0] != OptionKind.NOTHING],
    )
    field_order = ["kind"]


class HeardForm(ActForm):
    """What residents said."""

    on = day_field(_("On which day?"))
    where = forms.CharField(label=_("Where did they say it?"), max_length=160)
    session = forms.ModelChoiceField(label=_("At a panel session"), queryset=None, required=False)
    survey = forms.ModelChoiceField(label=_("In a survey"), queryset=None, required=False)
    said = text_field(_("What did they say?"), most=2000, rows=5, help_text=NO_NAMES)
    done = text_field(
        _("What was done about it?"), most=2000, rows=4, required=False, help_text=NO_NAMES
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["session"].queryset = Session.objects.public().order_by("-starts_at")
        surveys = Survey.objects.published().values("question_set")
        self.fields["survey"].queryset = QuestionSet.objects.filter(pk__in=surveys)


class DoneForm(OneOf):
    """What was done about what residents said."""

    key, label = "heard_id", _("About what?")
    done = text_field(_("What was done about it?"), most=2000, rows=4, help_text=NO_NAMES)
    field_order = ["heard_id", "done"]

    def rows(self, thing):
        return thing.heard.all()


class DecisionForm(ActForm):
    """What a board decided."""

    board = forms.CharField(label=_("Which board?"), max_length=120)
    decided_on = day_field(_("On which day?"))
    outcome = forms.ChoiceField(label=_("What was decided?"), choices=Outcome.choices)
    option = forms.ModelChoiceField(
        label=_("Which option, if it was approved?"),
        queryset=Option.objects.none(),
        required=False,
        help_text=_("Empty: the preferred one."),
    )
    pence = PoundsField(
        label=_("How much money, if it was approved?"), required=False, validators=[NOT_MORE]
    )
    conditions = text_field(_("Conditions, if there are any"), most=2000, required=False)
    reason = text_field(_("Why?"), most=2000, help_text=NO_NAMES)
    paper = forms.URLField(
        label=_("Address of the report or the minutes"), max_length=200, required=False
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["option"].queryset = thing.options.all()

    def doubts(self) -> list[str]:
        """Another option than the preferred one may be meant, or a slip."""
        chosen = self.cleaned_data.get("option")
        if chosen and chosen != self.thing.preferred:
            said = {"option": chosen, "preferred": self.thing.preferred}
            return [_("“%(option)s” isn’t the preferred option, “%(preferred)s”.") % said]
        return []


class StatusForm(ActForm):
    """How a project goes."""

    colour = forms.ChoiceField(label=_("How does it go?"), choices=Colour.choices)
    reason = text_field(_("Why?"), most=500, help_text=NO_NAMES)


class SpendForm(ActForm):
    """What was spent."""

    on = day_field(_("On which day?"))
    kind = forms.ChoiceField(label=_("From capital or revenue?"), choices=SpendKind.choices)
    pence = PoundsField(label=_("How much?"), validators=[NOT_MORE])
    what = forms.CharField(label=_("For what?"), max_length=160, help_text=NO_NAMES)
    reference = forms.CharField(
        label=_("Reference of the finance system"), max_length=40, required=False
    )

    def doubts(self) -> list[str]:
        """More than is left, or before it was decided, may be meant, or a slip."""
        left, found = self.thing.left_pence, []
        over = self.cleaned_data["pence"] - max(0, left)
        if self.cleaned_data["pence"] > left:
            words = _("This is %(pounds)s more than is left of the budget.")
            found.append(words % {"pounds": pounds(over)})
        decision = self.thing.proposal.decisions.order_by("-pk").first()
        if decision and self.cleaned_data["on"] < decision.decided_on:
            found.append(_("The day is before the board decided."))
        return found


class SpendingForm(OneOf):
    """Which of what was spent."""

    key, label = "spending_id", _("Which?")

    def rows(self, thing):
        return thing.spending.all()


class FinishForm(ReasonForm):
    """Why it is done."""

    def doubts(self) -> list[str]:
        """What isn't reached may be meant, or forgotten."""
        number = self.thing.milestones.filter(actual_on=None).count()
        if not number:
            return []
        words = ngettext(
            "%(number)s milestone isn’t reached.", "%(number)s milestones aren’t reached.", number
        )
        return [words % {"number": number}]


class MilestoneForm(ActForm):
    """A further milestone."""

    title = forms.CharField(label=_("What is to be reached?"), max_length=200)
    when = WhenField(label=_("When is it planned?"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)


class ForecastForm(ActForm):
    """When a milestone is expected now."""

    when = WhenField(label=_("When is it expected now?"))
    reason = forms.CharField(label=_("Why?"), max_length=300, help_text=NO_NAMES)


class ReachedForm(ActForm):
    """When a milestone was reached."""

    on = day_field(_("On which day was it reached?"))
