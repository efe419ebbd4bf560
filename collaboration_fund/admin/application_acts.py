"""What officers do with one application, or with many: more time, named questions, decisions."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules, services
from collaboration_fund.enums import APPLICATION_MOVES as MOVES
from collaboration_fund.enums import CHANGEABLE, TAKES_ENTRIES, ApplicationState, Told
from collaboration_fund.models import Entry
from collaboration_fund.moments import closes
from officers.acts import Act, ActForm
from officers.fields import ISO_MINUTE, MomentField


def _why(label) -> forms.CharField:
    return forms.CharField(label=label, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ExtendForm(ActForm):
    """Until when one application can be sent, and why."""

    until = MomentField(label=_("Until when, in Luton’s time"))
    reason = _why(_("Why? The lead group reads it."))

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        closes_at = timezone.localtime(thing.entry.closes_at)
        self.initial["until"] = closes_at.strftime(ISO_MINUTE)


class ReopenForm(ExtendForm):
    """Which questions are asked again, until when, and why."""

    keys = forms.MultipleChoiceField(
        label=_("Which questions?"), widget=forms.CheckboxSelectMultiple
    )

    field_order = ["keys", "until", "reason"]

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        asked = thing.entry.response.version.questions.all()
        self.fields["keys"].choices = [(one.key, one.label) for one in asked if one.is_asked]
        last = services.last_edition(thing.entry)
        self.initial["keys"] = [*services.unanswered(last)] if last else []


class DecisionForm(ActForm):
    """What was decided, and what the groups read."""

    decision = forms.ChoiceField(label=_("What was decided?"), widget=forms.RadioSelect)
    feedback = forms.CharField(
        label=_("What the groups are told"),
        help_text=_("Needed for a no."),
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        # Read when it is shown or checked, since a list names its things afterwards.
        self.fields["decision"].choices = self._decisions

    def _decisions(self) -> list[tuple[str, str]]:
        """What can be decided of any of them; Sent only takes a decision back."""
        states = {thing.state for thing in self.things}
        to = {state for one in states for state in ApplicationState if state in MOVES[one]}
        # What a last stage comes to, the panel decides and two people confirm.
        to -= {ApplicationState.WITHDRAWN, ApplicationState.FUNDED, ApplicationState.RESERVE}
        if all(one.round.stage_number == one.round.stages.count() for one in self.things):
            to -= {ApplicationState.UNSUCCESSFUL}
        if ApplicationState.INELIGIBLE not in states:
            to -= {ApplicationState.SENT}
        return [(state.value, state.label) for state in ApplicationState if state in to]

    def clean(self):
        """A no says why, asked once for all."""
        cleaned = super().clean()
        if cleaned.get("decision") in services.NO and not cleaned.get("feedback", "").strip():
            self.add_error("feedback", _("Say why; the groups read it."))
        return cleaned

    def doubts(self) -> list[str]:
        """That groups can still change what is decided on."""
        now = timezone.now()
        entries = Entry.objects.writable_at(now).filter(application__in=self.things)
        found = []
        for entry in entries.select_related("application", "stage__round"):
            if entry.stage.closes_at > now:
                said = {"round": entry.stage.round, "until": closes(entry.stage.closes_at)}
                found.append(_("The round “%(round)s” is still open until %(until)s.") % said)
            for until, words in (
                (entry.extended_to, _("%(application)s has more time, until %(until)s.")),
                (entry.reopened_to, _("Questions of %(application)s are open until %(until)s.")),
            ):
                if until and until > now:
                    said = {"application": entry.application, "until": closes(until)}
                    found.append(words % said)
        return [*dict.fromkeys(found), *self._too_few_scores()]

    def _too_few_scores(self) -> list[str]:
        """Who gets on, or doesn't, though fewer have scored it than the round wants."""
        if self.cleaned_data["decision"] not in {
            ApplicationState.THROUGH,
            ApplicationState.UNSUCCESSFUL,
        }:
            return []
        found = []
        for one in self.things:
            least = one.entry.stage.assessment.least_assessors
            worth = services.worth_of(one)
            if (number := worth.scorers if worth else 0) < least:
                said = {"application": one, "number": number, "least": least}
                words = _("%(application)s was scored by %(number)s, and should be by %(least)s.")
                found.append(words % said)
        return found


class WriteForm(ActForm):
    """What to write to whom."""

    translated = {
        "subject": forms.CharField(label=_("Subject"), max_length=120),
        "text": forms.CharField(
            label=_("Message"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6})
        ),
    }
    to = forms.ChoiceField(
        label=_("Who gets it?"),
        choices=Told.choices,
        initial=Told.LEAD,
        widget=forms.RadioSelect,
    )
    field_order = ["to", "subject", "text"]


def worth(application) -> list[tuple]:
    """What its scores come to, for whoever decides on it."""
    found = services.worth_of(application)
    if found is None:
        return []
    if found.mean is None:
        return [(_("Scores"), _("Nobody has scored it yet"))]
    said = {"mean": f"{found.mean:.2f}", "number": found.scorers}
    rows = [(_("Mean score"), _("%(mean)s, by %(number)s") % said)]
    for one in found.advised:
        rows.append((str(one.assessor), f"{one.get_advice_display()} {one.conditions}".strip()))
    return rows


def can_be_sent(application) -> bool:
    """Whether it can be written and sent while there is time."""
    return application.round.state in TAKES_ENTRIES and application.state in CHANGEABLE


EXTEND = Act(
    name="extend",
    label=_("Give more time"),
    explain=_("This application alone can be written and sent until then. Its groups are told."),
    done=_("The application has more time."),
    run=services.extend,
    form=ExtendForm,
    may=rules.may_run,
    open=can_be_sent,
)
DECIDE = Act(
    name="decide",
    label=_("Record the decision"),
    explain=_(
        "The groups read it on the page of their application. A yes in the first stage opens the "
        "second, with their answers carried over. “Not eligible” can be taken back; no other "
        "decision can be undone."
    ),
    done=_("The decision is kept."),
    leads=True,
    run=services.record_decision,
    form=DecisionForm,
    preview=worth,
    may=rules.may_run,
    open=lambda application: (
        application.state
        in {
            ApplicationState.SENT,
            ApplicationState.INELIGIBLE,
            ApplicationState.THROUGH,
        }
    ),
)
WRITE = Act(
    name="write",
    label=_("Write to the groups"),
    explain=_(
        "Those who act for the groups get it by email, each in their language where you give it, "
        "else in English. You see each letter first. It is kept in the history."
    ),
    press=_("Send the message"),
    first=_("See each letter"),
    done=_("The message is on its way."),
    run=services.write_to_groups,
    form=WriteForm,
    may=rules.may_run,
    open=lambda application: application.state != ApplicationState.WITHDRAWN,
)
APPLICATION_ACTS = (
    Act(
        name="ask-to-confirm",
        label=_("Ask the group to confirm it"),
        explain=_("Those who act for the group read all of it, may change it, and send it."),
        done=_("The group is asked to confirm it."),
        leads=True,
        run=services.ask_to_confirm,
        may=rules.may_run,
        open=lambda application: application.is_unconfirmed,
    ),
    DECIDE,
    EXTEND,
    Act(
        name="reopen",
        label=_("Ask questions again"),
        explain=_(
            "The groups are told which questions, and why. After the closing they can answer these "
            "and change nothing else; until the closing they may also change all else."
        ),
        done=_("The questions are open again."),
        run=services.reopen_questions,
        form=ReopenForm,
        may=rules.may_run,
        open=can_be_sent,
    ),
    WRITE,
)
MANY = (EXTEND, DECIDE, WRITE)
