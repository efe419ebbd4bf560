"""What groups are asked in a report on an award, and when they ask for a change."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import Category
from core.fields import DateField, PoundsField, WholeNumberField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from core.uploads import UploadField
from monitoring.enums import MOST_PENCE, MOST_PEOPLE
from monitoring.models import Output, Photograph, Story
from questionnaires.values import pounds

NEW_LINES = 3


def _most(model, field: str) -> int:
    return model._meta.get_field(field).max_length


def _words(label, *, rows: int = 6, most: int = 4000, **options) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def _line(label, *, most: int, **options) -> forms.CharField:
    widget = forms.TextInput(attrs={"dir": "auto"})
    return forms.CharField(label=label, max_length=most, widget=widget, **options)


def _named(label, words) -> dict:
    """Words on what is no number, that name a line which its group named itself."""
    if not isinstance(label, str):
        return {}
    return {"error_messages": {"invalid": (words % {"field": label}).replace("%", "%%")}}


def _amount(label, **options) -> PoundsField:
    attributes = {"inputmode": "decimal", "class": "govuk-input--width-10"}
    too_much = MaxValueValidator(MOST_PENCE, _("Enter a smaller amount"))
    widget = forms.TextInput(attrs=attributes)
    words = _("“%(field)s”: enter an amount in pounds, like 250 or 99.50")
    options = _named(label, words) | options
    return PoundsField(label=label, widget=widget, validators=[too_much], **options)


def _number(label, **options) -> WholeNumberField:
    attributes = {"inputmode": "numeric", "class": "govuk-input--width-5"}
    limits = [
        MinValueValidator(0, _("Enter 0 or more")),
        MaxValueValidator(MOST_PEOPLE, _("Enter a smaller number")),
    ]
    widget = forms.TextInput(attrs=attributes)
    options = _named(label, _("“%(field)s”: enter a whole number, like 12")) | options
    return WholeNumberField(label=label, widget=widget, validators=limits, **options)


class SpendingForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What was spent on each line of the plan. A line may be left for later, and not sent so."""

    def __init__(self, *args, lines, note: str, **kwargs):
        shown = {f"line_{one.line.pk}": one.now for one in lines} | {"note": note}
        super().__init__(*args, initial=shown, **kwargs)
        self.lines = {f"line_{one.line.pk}": one.line.pk for one in lines}
        for one in lines:
            said = {
                "planned": pounds(one.line.pence),
                "before": pounds(one.before),
                "group": one.line.partner,
            }
            self.fields[f"line_{one.line.pk}"] = _amount(
                one.line.what,
                help_text=(
                    _("%(group)s. Planned: %(planned)s. Spent before: %(before)s.") % said
                    if one.before
                    else _("%(group)s. Planned: %(planned)s.") % said
                ),
                required=False,
            )
        self.mark_optional = False
        self.fields["note"] = _words(
            _("Why does it differ from the plan?"),
            help_text=_("Say it where you spent more, or less, than was planned."),
            required=False,
            rows=4,
        )

    def arguments(self) -> dict:
        """What the service is given."""
        said = {
            pk: self.cleaned_data[name]
            for name, pk in self.lines.items()
            if self.cleaned_data.get(name) is not None
        }
        return {"pence": said, "note": self.cleaned_data["note"]}


class CountsForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """How much there was of each thing that is counted."""

    def __init__(self, *args, outputs, **kwargs):
        super().__init__(*args, initial={f"output_{one.pk}": one.now for one in outputs}, **kwargs)
        self.outputs = {f"output_{one.pk}": one.pk for one in outputs}
        self.mark_optional = False
        for one in outputs:
            said = {"planned": one.planned, "before": one.before}
            self.fields[f"output_{one.pk}"] = _number(
                one.name,
                help_text=(
                    _("Planned in all: %(planned)s. Before this report: %(before)s.") % said
                    if one.before
                    else _("Planned in all: %(planned)s.") % said
                ),
                required=False,
            )

    def arguments(self) -> dict:
        """What the service is given."""
        return {
            "numbers": {
                pk: self.cleaned_data[name]
                for name, pk in self.outputs.items()
                if self.cleaned_data.get(name) is not None
            }
        }


