"""The moves that officers make with a round and an application: buttons, forms and services."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from officers.acts import Act, moves_to
from recruitment import rules, services
from recruitment.admin import consequences, forms
from recruitment.admin.draw_acts import DRAW_ACTS
from recruitment.enums import STILL_ENTERED, ApplicationState, HowChosen, RoundState
from recruitment.services.ending import without_a_seat


def _runs(officer, thing) -> bool:
    return rules.may_run(officer, getattr(thing, "round", thing))


def leads_back(act: Act, round) -> bool:
    """Whether an act takes a round back, and so stands apart from what comes next."""
    back = {"open-again", "back-to-screening"}
    return act.name in back or (act.name == "start-scoring" and round.state == RoundState.POOL)


def _has_untold(round) -> bool:
    return round.state in {RoundState.OFFERING, RoundState.APPOINTED} and (
        without_a_seat(round).exists()
    )


_act = partial(Act, may=_runs)
ROUND_ACTS = (
    _act(
        name="open",
        label=_("Open"),
        explain=_(
            "The round's page becomes public and people can apply from its opening date. What "
            "becomes fixed: the address of the page, the opening date, the term, whether one "
            "address has one member at most, the questions, the words of the consent, the seats "
            "and the criteria. The other words and the closing date can still be changed. There is "
            "no way back: a round that is open is closed, or cancelled with a reason."
        ),
        done=_("The round is open."),
        leads=True,
        run=services.open_round,
        form=forms.OpenForm,
        preview=consequences.opening,
        open=lambda round: round.state == RoundState.DRAFT,
    ),
    _act(
        name="close",
        label=_("Close now"),
        explain=_(
            "Nobody can apply any more; officers can still enter paper. At the deadline the portal "
            "does this by itself. The way back: “Open again”, while the closing date lies ahead "
            "and nobody scores."
        ),
        done=_("The round is closed."),
        run=services.close_round,
        preview=consequences.closing,
        open=lambda round: round.state == RoundState.OPEN,
    ),
    _act(
        name="open-again",
        label=_("Open again"),
        explain=_(
            "People can apply, change what they sent and send it again until the closing date. "
            "Where that is over, set a new one first."
        ),
        done=_("The round is open again."),
        run=services.open_again,
        preview=consequences.opening_again,
        open=lambda round: round.state == RoundState.SCREENING,
    ),
    _act(
        name="start-scoring",
        label=_("Start scoring"),
        explain=_(
            "The selection panel can read the eligible applications, without names. Nobody is "
            "entered any more, and officers don’t put themselves on the panel. The way back: “Back "
            "to the screening”; scores that were given stay."
        ),
        done=_("The panel can score."),
        leads=True,
        run=services.start_scoring,
        preview=consequences.scoring,
        **moves_to(RoundState.SCORING),
    ),
    _act(
        name="back-to-screening",
        label=_("Back to the screening"),
        explain=_(
            "Nobody scores meanwhile. What arrived in time on paper can be entered again, and "
            "whoever comes in is screened before the scoring starts again. The way back: “Start "
            "scoring”, once every application is screened."
        ),
        done=_("The round is being screened again."),
        run=services.back_to_screening,
        preview=consequences.back_to_screening,
        open=lambda round: round.state == RoundState.SCORING,
    ),
    _act(
        name="settle-pool",
        label=_("Settle the pool"),
        explain=_(
            "Everybody at or above the threshold goes into the pool. What becomes fixed: the "
            "threshold, how scores are counted, the closing date, the first day and the days to "
            "answer. Nobody is screened any more, and everybody is told when the round ends. The "
            "way back: “Start scoring”, as long as no draw stands on the pool."
        ),
        done=_("The pool is settled."),
        leads=True,
        run=services.settle_pool,
        preview=consequences.settling,
        **moves_to(RoundState.POOL),
    ),
    *DRAW_ACTS,
    _act(
        name="offer-by-scores",
        label=_("Offer seats by scores"),
        explain=_("The highest scores of the sector are offered its free seats by email."),
        done=_("The offers are on their way."),
        first=_("See who is told"),
        run=services.offer_by_scores,
        form=forms.SectorForm,
        open=lambda round: (
            round.state in {RoundState.POOL, RoundState.OFFERING}
            and round.seat_groups.filter(how=HowChosen.SCORES).exists()
        ),
    ),
    _act(
        name="tell-outcomes",
        label=_("Tell everybody else"),
        explain=_("Everybody without a seat is told by email, with the feedback written for them."),
        done=_("Everybody is told."),
        leads=True,
        run=services.tell_outcomes,
        preview=consequences.telling,
        open=_has_untold,
    ),
    _act(
        name="appoint",
        label=_("Appoint"),
        explain=_(
            "Everybody who accepted becomes a member, and the round ends. Everybody else who "
            "hasn't been told yet is told now, by email, with the feedback written for them."
        ),
        done=_("The members are appointed, and everybody else is told."),
        leads=True,
        run=services.appoint_members,
        preview=consequences.appointing,
        **moves_to(RoundState.APPOINTED),
    ),
    _act(
        name="offline",
        label=_("Enter an application"),
        explain=_(
            "For an application on paper or by telephone. It is marked as entered by you. The "
            "applicant gets the receipt by email, or as a letter for you to post: it waits under "
            "Messages. After the closing, what arrived in time can be entered until the screening "
            "ends."
        ),
        done=_("The application is begun. Enter its answers now."),
        run=services.enter,
        form=forms.OfflineForm,
        press=_("Begin the application"),
        open=lambda round: round.state in STILL_ENTERED,
        then=lambda _admin, _round, application: application.get_absolute_url(),
    ),
    _act(
        name="invite",
        label=_("Invite people"),
        explain=_("Each person gets one email. Nobody is invited twice to one round."),
        done=_("The invitations are on their way."),
        first=_("See who is told"),
        run=services.invite_all,
        form=forms.BulkInviteForm,
        press=_("Send the invitations"),
        open=lambda round: round.is_open,
    ),
    _act(
        name="start-from",
        label=_("Start a new round from this one"),
        explain=_(
            "A draft with its words, questions, seats, criteria and dates to come. Who applied, "
            "the panel and the targets stay with this one."
        ),
        done=_("The draft is there. Look at its dates and seats first."),
        run=services.start_from,
        form=forms.TitleForm,
        may=lambda officer, _round: rules.may_start(officer),
        open=lambda round: round.state != RoundState.DRAFT,
        then=lambda admin, _round, draft: admin.address("change", draft.pk),
    ),
    _act(
        name="cancel",
        label=_("Cancel the round"),
        explain=_("This can't be undone. Everybody who applied is told why by email."),
        done=_("The round is cancelled."),
        ends=True,
        first=_("See who is told"),
        run=services.cancel_round,
        form=forms.CancelForm,
        preview=consequences.cancelling,
        **moves_to(RoundState.CANCELLED),
    ),
)


APPLICATION_ACTS = (
    _act(
        name="screen",
        label=_("Screen"),
        explain=_(
            "Somebody who can't be considered is told why by email, at once. Where they can, "
            "nobody is emailed now."
        ),
        done=_("The screening is kept."),
        run=services.screen,
        form=forms.ScreenForm,
        preview=consequences.applicant,
        open=lambda one: (
            ApplicationState.INELIGIBLE in one.MOVES[one.state]
            or (
                ApplicationState.ELIGIBLE in one.MOVES[one.state]
                and one.state == ApplicationState.INELIGIBLE
            )
        ),
    ),
    _act(
        name="feedback",
        label=_("Write feedback"),
        explain=_("It is sent with the outcome, not now."),
        done=_("The feedback is kept."),
        run=services.write_feedback,
        form=forms.FeedbackForm,
        preview=consequences.applicant,
        open=lambda one: one.state not in {"draft", "withdrawn"} and not one.told_at,
    ),
    _act(
        name="nominate",
        label=_("Offer a reserved seat"),
        explain=_("They are offered a seat that is reserved for their sector, by email."),
        done=_("The offer is on its way."),
        first=_("See who is told"),
        run=services.offer_nominated,
        form=forms.NominateForm,
        preview=consequences.applicant,
        open=lambda one: (
            ApplicationState.OFFERED in one.MOVES[one.state]
            and one.round.seat_groups.filter(sector=one.sector, how=HowChosen.NOMINATION).exists()
        ),
    ),
    _act(
        name="decline",
        label=_("Record that they decline"),
        explain=_(
            "For an answer by telephone or letter. Their seat goes to somebody else. An answer is "
            "given once."
        ),
        done=_("The answer is kept."),
        first=_("See who is told"),
        run=services.decline,
        form=forms.DeclineForm,
        preview=consequences.applicant,
        **moves_to(ApplicationState.DECLINED),
    ),
    _act(
        name="accept",
        label=_("Record that they accept"),
        explain=_("For an answer by telephone or letter. An answer is given once."),
        done=_("The answer is kept."),
        run=services.accept,
        preview=consequences.applicant,
        **moves_to(ApplicationState.ACCEPTED),
    ),
    _act(
        name="withdraw",
        label=_("Withdraw for them"),
        explain=_(
            "For somebody who asks by telephone or letter. It can't be undone; while the round is "
            "open they can begin a new one."
        ),
        done=_("The application is withdrawn."),
        first=_("See who is told"),
        run=services.withdraw,
        form=forms.WithdrawForm,
        preview=consequences.withdrawing,
        **moves_to(ApplicationState.WITHDRAWN),
    ),
)
