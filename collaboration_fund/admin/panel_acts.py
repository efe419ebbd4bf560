"""What officers do with a panel's meeting and its decisions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules, services
from collaboration_fund.enums import DecidesBy, RoundState, Verdict
from collaboration_fund.services.confirming import refuse_to_all
from core.fields import PoundsField
from officers.acts import Act, ActForm
from officers.fields import MomentField, text_field
from questionnaires.values import pounds

WORDS = "words-"


class MeetingForm(ActForm):
    """When and where the panel meets, and how many decide."""

    starts_at = MomentField(label=_("Begins at, in Luton’s time"))
    place = forms.CharField(label=_("Place"), max_length=120)
    quorum = forms.IntegerField(
        label=_("Quorum"),
        min_value=1,
        max_value=50,
        initial=3,
        help_text=_("How many who are there, and have no interest, decide on an application."),
    )


class DecideForm(ActForm):
    """What the panel decided on one application."""

    verdict = forms.ChoiceField(
        label=_("What did the panel decide?"), choices=Verdict.choices, widget=forms.RadioSelect
    )
    pounds_pence = PoundsField(
        label=_("How much, in pounds?"), required=False, help_text=_("Only where it is funded.")
    )
    reason = text_field(_("Why? The groups read it."), most=3000)
    departs = text_field(
        _("Why not as the plan advised?"),
        most=2000,
        required=False,
        help_text=_("Needed where the amount isn’t the advised one. It is in the minutes."),
    )
    conditions = text_field(_("Conditions of the grant"), most=2000, required=False)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        criteria = thing.meeting.round.stage.assessment.criteria.all()
        for one in criteria:
            self.fields[f"{WORDS}{one.pk}"] = text_field(
                _("The panel’s words on “%(criterion)s”") % {"criterion": one.title},
                required=False,
                help_text=_("The groups read it beside the mean of the scores."),
                initial=thing.words.get(str(one.pk), ""),
            )
        self.initial |= {
            "verdict": thing.verdict or None,
            "pounds_pence": thing.pence or thing.advised_pence or None,
            "reason": thing.reason,
            "departs": thing.departs,
            "conditions": thing.conditions,
        }

    def arguments(self):
        """The words by criterion in one."""
        asked = super().arguments()
        words = {
            name.removeprefix(WORDS): asked.pop(name) for name in [*asked] if name.startswith(WORDS)
        }
        return asked | {"words": words, "pounds_pence": asked["pounds_pence"] or 0}


class RecuseForm(ActForm):
    """Who of the panel stays out of an application, and why."""

    person = forms.ModelChoiceField(label=_("Who stays out?"), queryset=None)
    reason = forms.CharField(label=_("What is the interest?"), max_length=300)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        members = thing.meeting.members.values("person")
        people = thing.meeting.members.model._meta.get_field("person").related_model
        self.fields["person"].queryset = people.objects.filter(pk__in=members).order_by("name")


class ConfirmForm(ActForm):
    """Confirms what the page shows: where that changes, the page says so."""

    def arguments(self):
        return {"digest": services.digest_of_decisions(self.thing)}


class AnswerForm(ActForm):
    """The answer to a request for a review."""

    answer = text_field(_("What do you answer? The groups read it."), most=3000, rows=6)


def can_meet(round) -> bool:
    """Whether a panel can decide in a round now."""
    return (
        round.state in {RoundState.ASSESSING, RoundState.DECIDED}
        and round.decides_by == DecidesBy.PANEL
        and not round.stages.filter(number__gt=round.stage_number).exists()
    )


def is_open(decision) -> bool:
    """Whether it can still be changed."""
    return decision.meeting.confirmed_at is None


def may_confirm(officer, meeting) -> bool:
    """Officers of the fund who stay out of nothing that was decided, and have no interest in it."""
    return rules.may_run(officer) and not meeting.hides_from(officer)


def waits_for_second(meeting) -> bool:
    """Whether somebody has confirmed its decisions as they stand."""
    first = services.standing_of(meeting)
    return bool(first and first.digest == services.digest_of_decisions(meeting))


def what_is_confirmed(meeting) -> list[tuple]:
    """Each decision as it will be, all that is granted, and the digest of it."""
    rows, granted = [], 0
    for number, one in enumerate(meeting.decisions.select_related("application__lead"), start=1):
        granted += one.pence
        said = [
            f"{one.get_verdict_display()} {pounds(one.pence) if one.pence else ''}".strip(),
            one.reason,
            one.conditions,
        ]
        title = f"{number}. {services.title_of(one.application)} ({one.application.lead})"
        rows.append((title, "\n".join(filter(None, said)) or _("Not decided yet")))
    first = services.standing_of(meeting)
    if first:
        rows.append((_("Confirmed first by"), str(first.first_by)))
    rows += [
        (_("Granted in all"), pounds(granted)),
        (
            _("Left of the budget after that"),
            pounds(max(0, services.left_of(meeting.round) - granted)),
        ),
        (_("Fingerprint of the decisions"), services.digest_of_decisions(meeting)[:16]),
    ]
    return rows


PLAN_MEETING = Act(
    name="plan-meeting",
    label=_("Plan a panel meeting"),
    explain=_(
        "All that can be decided on stands on its agenda, best first, with what the plan advises. "
        "Scores that come later change nothing of it."
    ),
    done=_("The meeting is planned. Say who sits on the panel."),
    run=services.plan_meeting,
    form=MeetingForm,
    may=rules.may_run,
    open=can_meet,
    then=lambda _admin, _round, meeting: services.meeting_page(meeting),
)
DECIDE_ON = Act(
    name="decide-on",
    label=_("Record the decision"),
    explain=_("Nothing is told or granted before two people have confirmed the decisions."),
    done=_("The decision is kept."),
    leads=True,
    run=services.decide_on,
    form=DecideForm,
    preview=lambda decision: [
        (
            _("Application"),
            f"{services.title_of(decision.application)} ({decision.application.lead})",
        ),
        (_("Asked for"), pounds(services.most_of(decision.application))),
        (_("The plan advised"), pounds(decision.advised_pence)),
    ],
    may=rules.may_run,
    open=is_open,
    then=lambda _admin, decision, _found: services.meeting_page(decision.meeting),
)
RECUSE = Act(
    name="recuse",
    label=_("Keep somebody out of it"),
    explain=_(
        "They see nothing of this application from now on: not on the agenda, in the plan, in a "
        "sum or in a count, also in later meetings of this round."
    ),
    done=_("They stay out of it."),
    run=services.recuse,
    form=RecuseForm,
    may=rules.may_run,
    open=lambda decision: is_open(decision) and not decision.verdict,
    then=lambda _admin, decision, _found: services.meeting_page(decision.meeting),
)
MEETING_ACTS = (
    Act(
        name="confirm-first",
        label=_("Confirm the decisions"),
        explain=_("You confirm them as they stand here. Then another person confirms them too."),
        done=_("You have confirmed them. Another person has to confirm them now."),
        leads=True,
        run=services.confirm_first,
        form=ConfirmForm,
        check=refuse_to_all,
        preview=what_is_confirmed,
        may=may_confirm,
        open=lambda meeting: meeting.confirmed_at is None and not services.standing_of(meeting),
    ),
    Act(
        name="confirm-second",
        label=_("Confirm as the second person"),
        explain=_(
            "All of it happens at once: the awards are granted, and every group gets its letter. "
            "That can’t be undone."
        ),
        press=_("Confirm, grant and tell the groups"),
        done=_("The decisions count. The groups are told."),
        leads=True,
        run=services.confirm_second,
        form=ConfirmForm,
        check=refuse_to_all,
        preview=what_is_confirmed,
        may=may_confirm,
        open=lambda meeting: meeting.confirmed_at is None and waits_for_second(meeting),
    ),
)
ANSWER = Act(
    name="answer",
    label=_("Answer it"),
    explain=_("Everybody who acts for the groups gets the answer by email."),
    done=_("The answer is on its way."),
    leads=True,
    run=services.answer_review,
    form=AnswerForm,
    may=rules.may_run,
    open=lambda review: not review.answer,
)
