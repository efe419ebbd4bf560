"""What officers are asked before they do something with a building."""

from django import forms
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.checks import CHOICES
from buildings.enums import (
    MOST_PENCE,
    CountKind,
    Element,
    Feature,
    Grade,
    Holding,
    IncidentKind,
    MoneyKind,
    Priority,
    Result,
)
from buildings.models import Finding
from buildings.services.records import SAID
from buildings.services.use import financial_year_of
from core.fields import PoundsField, WholeNumberField
from officers.acts import ActForm, OneOf
from officers.fields import DayField, day_field, text_field
from officers.lines import Cell, LinesField, WordField, YearField, pounds_typed
from questionnaires.values import pounds

NO_NAMES = _("A firm or a role, nobody’s name.")
NOT_MORE = MaxValueValidator(MOST_PENCE, _("Enter an amount up to £100,000,000."))
# A day that is pasted, 2026-03-04 or 4.3.2026.
PASTED = DayField(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"])


class RecordForm(ActForm):
    """How a building is held, what it is worth, what it has."""

    holding = forms.ChoiceField(label=_("How is it held?"), choices=Holding.choices, required=False)
    lease_ends_on = day_field(_("When does the lease end?"), required=False)
    built = forms.IntegerField(label=_("In which year was it built?"), required=False)
    floor_m2 = WholeNumberField(label=_("Floor in m²"), required=False)
    value_pence = PoundsField(label=_("What is it worth?"), required=False, validators=[NOT_MORE])
    valued_on = day_field(_("When was it valued?"), required=False)
    features = forms.MultipleChoiceField(
        label=_("What does it have that must be checked?"),
        choices=Feature.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {name: getattr(thing, name) for name in SAID} | {
            "features": [one.kind for one in thing.features.all()]
        }

    def arguments(self) -> dict:
        """What is said, apart from what it has."""
        answers = super().arguments()
        said = {name: answers[name] for name in SAID}
        return {"said": said, "features": answers["features"]}


class SurveyForm(ActForm):
    """A condition survey with its findings."""

    surveyed_on = day_field(_("On which day was it made?"))
    surveyor = forms.CharField(label=_("By whom?"), max_length=120, help_text=NO_NAMES)
    next_due = day_field(
        _("When is the next one due?"), required=False, help_text=_("Empty: in five years.")
    )
    rows = LinesField(
        label=_("Findings"),
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: element "
            "(roof, walls, windows, floors, ceilings, sanitary, mechanical, electrical, "
            "decoration, outside); grade, A to D; priority, 1 to 4; pounds; what."
        ),
        cells=(
            Cell(_("element"), WordField(Element.choices)),
            Cell(_("grade"), WordField(Grade.choices)),
            Cell(
                _("priority"),
                forms.IntegerField(min_value=min(Priority), max_value=max(Priority)),
            ),
            Cell(_("pounds"), PoundsField(validators=[NOT_MORE]), pounds_typed),
            Cell(_("what"), forms.CharField(max_length=200)),
        ),
    )


class MendForm(OneOf):
    """Which finding is mended."""

    key, label = "finding_id", _("What is mended?")
    mended_on = day_field(_("On which day?"))
    field_order = ["finding_id", "mended_on"]

    def rows(self, thing):
        newest = thing.surveys.order_by("-surveyed_on").first()
        return Finding.objects.filter(survey=newest, mended_on=None)

    def words(self, row) -> str:
        """With its element, its grade and what it costs."""
        said = f"{row.get_element_display()}, {row.grade}{row.priority}"
        return f"{said}, {pounds(row.pence)}: {row.what}"


class NotMendedForm(MendForm):
    """Which finding isn't mended after all."""

    mended_on = None
    field_order = None

    def rows(self, thing):
        return Finding.objects.filter(survey__building=thing, mended_on__isnull=False)


class WhichSurveyForm(OneOf):
    """Which survey."""

    key, label = "survey_id", _("Which survey?")

    def rows(self, thing):
        return thing.surveys.all()


class WhichCheckForm(OneOf):
    """Which check."""

    key, label = "check_id", _("Which check?")

    def rows(self, thing):
        return thing.checks.all()[:50]


class WhichIncidentForm(OneOf):
    """Which incident."""

    key, label = "incident_id", _("Which incident?")

    def rows(self, thing):
        return thing.incidents.all()

    def words(self, row) -> str:
        """With its day and what was done."""
        return f"{row}: {row.action}"


class DoneForm(ActForm):
    """A check that was done."""

    code = forms.ChoiceField(label=_("What was checked?"), choices=CHOICES)
    done_on = day_field(_("On which day?"))
    result = forms.ChoiceField(label=_("How did it end?"), choices=Result.choices)
    checked_by = forms.CharField(label=_("Who checked it?"), max_length=120, help_text=NO_NAMES)
    evidence = forms.CharField(
        label=_("Where is the certificate or the log?"), max_length=200, required=False
    )
    what = forms.CharField(
        label=_("If it failed: what is to be mended?"), max_length=300, required=False
    )
    owner = forms.CharField(
        label=_("If it failed: by whom?"), max_length=120, required=False, help_text=NO_NAMES
    )
    due_on = day_field(_("If it failed: until when?"), required=False)


class DefectForm(OneOf):
    """Which defect is mended."""

    key, label = "defect_id", _("What is mended?")
    closed_on = day_field(_("On which day?"))
    how = forms.CharField(label=_("How?"), max_length=300)
    field_order = ["defect_id", "closed_on", "how"]

    def rows(self, thing):
        return thing.defects.filter(closed_on=None)


class IntervalForm(ActForm):
    """How often something is checked here."""

    code = forms.ChoiceField(label=_("What is checked?"), choices=CHOICES)
    months = WholeNumberField(label=_("Every so many months"))
    why = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("Such as a written scheme, or the risk.")
    )


