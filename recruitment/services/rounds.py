"""An officer's acts with a whole round: open, close, score, settle."""

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.enums import HIGHEST_SCORE
from assessment.services import Standing, unresolved
from core.actors import PORTAL
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal
from core.sweeps import each_alone
from core.words import Words
from messaging.services import post
from recruitment import emails, reminders
from recruitment.enums import (
    LIVE_DRAWS,
    ApplicationState,
    HowChosen,
    RoundState,
)
from recruitment.models import Follower, Round
from recruitment.services.pool import pool_of


def lock_round(round_id: int) -> Round:
    """The round with its row locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    found = Round.objects.select_for_update().filter(pk=round_id).first()
    if found is None:
        raise _gone()
    return found


def share_round(round_id: int) -> Round:
    """The round, which nobody closes or changes until the transaction ends; many may share it.

    Raises:
        Refusal: `not-found`.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM recruitment_round WHERE id = %s FOR SHARE", [round_id])
    found = Round.objects.filter(pk=round_id).first()
    if found is None:
        raise _gone()
    return found


def _gone() -> Refusal:
    return Refusal(_("This recruitment round doesn't exist any more."), code="not-found")


def open_round(*, round_id: int, actor) -> Round:
    """Take applications from `opens_at` on, and tell those who asked to hear of it, once.

    Raises:
        Refusal: `not-ready`, naming what is missing; or what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        if round.state == RoundState.SCREENING:
            raise Refusal(_("This round has been open already."), code="not-a-move")
        missing = what_is_missing(round)
        if missing:
            raise Refusal(
                _("The round can't open yet. Add: %s.") % ", ".join(missing), code="not-ready"
            )
        move(round, to=RoundState.OPEN, actor=actor, **_versions(round))
        followers = list(Follower.objects.select_related("person"))
        for follower in followers:
            post(
                emails.next_round(round, follower.person),
                key=f"recruitment.next-round:{round.pk}:{follower.person_id}",
            )
        # Whoever signs up at this moment is kept for the next round.
        Follower.objects.filter(pk__in=[follower.pk for follower in followers]).delete()
        return round


def _versions(round: Round) -> dict:
    """The versions that everybody of this round answers, whatever is published later."""
    return {
        f"{name}_version": question_set and question_set.versions.published().first()
        for name, question_set in (
            ("application", round.application_set),
            ("selection", round.selection_set),
        )
    }


def what_is_missing(round: Round) -> list[str]:
    """What a round still needs before it can open, in words."""
    missing = []
    if round.closes_at <= timezone.now():
        missing.append(_("a closing date in the future"))
    if not round.seat_groups.exists():
        missing.append(_("seats"))
    if not round.application_set.versions.filter(state="published").exists():
        missing.append(_("published application questions"))
    if round.starts_on <= timezone.localdate(round.closes_at):
        missing.append(_("a first day for members after the closing"))
    if round.seats(HowChosen.LOTTERY):
        chosen = round.selection_set
        if chosen is None:
            missing.append(_("selection questions"))
        elif not chosen.versions.filter(state="published").exists():
            missing.append(_("a published version of the selection questions"))
        if not round.selection_consent.strip():
            missing.append(_("the words of the consent to the selection questions"))
    criteria = round.assessment.criteria.prefetch_related("anchors")
    if round.seats(HowChosen.LOTTERY, HowChosen.SCORES) and not criteria:
        missing.append(_("criteria"))
    if any(len(criterion.anchors.all()) != HIGHEST_SCORE + 1 for criterion in criteria):
        missing.append(_("a text for each score of each criterion"))
    return missing


def scorers_missing(round: Round) -> int:
    """How many people the selection panel lacks before anybody can score."""
    if not round.seats(HowChosen.LOTTERY, HowChosen.SCORES):
        return 0
    assessment = round.assessment
    return max(0, assessment.least_assessors - assessment.assessors.count())


def close_round(*, round_id: int, actor) -> Round:
    """Take no more applications. The portal does so itself at the deadline.

    What was received before and waits for this to be done still counts.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        if round.state == RoundState.SCORING:
            raise Refusal(_("This round is closed already."), code="not-a-move")
        # Once the round is locked: whoever sends from now on waits, and reads that it is closed.
        with receiving() as closed_at:
            move(round, to=RoundState.SCREENING, actor=actor, closed_at=closed_at)
        return round


def open_again(*, round_id: int, actor) -> Round:
    """Take applications again until the closing date, after the round was closed too early.

    Raises:
        Refusal: `not-ready` where the closing date is over, `not-a-move` or its like.
    """
    with receiving() as now:
        round = lock_round(round_id)
        if round.state == RoundState.SCREENING and round.closes_at <= now:
            raise Refusal(
                _("The closing date is over. Set one that is still to come, then open it again."),
                code="not-ready",
            )
        if round.state == RoundState.DRAFT:
            raise Refusal(_("This round hasn't been open yet."), code="not-a-move")
        move(round, to=RoundState.OPEN, actor=actor, closed_at=None)
        reminders.reschedule_unsent(round)
        return round


