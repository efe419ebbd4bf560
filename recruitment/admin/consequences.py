"""What an act makes fixed, what it loses, and the way back: an officer reads it before they act."""

from copy import copy

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.models import Declaration, Score
from core.languages import in_all
from recruitment import emails
from recruitment.admin.previews import (
    REASON,
    Rows,
    email_to,
    emails_to,
    loaded,
    moment,
    names,
)
from recruitment.enums import SENT, STANDING_DRAWS, UNDER_WAY, ApplicationState
from recruitment.models import Application, Follower, Offer, Round
from recruitment.services.offering import STANDS
from recruitment.services.rounds import on_either_side, to_agree_on


def _fixed(words: str) -> tuple:
    return (_("What becomes fixed"), words)


def _lost(words: str) -> tuple:
    return (_("What is lost"), words)


def _way_back(words: str) -> tuple:
    return (_("The way back"), words)


def _nobody_emailed() -> tuple:
    return (_("Emails that go out now"), _("None"))


def half_entered(round: Round):
    """What officers have begun to enter and not sent."""
    return round.applications.filter(
        state=ApplicationState.DRAFT, entered_by__isnull=False
    ).select_related("person")


def _unsent(round: Round) -> tuple[int, int]:
    """How many applicants haven't sent what they began, and how many what they are changing."""
    drafts = round.applications.filter(state=ApplicationState.DRAFT, entered_by=None).count()
    changing = round.applications.filter(state__in=SENT, response__state="draft").count()
    return drafts, changing


def opening(round: Round) -> Rows:
    """What can't be changed once a round is open, and who is told of it."""
    told = [follower.person for follower in Follower.objects.select_related("person")]
    criteria = round.assessment.criteria.count()
    rows = [
        (_("Opens"), moment(round.opens_at)),
        (_("Closes"), moment(round.closes_at)),
        (_("Seats"), round.seats()),
        (_("Criteria that the panel scores"), criteria),
        _fixed(
            _(
                "The address of the page, the opening date, the term, whether one address has one "
                "member at most, the questions, the words of the consent, the seats and the "
                "criteria. The other words and the closing date can still be changed."
            )
        ),
        _way_back(_("None: a round that is open is closed, or cancelled with a reason.")),
        (_("People who asked to be told of it, by email"), len(told)),
    ]
    if told:
        rows.append((_("To"), emails_to(told)))
        rows += email_to(told, lambda person: emails.next_round(round, person))
    return rows


def closing(round: Round) -> Rows:
    """Who can't send any more once a round is closed."""
    drafts, changing = _unsent(round)
    rows = [
        (_("Applications sent"), round.applications.sent().count()),
        (_("Closes by itself"), moment(round.closes_at)),
        _lost(
            ngettext(
                "%(number)s application is begun and not sent: it can't be sent any more.",
                "%(number)s applications are begun and not sent: they can't be sent any more.",
                drafts,
            )
            % {"number": drafts}
        ),
    ]
    if changing:
        words = ngettext(
            "%(number)s applicant is changing what they sent: what they sent before counts.",
            "%(number)s applicants are changing what they sent: what they sent before counts.",
            changing,
        )
        rows.append((_("Being changed"), words % {"number": changing}))
    entered = half_entered(round).count()
    if entered:
        words = _("They can be finished until the scoring starts.")
        rows.append((_("Half entered by officers"), f"{entered}. {words}"))
    return [
        *rows,
        _fixed(_("What was sent, and that nobody else applies; officers can still enter paper.")),
        _way_back(_("“Open again”, while the closing date lies ahead and nobody scores.")),
        _nobody_emailed(),
    ]


def opening_again(round: Round) -> Rows:
    """Who can send again."""
    drafts, changing = _unsent(round)
    return [
        (_("Closes"), moment(round.closes_at)),
        (_("Begun and not sent: can be sent again"), drafts),
        (_("Being changed: can be sent again"), changing),
        (_("Applications screened so far: they stay screened"), _screened(round)),
        _nobody_emailed(),
    ]


def _screened(round: Round) -> int:
    screened = [ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE]
    return round.applications.filter(state__in=screened).count()


