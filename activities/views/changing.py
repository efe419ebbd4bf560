"""What is done with an activity on its own pages, whichever side it is seen from."""

from django import forms
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities import services
from activities.forms import (
    CancelForm,
    DeclineForm,
    EndForm,
    MoveForm,
    SaidForm,
    StretchForm,
    WhenForm,
)
from activities.views.pages import day_of_address


class Change:
    """What is said of it."""

    form_class = SaidForm
    title = gettext_lazy("What is said of it")
    send = gettext_lazy("Save")

    def get_initial(self):
        return SaidForm.shown(self.activity)

    def act(self, answers: dict) -> None:
        services.change(**self.asked(), **answers)
        self.done = _("What is said of it is saved.")


class When:
    """When it is."""

    form_class = WhenForm
    title = gettext_lazy("When it is")
    explain = gettext_lazy("For good. To change one date, choose it on the page before.")
    send = gettext_lazy("Save")
    part = "#dates"

    def get_initial(self):
        return WhenForm.shown(self.activity)

    def act(self, answers: dict) -> None:
        services.change_when(**self.asked(), **answers)
        self.done = _("The dates are saved. Everybody sees them.")


class Assure:
    """That it still takes place as it is said."""

    form_class = forms.Form
    title = gettext_lazy("Does it still take place as it is said?")
    explain = gettext_lazy(
        "We ask every three months, and hide an activity of which nobody has said so for a year."
    )
    send = gettext_lazy("Yes, all of it is right today")

    def act(self, answers: dict) -> None:
        services.assure(**self.asked())
        self.done = _("Thank you. The page says that you looked today.")


class OfADate:
    """A page of one of its dates, which the address names."""

    part = "#dates"
    send = gettext_lazy("Save, and tell who follows it")

    @cached_property
    def day(self):
        """The date. Raises Http404."""
        return day_of_address(self.kwargs["day"])

    @property
    def explain(self) -> str:
        """Which date it is."""
        return f"{self.activity.title}, {date_format(self.day, 'l j F Y')}"


class CancelDate(OfADate):
    """A date that doesn't take place."""

    form_class = CancelForm
    title = gettext_lazy("Cancel this date")

    def act(self, answers: dict) -> None:
        services.cancel_date(**self.asked(), day=self.day, **answers)
        self.done = _("The date is cancelled. Who follows it is told.")


class MoveDate(OfADate):
    """A date that is at another time or place."""

    form_class = MoveForm
    title = gettext_lazy("Move this date")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"activity": self.activity}

    def get_initial(self):
        return {"to_day": self.day, "begins": self.activity.begins, "ends": self.activity.ends}

    def act(self, answers: dict) -> None:
        services.move_date(**self.asked(), day=self.day, **answers)
        self.done = _("The date is moved. Who follows it is told.")


class RestoreDate(OfADate):
    """A date that is as usual again."""

    form_class = forms.Form
    title = gettext_lazy("Have this date as usual again?")
    send = gettext_lazy("Yes")

    def act(self, answers: dict) -> None:
        services.restore_date(**self.asked(), day=self.day)
        self.done = _("The date is as usual again.")


class Away:
    """A time in which it is elsewhere, or doesn't take place."""

    form_class = StretchForm
    title = gettext_lazy("Somewhere else, or not at all, for a time")
    explain = gettext_lazy("Such as in the holidays, or while works go on.")
    send = gettext_lazy("Save, and tell who follows it")
    part = "#dates"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"activity": self.activity}

    def act(self, answers: dict) -> None:
        services.set_stretch(**self.asked(), **answers)
        self.done = _("It is saved. Who follows it is told.")


class EndAway:
    """It is as usual again from today."""

    form_class = forms.Form
    title = gettext_lazy("Have it as usual again from today?")
    send = gettext_lazy("Yes")
    part = "#dates"

    @property
    def explain(self) -> str:
        """What ends."""
        return get_object_or_404(self.activity.stretches, pk=self.kwargs["stretch"]).why

    def act(self, answers: dict) -> None:
        asked = {"stretch_id": self.kwargs["stretch"], "day": timezone.localdate()}
        services.end_stretch(**self.asked(), **asked)
        self.done = _("It is as usual again.")


class End:
    """It takes place no more."""

    form_class = EndForm
    title = gettext_lazy("It takes place no more")
    explain = gettext_lazy("It leaves the list, and who follows it is told.")
    send = gettext_lazy("End it")

    def act(self, answers: dict) -> None:
        services.end(**self.asked(), **answers)
        self.done = _("It has ended.")


class Again:
    """It is proposed anew."""

    form_class = forms.Form
    title = gettext_lazy("Propose it again?")
    send = gettext_lazy("Yes")

    def act(self, answers: dict) -> None:
        services.propose_again(**self.asked())
        self.done = _("It is proposed again.")


class Take:
    """The hub lists it."""

    form_class = forms.Form
    title = gettext_lazy("List this activity?")
    explain = gettext_lazy("Everybody finds it, and the group is told.")
    send = gettext_lazy("List it")

    def act(self, answers: dict) -> None:
        services.take(**self.asked())
        self.done = _("It is listed.")


class Decline:
    """The hub doesn't take it."""

    form_class = DeclineForm
    title = gettext_lazy("Say no to this activity")
    send = gettext_lazy("Say no, and tell the group")

    def act(self, answers: dict) -> None:
        services.decline(**self.asked(), **answers)
        self.done = _("The group is told.")


EITHER = (
    Change, When, Assure, CancelDate, MoveDate, RestoreDate, Away, EndAway, End, Again,
)  # fmt: skip
HUB_ALONE = (Take, Decline)
