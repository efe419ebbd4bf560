"""What is asked about a building, on the officers' pages and on its managers' own."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.checks import CHOICES
from buildings.enums import CountKind, CountSource, IncidentKind, Result
from core.fields import DateField, WholeNumberField
from core.forms import NamedLimits

NO_NAMES = _("A firm or a role, nobody’s name.")


class CheckForm(NamedLimits, forms.Form):
    """A check that was done."""

    code = forms.ChoiceField(label=_("What was checked?"), choices=CHOICES)
    done_on = DateField(label=_("On which day?"))
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
    due_on = DateField(label=_("If it failed: until when?"), required=False)


class CountForm(NamedLimits, forms.Form):
    """How many came or called on a day."""

    on = DateField(label=_("On which day?"), initial=timezone.localdate)
    kind = forms.ChoiceField(label=_("What was counted?"), choices=CountKind.choices)
    number = WholeNumberField(
        label=_("How many?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
    )
    source = forms.ChoiceField(
        label=_("How was it counted?"),
        choices=[one for one in CountSource.choices if one[0] != CountSource.IMPORT],
    )


class IncidentForm(NamedLimits, forms.Form):
    """What happened."""

    on = DateField(label=_("On which day?"), initial=timezone.localdate)
    kind = forms.ChoiceField(label=_("What happened?"), choices=IncidentKind.choices)
    action = forms.CharField(
        label=_("What was done?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Nobody’s name belongs in it."),
    )
