"""What officers are asked before they do something with a hub."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.fields import MailboxField
from hubs import services
from hubs.enums import (
    AccessKind,
    Answer,
    Facility,
    HolidayRule,
    MeasuredBy,
    NoticeKind,
    Weekday,
)
from hubs.models import Hub, Notice
from hubs.times import SpansField
from officers.acts import ActForm, OneOf
from officers.fields import MomentField, day_field, text_field
from people.models import User
from places.models import Ward

EMPTY_IS_CLOSED = _("Like 9:00-12:00, 13:30-17:00. Empty means closed.")
PUBLIC = _("Everybody reads it.")


class SaidForm(ActForm):
    """What is said of a hub, what it has, whom it serves."""

    about = text_field(_("What it is"), most=2000, rows=5, required=False, help_text=PUBLIC)
    getting_there = text_field(_("How to get there"), required=False)
    run_by = forms.CharField(
        label=_("Run by"), max_length=160, required=False, help_text=_("An organisation or a team.")
    )
    email = forms.EmailField(label=_("Email address for the public"), required=False)
    telephone = forms.CharField(
        label=_("Telephone number for the public"), max_length=20, required=False
    )
    website = forms.URLField(label=_("Website"), max_length=200, required=False)
    facilities = forms.MultipleChoiceField(
        label=_("What it has"),
        choices=Facility.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    serves = forms.ModelMultipleChoiceField(
        label=_("Wards it serves"),
        queryset=Ward.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {name: getattr(thing, name) for name in services.SAID} | {
            "facilities": [*thing.facilities.values_list("kind", flat=True)],
            "serves": [*thing.serves.all()],
        }

    def arguments(self) -> dict:
        """What is said apart from what it has and whom it serves."""
        answers = super().arguments()
        said = {name: answers[name] for name in services.SAID}
        return {"said": said, "facilities": answers["facilities"], "serves": answers["serves"]}


class HoursForm(ActForm):
    """The hours of a week, filled in with those that hold today."""

    starts_on = day_field(_("From which day do these hours hold?"))
    ends_on = day_field(
        _("Until which day?"), required=False, help_text=_("Only for a season, such as the summer.")
    )
    name = forms.CharField(
        label=_("Name of the season"), max_length=80, required=False, help_text=PUBLIC
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        today = timezone.localdate()
        week = dict(services.usual_week(thing, today))
        self.initial = {"starts_on": today}
        for day in Weekday:
            name = f"day_{day.value}"
            self.fields[name] = SpansField(
                label=day.label, required=False, help_text=EMPTY_IS_CLOSED
            )
            self.initial[name] = tuple(week.get(day.value, ()))

    def arguments(self) -> dict:
        """The week as the service takes it."""
        answers = super().arguments()
        week = {day: answers[f"day_{day}"] for day in Weekday.values}
        return {name: answers[name] for name in ("starts_on", "ends_on", "name")} | {"week": week}


class ExceptionForm(ActForm):
    """One day with other hours, or closed."""

    day = day_field(_("Which day?"))
    spans = SpansField(label=_("Hours on that day"), required=False, help_text=EMPTY_IS_CLOSED)
    why = forms.CharField(label=_("Why?"), max_length=120, required=False, help_text=PUBLIC)


class HolidaysForm(ActForm):
    """What a hub does on bank holidays."""

    on_holidays = forms.ChoiceField(
        label=_("On bank holidays"), choices=HolidayRule.choices, required=False
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {"on_holidays": thing.on_holidays}


class PeriodForm(OneOf):
    """Which hours of a week."""

    key, label = "period_id", _("Which hours?")

    def rows(self, thing):
        return thing.periods.all()

    def words(self, row) -> str:
        days = f"{row.starts_on:%d.%m.%Y} – {row.ends_on:%d.%m.%Y}" if row.ends_on else ""
        return " ".join(filter(None, [row.name, days or f"{row.starts_on:%d.%m.%Y} –"]))


class WhichExceptionForm(OneOf):
    """Which day with other hours, from today on."""

    key, label = "exception_id", _("Which day?")

    def rows(self, thing):
        return thing.exceptions.filter(day__gte=timezone.localdate())


class WhichNoticeForm(OneOf):
    """Which notice."""

    key, label = "notice_id", _("Which notice?")

    def rows(self, thing):
        return thing.notices.live()


class ManagerForm(OneOf):
    """Which manager."""

    key, label = "manager_id", _("Who?")

    def rows(self, thing):
        return thing.managers.select_related("person")


class NoticeForm(ActForm):
    """That a hub is closed, or partly."""

    kind = forms.ChoiceField(label=_("How much is closed?"), choices=NoticeKind.choices)
    what = text_field(
        _("What do people need to know?"),
        most=Notice._meta.get_field("what").max_length,
        help_text=PUBLIC,
    )
    starts_at = MomentField(label=_("From when?"))
    ends_at = MomentField(
        label=_("Until when?"), required=False, help_text=_("Leave it empty while nobody knows.")
    )
    instead = forms.CharField(
        label=_("Where else can people go?"), max_length=300, required=False, help_text=PUBLIC
    )
    instead_hub = forms.ModelChoiceField(
        label=_("Another hub to go to"), queryset=Hub.objects.none(), required=False
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        others = Hub.objects.public().exclude(pk=thing.pk).select_related("venue")
        self.fields["instead_hub"].queryset = others


class FactForm(ActForm):
    """One access fact as somebody measured it."""

    kind = forms.ChoiceField(label=_("What was measured?"), choices=AccessKind.choices)
    answer = forms.ChoiceField(
        label=_("Answer"),
        choices=[("", "–"), *((one.value, one.label) for one in Answer if one.value)],
        required=False,
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        help_text=_("Centimetres of a door, or how many bays. Leave it empty for the others."),
    )
    measured_on = day_field(_("On which day was it measured?"))
    measured_by = forms.ChoiceField(label=_("Who measured it?"), choices=MeasuredBy.choices)
    note = forms.CharField(
        label=_("More about it"), max_length=200, required=False, help_text=PUBLIC
    )


class WhichFactForm(OneOf):
    """Which access fact."""

    key, label = "fact_id", _("Which fact?")

    def rows(self, thing):
        return thing.facts.all()


class PersonForm(ActForm):
    """Who is to look after a hub, by the address that they sign in with."""

    email = MailboxField(
        label=_("Email address"),
        max_length=254,
        help_text=_("Of somebody who has signed in here before."),
    )

    def clean_email(self):
        """Somebody with an account."""
        address = self.cleaned_data["email"]
        self.person = User.objects.filter(email=address, merged_into=None).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody has an account with this address. Ask them to sign in once first.")
            )
        return address

    def arguments(self) -> dict:
        """Who."""
        return {"person": self.person}