def scoring(round: Round) -> Rows:
    """Who reads what once scoring starts, and who is shut out."""
    panel = ", ".join(str(member) for member in round.assessment.assessors.select_related("person"))
    state = Round.State
    rows = [
        (_("Eligible applications"), _in(round, ApplicationState.ELIGIBLE)),
        (_("Not eligible"), _in(round, ApplicationState.INELIGIBLE)),
        (_("Selection panel"), panel or "–"),
    ]
    waiting = _in(round, ApplicationState.SUBMITTED)
    if waiting:
        words = _("Screen them first: nobody scores before every application is screened.")
        rows.insert(0, (_("Not screened yet"), f"{waiting}. {words}"))
    if round.draws.filter(state__in=STANDING_DRAWS).exists():
        words = _("Abandon it first, or leave the pool as it is.")
        rows.insert(0, (_("A draw stands on this pool"), words))
    if round.state == state.POOL:
        pooled = [ApplicationState.POOLED, ApplicationState.BELOW]
        rows.append((_("Leave the pool and are scored again"), _in(round, *pooled)))
        return [*rows, _way_back(_("“Settle the pool”.")), _nobody_emailed()]
    entered = list(half_entered(round))
    if entered:
        words = _("They can't be finished while the round is scored: finish or withdraw them now.")
        rows += [(_("Half entered by officers"), names(entered)), _lost(words)]
    fixed = _("Nobody is entered any more, and officers don't put themselves on the panel.")
    back = _("“Back to the screening”: scores that were given stay.")
    return [*rows, _fixed(fixed), _way_back(back), _nobody_emailed()]


def _in(round: Round, *states) -> int:
    return round.applications.filter(state__in=states).count()


def back_to_screening(round: Round) -> Rows:
    """What stays of the scores, and what can be done again."""
    given = Score.objects.filter(piece__application__round=round)
    return [
        (_("Scores given: they stay"), given.filter(submitted_at__isnull=False).count()),
        (_("Scores kept as drafts: they stay"), given.filter(submitted_at=None).count()),
        (
            _("Interests declared: they stay"),
            Declaration.objects.filter(piece__application__round=round).count(),
        ),
        (_("Half entered by officers: can be finished"), half_entered(round).count()),
        _way_back(_("“Start scoring”, once every application is screened.")),
        _nobody_emailed(),
    ]


def settling(round: Round) -> Rows:
    """How many get into the pool and how many don't, what stands in the way, what becomes fixed."""
    within, below, unscored = on_either_side(round)
    rows = [
        (_("Threshold"), round.threshold),
        (_("Go into the pool"), len(within)),
        (_("Stay below the threshold"), len(below)),
    ]
    open_ones = len(to_agree_on(round))
    if unscored:
        rows.append((_("Applications with too few scores"), len(unscored)))
    if open_ones:
        rows.append((_("Applications with scores to agree on"), open_ones))
    return [
        *rows,
        _fixed(
            _(
                "The threshold, how scores are counted, the closing date, the first day and the "
                "days to answer. Nobody is screened any more."
            )
        ),
        _way_back(_("“Start scoring”, as long as no draw stands on the pool.")),
        (_("Emails that go out now"), _("None: everybody is told when the round ends")),
    ]


def cancelling(round: Round) -> Rows:
    """What ends with the round, and who is told with which words."""
    ended = copy(round)
    ended.state = Round.State.CANCELLED
    for column in in_all("cancel_reason"):
        setattr(ended, column, REASON)
    told = loaded(round.applications.live(), ended)
    offers = Offer.objects.filter(application__round=round, answer__in=STANDS).count()
    draws = round.draws.filter(state__in=UNDER_WAY).count()
    words = _(
        "Applications that nobody decides on: %(applications)s. Offers that end: %(offers)s. "
        "Draws that are given up: %(draws)s."
    )
    return [
        _lost(words % {"applications": len(told), "offers": offers, "draws": draws}),
        _way_back(_("None.")),
        (_("People who are told by email"), len(told)),
        (_("To"), names(told)),
        *email_to(told, emails.round_cancelled),
    ]


def screening(application: Application) -> Rows:
    """What somebody reads who can't be considered."""
    refused = copy(application)
    refused.state, refused.screening_reason = ApplicationState.INELIGIBLE, REASON
    return [
        *applicant(application),
        (_("If they can be considered"), _("Nobody is emailed.")),
        *email_to([refused], emails.ineligible, _("If they can't: the email says")),
    ]


def withdrawing(application: Application) -> Rows:
    """What is lost with an application, and what its applicant reads."""
    offers = application.offers.filter(answer__in=STANDS).count()
    selection = int(application.selection_response_id is not None)
    words = _("Offers given up: %(offers)s. Sets of selection answers deleted: %(selection)s.")
    return [
        *applicant(application),
        _lost(words % {"offers": offers, "selection": selection}),
        _way_back(_("None; while the round is open they can begin a new one.")),
        *email_to([application], emails.withdrawn),
    ]


def answering(message):
    """Rows about an answer to the offer that stands, with the email that it sends."""

    def rows(application: Application) -> Rows:
        offer = application.offers.filter(Q(answer=Offer.Answer.OPEN)).first()
        if offer is None:
            return applicant(application)
        offer.application = application
        return [
            *applicant(application),
            _way_back(_("None: an answer is given once.")),
            *email_to([offer], message),
        ]

    return rows


def applicant(application: Application) -> Rows:
    """Whose application it is."""
    return [
        (_("Applicant"), application.person),
        (_("Sector"), application.get_sector_display()),
        (_("Told by"), application.person.reached_by),
    ]
