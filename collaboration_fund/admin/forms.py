"""The officers' forms of the fund."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund import services
from collaboration_fund.enums import Came
from collaboration_fund.models import Application, Floor, Monitoring, Round, Stage
from collaboration_fund.moments import closes
from collaboration_fund.services.people import organisations_with_writers
from core.fields import PoundsField
from officers.acts import ActForm
from officers.fields import ISO_MINUTE, MomentField
from officers.saving import ServiceForm
from organisations.models import Organisation
from questionnaires.enums import Purpose
from questionnaires.models import QuestionSet

# So long before an earlier closing groups should hear of it.
NOTICE_OF_CLOSING = timedelta(days=7)

# What a round is planned for; further away is a slip of the keyboard.
YEARS_BACK, YEARS_AHEAD = 2, 3
MOST_HOURS = 200


class RoundForm(ServiceForm):
    """A round; amounts are typed in pounds."""

    total_pence = PoundsField(label=_("Total budget"))
    largest_pence = PoundsField(label=_("Largest grant"))
    subsidy_limit_pence = PoundsField(
        label=_("Subsidy limit"),
        help_text=_("What one group may be given in subsidies over three financial years."),
    )

    class Meta:
        model = Round
        fields = "__all__"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "last_round" in self.fields:
            others = Round.objects.public().exclude(pk=self.instance.pk)
            self.fields["last_round"].queryset = others

    def clean(self):
        """Each problem stands at its field."""
        cleaned = super().clean()
        total, largest = (
            cleaned.get(name, getattr(self.instance, name))
            for name in ("total_pence", "largest_pence")
        )
        if total and largest and largest > total:
            self.say("largest_pence", _("The largest grant can't be more than the total budget."))
        for name in ("total_pence", "largest_pence"):
            if cleaned.get(name) is not None and cleaned[name] < 1:
                self.say(name, _("Enter an amount above nought."))
        hours = cleaned.get("hours")
        if hours is not None and not 1 <= hours <= MOST_HOURS:
            self.say("hours", _("Enter a number from 1 to %(most)s.") % {"most": MOST_HOURS})
        decided_on = cleaned.get("decided_on")
        today = timezone.localdate()
        years = today.year - YEARS_BACK, today.year + YEARS_AHEAD
        if (
            decided_on
            and "decided_on" in self.changed_data
            and not (years[0] <= decided_on.year <= years[1])
        ):
            self.say(
                "decided_on",
                _("Check the year: it is from %(first)s to %(last)s.")
                % {"first": years[0], "last": years[1]},
            )
        return cleaned

    def say(self, name: str, words: str) -> None:
        """Put words beside a field, or above the form where it isn't asked."""
        self.add_error(name if name in self.fields else None, words)


class StageForm(forms.ModelForm):
    """A stage, which asks a set of questions for applications."""

    class Meta:
        model = Stage
        fields = ["number", "opens_at", "closes_at", "question_set", "asks_budget"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "question_set" in self.fields:
            sets = QuestionSet.objects.filter(purpose=Purpose.APPLICATION, is_special=False)
            self.fields["question_set"].queryset = sets


class MonitoringForm(forms.ModelForm):
    """What grants up to an amount are asked to report."""

    up_to_pence = PoundsField(label=_("Grants up to"))

    class Meta:
        model = Monitoring
        fields = ["up_to_pence", "every_months", "asks"]


class FloorForm(forms.ModelForm):
    """The least that goes to a priority area or a ward."""

    pence = PoundsField(label=_("At least"))

    class Meta:
        model = Floor
        fields = ["priority", "ward", "pence"]


class TitleForm(ActForm):
    """What a new round is called."""

    translated = {"title": forms.CharField(label=_("Title"), max_length=120)}


class EnterForm(ActForm):
    """Whose application it is that came on paper or by telephone, and when it came."""

    organisation = forms.ModelChoiceField(
        label=_("Which group leads?"),
        queryset=Organisation.objects.none(),
        help_text=_(
            "Groups with somebody in the portal who can confirm it, and that lead nothing in this "
            "round yet. Isn’t it there? Ask somebody of the group to sign in and put it in, or to "
            "join it; or name an owner on the group’s page. Then come back."
        ),
    )
    title = forms.CharField(label=_("What is their work together called?"), max_length=120)
    language = forms.ChoiceField(label=_("In which language do they read?"))
    came = forms.ChoiceField(label=_("How did it come?"), choices=Came.choices)
    came_at = MomentField(
        label=_("When did it reach us, in Luton’s time?"),
        help_text=_("What came before the closing counts, also if it is confirmed after it."),
    )
    until = MomentField(
        label=_("By when does the group confirm it?"),
        help_text=_("Leave it empty for five working days after the closing."),
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        leading = Application.objects.live().filter(round=thing).values("lead")
        self.fields["organisation"].queryset = (
            organisations_with_writers().exclude(pk__in=leading).order_by("name", "pk")
        )
        self.fields["language"].choices = settings.LANGUAGES


class CancelForm(ActForm):
    """Why a round stops."""

    translated = {
        "reason": forms.CharField(
            label=_("Why is the round cancelled? Everybody can read it."),
            max_length=1000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
    }


class ClosingForm(ActForm):
    """To when a closing moves, and why."""

    closes_at = MomentField(label=_("Closes at, in Luton’s time"))
    reason = forms.CharField(
        label=_("Why does it move? Everybody reads it, and groups that have begun are told."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["closes_at"] = timezone.localtime(thing.stage.closes_at).strftime(ISO_MINUTE)

    def doubts(self) -> list[str]:
        """That a closing comes earlier, and so soon that nobody hears of it in time."""
        closes_at = self.cleaned_data["closes_at"]
        is_soon = closes_at - timezone.now() < NOTICE_OF_CLOSING
        if closes_at < self.thing.stage.closes_at and is_soon:
            return [
                _("It closes earlier than groups were told, in less than a week: %(closes)s.")
                % {"closes": closes(closes_at)}
            ]
        return []


class SecondStageForm(ActForm):
    """When a second stage opens and closes now, and why."""

    opens_at = MomentField(label=_("Opens at, in Luton’s time"))
    closes_at = MomentField(label=_("Closes at, in Luton’s time"))
    reason = forms.CharField(
        label=_("Why does it move? Everybody reads it, and groups that got through are told."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        if stage := services.second_stage_to_come(thing):
            for name in ("opens_at", "closes_at"):
                moment = timezone.localtime(getattr(stage, name))
                self.initial[name] = moment.strftime(ISO_MINUTE)