def back_to_screening(*, round_id: int, actor) -> Round:
    """Stop the scoring for now, so that what arrived in time can be entered and screened.

    Scores and declarations stay.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        if round.state != RoundState.SCORING:
            raise Refusal(_("This round isn't being scored now."), code="not-a-move")
        move(round, to=RoundState.SCREENING, actor=actor)
        return round


def close_overdue() -> int:
    """Close every round whose deadline is over; returns how many. Safe to repeat."""
    return each_alone(Round.objects.overdue().values_list("pk", flat=True), _close_if_overdue)


def _close_if_overdue(round_id: int) -> bool:
    lock_round(round_id)
    if not Round.objects.overdue().filter(pk=round_id).exists():
        return False
    close_round(round_id=round_id, actor=PORTAL)
    return True


def start_scoring(*, round_id: int, actor) -> Round:
    """Let the panel read the eligible applications.

    Raises:
        Refusal: `still-to-screen`, `too-few-scorers`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        waiting = round.applications.filter(state=ApplicationState.SUBMITTED).count()
        if round.state == RoundState.SCREENING and waiting:
            raise Refusal(
                _("Screen every application first; %(number)s wait.") % {"number": waiting},
                code="still-to-screen",
            )
        if scorers_missing(round):
            raise Refusal(
                _("The selection panel needs at least %(number)s members.")
                % {"number": round.assessment.least_assessors},
                code="too-few-scorers",
            )
        reopened = round.state == RoundState.POOL
        move(round, to=RoundState.SCORING, actor=actor)
        if reopened:
            _take_out_of_the_pool(round, actor)
        return round


def _take_out_of_the_pool(round: Round, actor) -> None:
    if round.draws.filter(state__in=LIVE_DRAWS).exists():
        raise Refusal(
            _("A draw is under way over this pool. Abandon it first, or leave the pool as it is."),
            code="draw-under-way",
        )
    settled = round.applications.filter(state__in=[ApplicationState.POOLED, ApplicationState.BELOW])
    for application in settled:
        move(
            application,
            to=ApplicationState.ELIGIBLE,
            actor=actor,
            reason=Words("recruitment.scoring-reopened"),
        )


def settle_pool(*, round_id: int, actor) -> Round:
    """Put everybody at or above the threshold into the pool, by the mean of the panel's scores.

    Applications for reserved seats need no scores: they stay eligible until they are nominated.

    Raises:
        Refusal: `not-all-scored` or `not-agreed`, with how many applications wait; or what
            `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        within, below, unscored = on_either_side(round)
        if unscored:
            raise Refusal(
                _(
                    "%(number)s applications have too few scores. "
                    "At least %(least)s people score each."
                )
                % {"number": len(unscored), "least": round.assessment.least_assessors},
                code="not-all-scored",
            )
        open_ones = to_agree_on(round)
        if open_ones:
            raise Refusal(
                _(
                    "Scorers differ too much on %(number)s applications. "
                    "Agree a score for each first."
                )
                % {"number": len(open_ones)},
                code="not-agreed",
            )
        move(round, to=RoundState.POOL, actor=actor)
        for to, standings in ((ApplicationState.POOLED, within), (ApplicationState.BELOW, below)):
            for standing in standings:
                move(
                    standing.piece.application,
                    to=to,
                    actor=actor,
                    reason=Words(
                        "recruitment.mean-and-threshold",
                        mean=f"{standing.mean:.2f}",
                        threshold=f"{round.threshold:.2f}",
                    ),
                )
        return round


def on_either_side(round: Round) -> tuple[list[Standing], list[Standing], list[Standing]]:
    """Who has reached the threshold, who hasn't, and who has too few scores to say."""
    reserved = _pieces_for_reserved_seats(round)
    within, below, unscored = [], [], []
    for standing in pool_of(round):
        if standing.piece.pk in reserved:
            continue
        if standing.scorers < round.assessment.least_assessors:
            unscored.append(standing)
        elif standing.mean >= round.threshold:
            within.append(standing)
        else:
            below.append(standing)
    return within, below, unscored


def to_agree_on(round: Round) -> set[int]:
    """The pieces whose scores stand in the way of a settled pool until they are agreed."""
    open_ones = unresolved(round.assessment)
    return {one.piece_id for one in open_ones} - _pieces_for_reserved_seats(round)


def for_reserved_seats(round: Round):
    """The applications for seats that go by nomination, which need no scores."""
    reserved = round.seat_groups.filter(how=HowChosen.NOMINATION).values("sector")
    return round.applications.filter(sector__in=reserved)


def _pieces_for_reserved_seats(round: Round) -> set[int]:
    return set(for_reserved_seats(round).values_list("piece", flat=True))