class FiguresForm(ActForm):
    """What running it cost and brought."""

    rows = LinesField(
        label=_("Figures"),
        required=False,
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: year, "
            "2026 is the financial year 2026/27; cost or income; pounds; what."
        ),
        cells=(
            Cell(_("year"), YearField(min_value=2000, max_value=2099)),
            Cell(_("kind"), WordField(MoneyKind.choices)),
            Cell(_("pounds"), PoundsField(validators=[NOT_MORE]), pounds_typed),
            Cell(_("what"), forms.CharField(max_length=120)),
        ),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        kept = thing.figures.order_by("pk").values_list("year", "kind", "pence", "what")
        self.initial = {"rows": [*kept]}

    def clean_rows(self):
        """Of years that have begun: what is to come is no fact."""
        rows, now = self.cleaned_data["rows"], financial_year_of(timezone.localdate())
        wrong = [
            _("Line %(number)d: this year hasn’t begun.") % {"number": number}
            for number, row in enumerate(rows, start=1)
            if row[0] > now
        ]
        if wrong:
            raise forms.ValidationError(wrong)
        return rows

    def doubts(self) -> list[str]:
        """To take all of it away may be meant, or a slip."""
        gone = self.thing.figures.exists() and not self.cleaned_data["rows"]
        return [_("All figures of all years are taken away.")] if gone else []


class CountsForm(ActForm):
    """Counts from a file or a sheet."""

    rows = LinesField(
        label=_("Counts"),
        help_text=_(
            "A line each, or pasted from a spreadsheet, with semicolons or tabs between: day, like "
            "2026-03-04; door, activity or phone; how many. A day that is there already is "
            "counted anew."
        ),
        most=1000,
        cells=(
            Cell(_("day"), PASTED),
            Cell(_("what was counted"), WordField(CountKind.choices)),
            Cell(_("how many"), forms.IntegerField(min_value=0, max_value=100_000)),
        ),
    )


class IncidentForm(ActForm):
    """What happened."""

    on = day_field(_("On which day?"))
    kind = forms.ChoiceField(label=_("What happened?"), choices=IncidentKind.choices)
    action = text_field(_("What was done?"), most=300, help_text=_("Nobody’s name belongs in it."))
