"""The moves that officers make with a round: buttons, forms and services."""

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules, services
from collaboration_fund.admin import forms
from collaboration_fund.enums import TAKES_ENTRIES, RoundState
from core.text import clock
from officers.acts import Act, moves_to


def moment(at) -> str:
    """A day and a time of day in Luton, as people say them."""
    return f"{date_format(localtime(at), 'j F Y')}, {clock(at)}"


def _dates(round) -> list[tuple]:
    return [
        (
            _("Stage %(number)s") % {"number": stage.number},
            _("opens %(opens)s, closes %(closes)s")
            % {"opens": moment(stage.opens_at), "closes": moment(stage.closes_at)},
        )
        for stage in round.stages.all()
    ]


def _lacks(round) -> list[tuple]:
    missing = services.what_is_missing(round)
    return [*_dates(round), *([(_("It needs first"), "\n".join(missing))] if missing else [])]


def _closings(round) -> list[tuple]:
    return [
        *_dates(round),
        *(
            (
                _("Moved before"),
                _("from %(before)s to %(after)s: %(reason)s")
                % {
                    "before": moment(one.before),
                    "after": moment(one.after),
                    "reason": one.reason,
                },
            )
            for one in round.stage.closing_moves.all()
        ),
    ]


ROUND_ACTS = (
    Act(
        name="announce",
        label=_("Announce"),
        explain=_(
            "The round's page becomes public. It opens and closes by itself, at the times of its "
            "stages. Dates, amounts, rules and questions stay as they are from now on; the words "
            "can still be changed."
        ),
        done=_("The round is announced."),
        leads=True,
        run=services.announce,
        preview=_lacks,
        may=rules.may_run,
        open=lambda round: round.is_draft,
    ),
    Act(
        name="take-back",
        label=_("Make it a draft again"),
        explain=_("Its page goes."),
        done=_("The round is a draft again."),
        run=services.take_back,
        may=rules.may_run,
        open=lambda round: round.state == RoundState.SCHEDULED and not services.has_opened(round),
    ),
    Act(
        name="move-closing",
        label=_("Move the closing"),
        explain=_(
            "What was sent before counts. Groups that have begun to apply are told by email. A "
            "round that has closed opens again."
        ),
        done=_("The closing is moved."),
        run=services.move_closing,
        form=forms.ClosingForm,
        preview=_closings,
        may=rules.may_run,
        open=lambda round: (
            round.state in {RoundState.SCHEDULED, RoundState.OPEN, RoundState.CLOSED}
        ),
    ),
    Act(
        name="move-second-stage",
        label=_("Move the second stage"),
        explain=_(
            "The round's page shows its new dates. Groups that got through to it are told by email."
        ),
        done=_("The second stage is moved."),
        run=services.move_second_stage,
        form=forms.SecondStageForm,
        preview=_dates,
        may=rules.may_run,
        open=lambda round: services.second_stage_to_come(round) is not None,
    ),
    Act(
        name="enter",
        label=_("Enter an application for a group"),
        explain=_(
            "For a group that filled in the form on paper or told it by telephone. You fill it in "
            "on the group’s own pages; the group then reads, confirms and sends it."
        ),
        press=_("Begin to enter it"),
        done=_("Fill it in here. Then ask the group to confirm it, on its officers’ page."),
        run=services.enter,
        form=forms.EnterForm,
        preview=_dates,
        may=rules.may_run,
        open=lambda round: (
            round.state in TAKES_ENTRIES and round.stage_number == 1 and services.has_opened(round)
        ),
        then=lambda _admin, _round, application: application.get_absolute_url(),
    ),
    Act(
        name="start-assessing",
        label=_("Start assessing"),
        explain=_("The assessors can read what was sent."),
        done=_("The assessors can read."),
        leads=True,
        run=services.start_assessing,
        preview=_dates,
        **moves_to(RoundState.ASSESSING),
    ),
    Act(
        name="next-stage",
        label=_("Open the second stage"),
        explain=_(
            "The round waits for the opening of its second stage. Those who got through write in "
            "it, and begin with what they said in the first."
        ),
        done=_("The round waits for its second stage."),
        leads=True,
        run=services.next_stage,
        preview=_dates,
        may=rules.may_run,
        open=lambda round: (
            round.state == RoundState.ASSESSING
            and round.stages.filter(number__gt=round.stage_number).exists()
        ),
    ),
    Act(
        name="decide",
        label=_("Say that it is decided"),
        explain=_("The round's page says that the groups have been told."),
        done=_("The round is decided."),
        leads=True,
        run=services.decide,
        **moves_to(RoundState.DECIDED),
    ),
    Act(
        name="complete",
        label=_("Say that it is complete"),
        explain=_("The work that the round paid for is done. That can't be undone."),
        done=_("The round is complete."),
        run=services.complete,
        ends=True,
        **moves_to(RoundState.COMPLETE),
    ),
    Act(
        name="start-from",
        label=_("Start a new round from this one"),
        explain=_(
            "A draft with its words, amounts, rules, questions and criteria, and dates to come. "
            "Who applied and who assessed stay with this one."
        ),
        done=_("The draft is there. Look at its dates and its budget first."),
        run=services.start_from,
        form=forms.TitleForm,
        may=rules.may_run,
        open=lambda _round: True,
        then=lambda admin, _round, draft: admin.address("change", draft.pk),
    ),
    Act(
        name="cancel",
        label=_("Cancel the round"),
        explain=_("This can't be undone. The round's page says why."),
        done=_("The round is cancelled."),
        run=services.cancel,
        form=forms.CancelForm,
        ends=True,
        **moves_to(RoundState.CANCELLED),
    ),
)
