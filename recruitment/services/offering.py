"""Offering seats, and the answers to the offers."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.services import Standing
from core.actors import PORTAL
from core.deadlines import receiving
from core.luton import LUTON
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from core.words import Words
from messaging.services import cancel_scheduled, post
from recruitment import emails, reminders, rules
from recruitment.enums import ApplicationState, HowChosen, RoundState
from recruitment.models import Application, Draw, Offer, Round
from recruitment.services.applying import lock_application
from recruitment.services.pool import pool_of
from recruitment.services.rounds import lock_round
from recruitment.services.targets import IN_THE_POOL

Basis = Offer.Basis
Answer = Offer.Answer
STANDS = (Answer.OPEN, Answer.ACCEPTED)
# An answer that was received in time and waits for a lock is written within this: no request lives
# so long. Until then the offer doesn't lapse.
ON_ITS_WAY = timedelta(minutes=5)


def seats_free(round: Round, sector: str) -> int:
    """How many seats of a sector nobody holds an offer for."""
    group = round.seat_groups.filter(sector=sector).first()
    standing = Offer.objects.filter(
        application__round=round, sector=sector, answer__in=STANDS
    ).count()
    return (group.number if group else 0) - standing


def reply_by(round: Round) -> datetime:
    """The end of the last day on which an offer made now can be answered, in Luton."""
    day = timezone.localdate() + timedelta(days=round.reply_days)
    return datetime.combine(day, time.max, tzinfo=LUTON)


def offer_drawn(*, round_id: int, actor) -> list[Offer]:
    """Offer seats to everybody whom the draw of this round chose, and tell them.

    A seat drawn to somebody who has withdrawn since is recorded as given up, to be replaced.

    Raises:
        Refusal: `not-allowed`, `no-draw`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        draw = round.draws.filter(state=Draw.State.DRAWN).first()
        if draw is None:
            raise Refusal(
                _("There is no draw yet. Draw the lottery before you offer seats."), code="no-draw"
            )
        _start_offering(round, actor)
        chosen = _chosen_in(draw)
        _record_withdrawn(chosen.filter(state=ApplicationState.WITHDRAWN, offers=None), draw)
        return [
            _offer(application, basis=Basis.LOTTERY, actor=actor, draw=draw)
            for application in with_round(drawn_to_offer(draw), round)
        ]


def _chosen_in(draw: Draw):
    return Application.objects.filter(draw_entries__draw=draw, draw_entries__chosen=True)


def drawn_to_offer(draw: Draw):
    """Whom the draw chose and nobody has offered the seat yet."""
    return _chosen_in(draw).filter(state__in=IN_THE_POOL)


def _record_withdrawn(applications, draw: Draw) -> None:
    now = timezone.now()
    Offer.objects.bulk_create(
        Offer(
            application=application,
            sector=application.sector,
            basis=Basis.LOTTERY,
            why=Words("recruitment.withdrawn-before"),
            draw=draw,
            offered_at=now,
            reply_by=now,
            answer=Answer.TAKEN_BACK,
            answered_at=now,
        )
        for application in applications
    )


def offer_by_scores(*, round_id: int, sector: str, actor) -> list[Offer]:
    """Offer the free seats of a sector that is filled by scores to its highest means.

    Ties go to whoever sent the application first, which the record says.

    Raises:
        Refusal: `not-allowed`, `not-by-scores`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        if not round.seat_groups.filter(sector=sector, how=HowChosen.SCORES).exists():
            raise Refusal(
                _("The seats of this sector aren't filled by scores."), code="not-by-scores"
            )
        _start_offering(round, actor)
        offers = []
        for standing in best_by_scores(pool_of(round), sector, seats_free(round, sector)):
            standing.piece.application.round = round
            why = Words("recruitment.mean", mean=f"{standing.mean:.2f}")
            offers.append(
                _offer(standing.piece.application, basis=Basis.SCORES, actor=actor, why=why)
            )
        return offers


def best_by_scores(standings: Iterable[Standing], sector: str, number: int) -> list[Standing]:
    """The highest means of a sector's pool, as many as there are seats; a tie goes by time sent."""
    best = sorted(
        (
            standing
            for standing in standings
            if standing.piece.application.sector == sector
            and standing.piece.application.state == ApplicationState.POOLED
        ),
        key=lambda one: (-one.mean, one.piece.application.submitted_at),
    )
    return best[: max(number, 0)]


def offer_nominated(*, application_id: int, why: str, actor) -> Offer:
    """Offer a reserved seat to one eligible applicant whom their organisation nominated.

    Raises:
        Refusal: `not-allowed`, `why-needed`, `not-reserved`, `no-seat`, or what `core.moves.move`
            raises.
    """
    why = why.strip()
    if not why:
        raise Refusal(
            _("Say who nominated them and why. It is kept for ever."),
            code="why-needed",
            field="why",
        )
    with transaction.atomic():
        application = lock_application(application_id)
        round = application.round
        require(rules.may_run(actor, round))
        if not round.seat_groups.filter(
            sector=application.sector, how=HowChosen.NOMINATION
        ).exists():
            raise Refusal(_("The seats of this sector aren't reserved."), code="not-reserved")
        _start_offering(round, actor)
        return _offer(application, basis=Basis.NOMINATION, actor=actor, why=why)


