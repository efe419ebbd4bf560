"""What members are asked on their own pages."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import DateField, PoundsField, WholeNumberField
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from core.uploads import UploadField
from taskforce.enums import EngagementKind, ExpenseKind, InterestKind, work_choices
from taskforce.models import Engagement, Interest, Meeting, Member, Photo, Receipt
from taskforce.models.membership import CLAIM_DAYS


class ProfileForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """Words and a photo for the public page, and the consent to publish them."""

    biography = forms.CharField(
        label=_("About you"),
        help_text=_("A few sentences in your own words. You can leave this empty."),
        max_length=Member._meta.get_field("biography").max_length,
        required=False,
        widget=forms.Textarea,
    )
    photo = UploadField(
        takes=Photo.takes,
        label=_("Photo"),
        help_text=_("JPEG, PNG or WebP, up to 5 MB. We crop it to a square."),
        required=False,
    )
    remove_photo = forms.BooleanField(label=_("Remove my photo"), required=False)
    agree = forms.BooleanField(
        label=_("I agree that the council shows my name, these words and my photo in public"),
        help_text=_(
            "Only while you are a member. You can take this back at any time, in one step."
        ),
        error_messages={"required": _("Tick the box if you agree. Without it nothing is shown.")},
    )

    def __init__(self, *args, has_photo=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not has_photo:
            del self.fields["remove_photo"]


class InterestForm(NamedLimits, forms.Form):
    """One entry of the register."""

    kind = forms.ChoiceField(
        label=_("What kind of interest is it?"),
        choices=InterestKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of interest it is")},
    )
    organisation = forms.CharField(
        label=_("Name of the organisation"),
        max_length=Interest._meta.get_field("organisation").max_length,
        error_messages={"required": _("Enter the name of the organisation")},
    )
    description = forms.CharField(
        label=_("What is it?"),
        help_text=_("For example, manager of the shop. You can leave this empty."),
        max_length=Interest._meta.get_field("description").max_length,
        required=False,
    )
    since = DateField(
        label=_("Since when?"),
        help_text=_("For example, 31 3 2026"),
        error_messages={"required": _("Enter the day it began, as near as you know")},
    )


class ChangeInterestForm(KnowsWhatItWasMadeFrom, InterestForm):
    """An entry as it should be."""


class EndInterestForm(KnowsWhatItWasMadeFrom, forms.Form):
    """When an interest ended."""

    until = DateField(
        label=_("When did it end?"),
        help_text=_("For example, 31 3 2026"),
        error_messages={"required": _("Enter the day it ended")},
    )


class ExpenseForm(NamedLimits, forms.Form):
    """One cost of coming to a meeting."""

    meeting = forms.ModelChoiceField(
        label=_("Which meeting was it for?"),
        queryset=Meeting.objects.none(),
        empty_label=_("None of these"),
        required=False,
    )
    kind = forms.ChoiceField(
        label=_("What did you pay for?"),
        choices=ExpenseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you paid for")},
    )
    spent_on = DateField(
        label=_("When did you pay?"),
        help_text=_("For example, 31 3 2026"),
        error_messages={"required": _("Enter the day you paid")},
    )
    pounds = PoundsField(
        label=_("How much, in pounds?"),
        help_text=_("For example, 12.50"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-5"}),
        error_messages={"required": _("Enter how much you paid")},
    )
    note = forms.CharField(
        label=_("What was it for?"),
        help_text=_("For example, bus there and back."),
        max_length=300,
        required=False,
    )
    receipt = UploadField(
        takes=Receipt.takes,
        label=_("Receipt"),
        help_text=_("A photo (JPEG or PNG) or a PDF, up to 8 MB. Only the team sees it."),
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        recent = timezone.now() - timedelta(days=CLAIM_DAYS)
        meetings = Meeting.objects.public().filter(
            starts_at__gte=recent, starts_at__lte=timezone.now()
        )
        meetings = meetings.exclude(state=Meeting.State.CANCELLED)
        self.fields["meeting"].queryset = meetings.order_by("-starts_at")


class WorkForm(KnowsWhatItWasMadeFrom, NamedLimits, forms.Form):
    """How far a piece of work is."""

    to = forms.ChoiceField(
        label=_("How far is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how far it is")},
    )
    reason = forms.CharField(
        label=_("Why, or how does it go?"),
        help_text=_(
            "Needed if it is paused, stopped, opened again or as far as before. It is public."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, *args, work, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = work_choices(work)


class EngagementForm(NamedLimits, forms.Form):
    """One time that a member spoke for the work."""

    kind = forms.ChoiceField(
        label=_("What kind of occasion was it?"),
        choices=EngagementKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what kind of occasion it was")},
    )
    title = forms.CharField(
        label=_("What was it?"),
        help_text=_("For example, talk at a sixth form"),
        max_length=Engagement._meta.get_field("title").max_length,
        error_messages={"required": _("Say what it was")},
    )
    held_on = DateField(
        label=_("When was it?"),
        help_text=_("For example, 31 3 2026"),
        error_messages={"required": _("Enter the day")},
    )
    place = forms.CharField(
        label=_("Where was it?"),
        max_length=Engagement._meta.get_field("place").max_length,
        required=False,
    )
    reach = WholeNumberField(
        label=_("About how many people heard you?"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-5"}),
        error_messages={
            "required": _("Enter about how many people"),
            "invalid": _("Enter a number, like 40"),
        },
    )


class BallotForm(forms.Form):
    """Whom a member votes for."""

    candidate = forms.TypedChoiceField(
        label=_("Who should be chair?"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who should be chair")},
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["candidate"].choices = candidates