class OutputForm(NamedLimits, forms.Form):
    """Something more that is counted."""

    name = _line(
        _("What did you do that can be counted?"),
        help_text=_("Such as “Shared meals” or “People helped into work”."),
        most=_most(Output, "name"),
        error_messages={"required": _("Say what is counted")},
    )
    planned = _number(
        _("How much was planned for the whole grant?"),
        help_text=_("You say this once. Enter 0 if it was not planned."),
        error_messages={"required": _("Enter a number, or 0")},
    )
    number = _number(
        _("How much was there in the time of this report?"),
        error_messages={"required": _("Enter a number, or 0")},
    )


class PeopleForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """How many people of each ward came for the first time."""

    def __init__(self, *args, wards, people, **kwargs):
        self.wards = {f"ward_{one.pk}": one.pk for one in wards} | {"elsewhere": None}
        shown = {name: people.get(ward) for name, ward in self.wards.items()}
        super().__init__(*args, initial=shown, **kwargs)
        self.mark_optional = False
        for one in wards:
            self.fields[f"ward_{one.pk}"] = _number(one.name, required=False)
        self.fields["elsewhere"] = _number(_("From elsewhere, or not known"), required=False)

    def clean(self):
        """Nobody at all is said by a 0."""
        cleaned = super().clean()
        if not self.errors and all(cleaned.get(name) is None for name in self.wards):
            self.add_error("elsewhere", _("Enter a number in one box at least. 0 is an answer"))
        return cleaned

    def arguments(self) -> dict:
        """What the service is given. Empty boxes are nobody."""
        said = {
            ward: self.cleaned_data[name]
            for name, ward in self.wards.items()
            if self.cleaned_data.get(name) is not None
        }
        return {"people": said}


class LearntForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """What was learnt."""

    learnt = _words(
        _("What has changed, and what did you learn?"),
        help_text=_(
            "What went well, what didn’t, and what you would do otherwise. Once we have accepted "
            "the report these words are public, so name nobody."
        ),
        error_messages={"required": _("Say what you learnt")},
        rows=8,
    )


class ReplyForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """The answer to what an officer asked."""

    reply = _words(
        _("Your answer"),
        help_text=_("You can also put the other parts right. Then send the report again."),
        error_messages={"required": _("Write your answer")},
    )


class WithConsentForm(NamedLimits, forms.Form):
    """Whether something that shows or tells of people may be public."""

    mark_optional = False
    may_be_public = forms.BooleanField(
        label=_("Everybody who is in it has said yes: it may be public"),
        required=False,
    )
    consent = _line(
        _("How and when did they say yes?"),
        help_text=_(
            "Needed where it may be public. Such as “signed form of 3 May”, and for a child, who "
            "said yes for it."
        ),
        most=_most(Story, "consent"),
        required=False,
    )


class StoryForm(WithConsentForm):
    """A story."""

    words = _words(
        _("What happened?"),
        help_text=_("In their own words if you can. Leave out whatever tells who they are."),
        error_messages={"required": _("Tell the story")},
    )
    told_by = _line(
        _("How is it signed?"),
        help_text=_("Such as “a father from Dallow”. You can leave this empty."),
        most=_most(Story, "told_by"),
        required=False,
    )
    field_order = ["words", "told_by", "may_be_public", "consent"]


class PhotographForm(WithConsentForm):
    """A photograph."""

    file = UploadField(
        takes=Photograph.takes,
        label=_("Photograph"),
        help_text=_("JPEG, PNG or WebP. We take out where and when it was taken."),
        error_messages={"required": _("Choose a photograph")},
    )
    shows = _line(
        _("What does it show?"),
        help_text=_("For people who can’t see it."),
        most=_most(Photograph, "shows"),
        error_messages={"required": _("Say what it shows")},
    )
    field_order = ["file", "shows", "may_be_public", "consent"]