def offer_replacement(*, offer_id: int, application: Application, why: str, actor) -> Offer:
    """Offer the seat of a declined or lapsed offer to `application`.

    Raises:
        Refusal: `not-free` where the seat is taken or replaced already, or what `core.moves.move`
            raises.
    """
    replaced = Offer.objects.select_related("draw").get(pk=offer_id)
    if replaced.answer in STANDS or hasattr(replaced, "replaced_by"):
        raise Refusal(_("This seat has been filled already."), code="not-free")
    return _offer(
        application,
        basis=Basis.REPLACEMENT,
        actor=actor,
        draw=replaced.draw,
        why=why,
        sector=replaced.sector,
        replaces=replaced,
    )


def _start_offering(round: Round, actor) -> None:
    if round.state != RoundState.OFFERING:
        move(round, to=RoundState.OFFERING, actor=actor)


def with_round(applications, round: Round) -> Iterable[Application]:
    """These applications of one round with their people, each holding the round that is locked."""
    for application in applications.select_related("person").order_by("pk"):
        application.round = round
        yield application


def _offer(application, *, basis, actor, draw=None, why="", sector="", replaces=None) -> Offer:
    round = application.round
    sector = sector or application.sector
    if seats_free(round, sector) < 1:
        raise Refusal(_("Every seat of this sector is offered or taken already."), code="no-seat")
    move(application, to=ApplicationState.OFFERED, actor=actor, reason=why)
    offer = Offer.objects.create(
        application=application,
        sector=sector,
        basis=basis,
        why=why,
        draw=draw,
        replaces=replaces,
        reply_by=reply_by(round),
    )
    post(emails.offered(offer), key=f"recruitment.offered:{offer.pk}")
    reminders.schedule_unanswered(offer)
    return offer


def _live_offer(application: Application) -> Offer:
    offer = application.offers.filter(answer=Answer.OPEN).first()
    if offer is None:
        raise Refusal(_("There is no offer to answer."), code="no-offer")
    offer.application = application
    return offer


def accept(*, application_id: int, actor, interests: str = "") -> Offer:
    """Take the seat. What is said of interests goes on the public register once appointed.

    Raises:
        Refusal: `no-offer`, `too-late`, or what `core.moves.move` raises.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        offer = _live_offer(application)
        move(application, to=ApplicationState.ACCEPTED, actor=actor)
        _answer(offer, Answer.ACCEPTED, received, interests=interests.strip())
        post(emails.accepted(offer), key=f"recruitment.accepted:{offer.pk}")
        return offer


def decline(*, application_id: int, actor, reason: str = "") -> Offer:
    """Leave the seat to somebody else.

    Raises:
        Refusal: `no-offer`, or what `core.moves.move` raises.
    """
    with receiving() as received:
        application = lock_application(application_id)
        offer = _live_offer(application)
        move(application, to=ApplicationState.DECLINED, actor=actor, reason=reason.strip())
        _answer(offer, Answer.DECLINED, received, decline_reason=reason.strip())
        post(emails.declined(offer), key=f"recruitment.declined:{offer.pk}")
        return offer


def lapse_unanswered() -> int:
    """Let every offer run out whose time to answer is over; returns how many. Safe to repeat."""
    return each_alone(_overdue().values_list("application_id", flat=True), _lapse)


def _overdue():
    """Offers whose answer, had it been received in time, would be in by now."""
    return Offer.objects.filter(answer=Answer.OPEN, reply_by__lt=timezone.now() - ON_ITS_WAY)


def _lapse(application_id: int) -> bool:
    with receiving() as received:
        application = lock_application(application_id)
        offer = _overdue().filter(application=application).first()
        if offer is None:
            return False
        offer.application = application
        move(
            application,
            to=ApplicationState.DECLINED,
            actor=PORTAL,
            reason=Words("recruitment.no-answer"),
        )
        _answer(offer, Answer.LAPSED, received)
        post(emails.declined(offer), key=f"recruitment.declined:{offer.pk}")
        return True


def _answer(offer: Offer, answer: str, received: datetime, **changes) -> None:
    """Write the answer by one guarded UPDATE: a seat is taken in time, or not at all.

    Raises:
        Refusal: `too-late`.
    """
    changes |= {"answer": answer, "answered_at": received}
    rows = Offer.objects.filter(pk=offer.pk, answer=Answer.OPEN)
    if answer == Answer.ACCEPTED:
        rows = rows.filter(reply_by__gte=received)
    if not rows.update(**changes):
        raise Refusal(
            _("The time to answer this offer is over. Ask us if the seat is still free."),
            code="too-late",
        )
    for name, value in changes.items():
        setattr(offer, name, value)
    cancel_scheduled(about=reminders.offer_of(offer.application))