class ChangeForm(NamedLimits, forms.Form):
    """What a group asks to have otherwise in its award."""

    reason = _words(
        _("What should change, and why?"),
        error_messages={"required": _("Say why you ask for it")},
        most=3000,
    )
    pence = _amount(
        _("Amount of the grant, in pounds"),
        help_text=_("It can be less, and not more. Leave it as it is if it stays."),
        error_messages={"required": _("Enter an amount")},
    )
    ends_on = DateField(
        label=_("When does the work end?"),
        help_text=_("It can be later, and not earlier."),
    )

    def __init__(self, *args, award, plan, partners, tasks, **kwargs):
        shown = {"pence": award.pence, "ends_on": award.ends_on}
        shown |= {f"line_{one.pk}": one.pence for one in plan}
        shown |= {f"tasks_{pk}": words for pk, (_name, words) in tasks.items()}
        super().__init__(*args, initial=shown, **kwargs)
        self.plan = {f"line_{one.pk}": one.pk for one in plan}
        self.tasks = {f"tasks_{pk}": pk for pk in tasks}
        for one in plan:
            self.fields[f"line_{one.pk}"] = _amount(
                _("%(what)s, in pounds") % {"what": one.what},
                help_text=str(one.partner),
                error_messages={"required": _("Enter an amount, or 0")},
            )
        for number in range(1, NEW_LINES + 1):
            self._add_new_line(number, partners)
        for pk, (name, _said) in tasks.items():
            self.fields[f"tasks_{pk}"] = _words(
                _("What does %(group)s do?") % {"group": name}, most=2000, required=False, rows=4
            )

    def _add_new_line(self, number: int, partners) -> None:
        said = {"number": number}
        self.fields[f"new_what_{number}"] = _line(
            _("New cost %(number)s: what for?") % said, most=160, required=False
        )
        self.fields[f"new_pence_{number}"] = _amount(
            _("New cost %(number)s: how much, in pounds?") % said, required=False
        )
        self.fields[f"new_category_{number}"] = forms.ChoiceField(
            label=_("New cost %(number)s: what kind?") % said,
            choices=[("", _("Choose a kind")), *Category.choices],
            required=False,
        )
        self.fields[f"new_partner_{number}"] = forms.TypedChoiceField(
            label=_("New cost %(number)s: which group spends it?") % said,
            choices=[("", _("Choose a group")), *((one.pk, str(one)) for one in partners)],
            coerce=int,
            empty_value=None,
            required=False,
        )

    def clean(self):
        """A new cost is whole, or isn't there."""
        cleaned = super().clean()
        for number in range(1, NEW_LINES + 1):
            names = [f"new_{part}_{number}" for part in ("what", "pence", "category", "partner")]
            if any(cleaned.get(name) for name in names):
                for name in names:
                    if name not in self.errors and not cleaned.get(name):
                        self.add_error(name, _("Fill this in too, or leave out the new cost"))
        return cleaned

    def arguments(self) -> dict:
        """What the service is given."""
        said = self.cleaned_data
        new = [
            {
                part: said[f"new_{part}_{number}"]
                for part in ("what", "pence", "category", "partner")
            }
            for number in range(1, NEW_LINES + 1)
            if said.get(f"new_what_{number}")
        ]
        return {
            "reason": said["reason"],
            "pence": said["pence"],
            "ends_on": said["ends_on"],
            "lines": {pk: said[name] for name, pk in self.plan.items()},
            "new_lines": new,
            "tasks": {pk: said[name] for name, pk in self.tasks.items()},
        }


class NothingForm(forms.Form):
    """Asks nothing: the button is the answer."""
