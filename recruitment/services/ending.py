"""How a round ends: feedback, the outcome for everybody without a seat, and new members."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from recruitment import emails, rules
from recruitment.enums import (
    ENDED_WITHOUT_A_SEAT,
    UNDER_WAY,
    WAITING_FOR_A_SEAT,
    ApplicationState,
    HowChosen,
    RoundState,
)
from recruitment.models import Application, Offer, Round
from recruitment.services.applying import lock_application
from recruitment.services.lotteries import drawable
from recruitment.services.offering import (
    Answer,
    Basis,
    seats_free,
    with_round,
)
from recruitment.services.rounds import lock_round
from recruitment.services.targets import IN_THE_POOL
from taskforce.enums import InterestKind
from taskforce.models import Interest
from taskforce.services import appoint, declare_interest

MOST_LETTERS = Interest._meta.get_field("organisation").max_length


def write_feedback(*, application_id: int, feedback: str, actor) -> Application:
    """Keep what the panel says to somebody who was not chosen; they read it with the outcome.

    Raises:
        Refusal: `not-allowed`, or `told-already`.
    """
    with transaction.atomic():
        application = lock_application(application_id)
        require(rules.may_run(actor, application.round))
        if application.told_at:
            raise Refusal(
                _("They have been told the outcome, so the feedback stays as it is."),
                code="told-already",
            )
        application.feedback = feedback.strip()
        application.save(update_fields=["feedback"])
        return application


def tell_outcomes(*, round_id: int, actor) -> int:
    """Tell everybody who gets no seat, with the feedback, once; returns how many were told.

    Raises:
        Refusal: `not-allowed`, or `seats-open` while offers wait or seats are free that somebody
            in the pool could still be offered. Once the members are appointed no seat is.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        _refuse_while_seats_are_open(round)
        return _tell_the_others(round, actor)


def without_a_seat(round: Round):
    """Everybody who is still to be told that they get no seat."""
    return round.applications.filter(
        state__in=[*WAITING_FOR_A_SEAT, *ENDED_WITHOUT_A_SEAT], told_at=None
    )


def _tell_the_others(round: Round, actor) -> int:
    told = 0
    for application in with_round(without_a_seat(round), round):
        if application.state in WAITING_FOR_A_SEAT:
            move(application, to=ApplicationState.UNSUCCESSFUL, actor=actor)
        Application.objects.filter(pk=application.pk).update(told_at=timezone.now())
        post(emails.outcome(application), key=f"recruitment.outcome:{application.pk}")
        told += 1
    return told


def _refuse_while_seats_are_open(round: Round) -> None:
    if round.state == RoundState.APPOINTED:
        return
    if round.state != RoundState.OFFERING:
        raise Refusal(_("Offer the seats first; then tell the others."), code="seats-open")
    if Offer.objects.filter(application__round=round, answer=Answer.OPEN).exists():
        raise Refusal(
            _("Some offers still wait for an answer. Tell the others when all are answered."),
            code="seats-open",
        )
    for group in round.seat_groups.exclude(how=HowChosen.NOMINATION):
        could = drawable(round) if group.how == HowChosen.LOTTERY else _pooled(round)
        if seats_free(round, group.sector) > 0 and could.filter(sector=group.sector).exists():
            raise Refusal(
                _(
                    "Seats are free that somebody in the pool can still be offered. Offer them, "
                    "or appoint the members first; then tell the others."
                ),
                code="seats-open",
            )


def _pooled(round: Round):
    return round.applications.filter(state__in=IN_THE_POOL)


def appoint_members(*, round_id: int, actor) -> int:
    """Make everybody who accepted a member, and end the round; returns how many members.

    Whoever has no seat and hasn't been told yet is told in the same step: a round ends for all.

    Raises:
        Refusal: `not-allowed`, `seats-open` while an offer waits, `draw-under-way`, `nobody`, what
            `taskforce.services.appoint` raises, naming the application, or what
            `core.moves.move` raises.
    """
    with transaction.atomic():
        round = lock_round(round_id)
        require(rules.may_run(actor, round))
        if Offer.objects.filter(application__round=round, answer=Answer.OPEN).exists():
            raise Refusal(
                _("Some offers still wait for an answer. Appoint when all are answered."),
                code="seats-open",
            )
        if round.draws.filter(state__in=UNDER_WAY).exists():
            raise Refusal(
                _("A draw is under way. Draw its number or abandon it; then appoint."),
                code="draw-under-way",
            )
        accepted = Offer.objects.filter(application__round=round, answer=Answer.ACCEPTED)
        if not accepted.exists():
            raise Refusal(_("Nobody has accepted a seat yet."), code="nobody")
        number = 0
        for offer in accepted.select_related("application__person").order_by("pk"):
            offer.application.round = round
            try:
                _appoint(offer, actor)
            except Refusal as refusal:
                words = f"{offer.application.reference}: {refusal.message}"
                raise Refusal(words, code=refusal.code) from refusal
            number += 1
        _tell_the_others(round, actor)
        move(round, to=RoundState.APPOINTED, actor=actor)
        return number


def _appoint(offer: Offer, actor) -> None:
    round, application = offer.application.round, offer.application
    move(application, to=ApplicationState.APPOINTED, actor=actor)
    basis = HowChosen.LOTTERY if offer.basis == Basis.REPLACEMENT else offer.basis
    member = appoint(
        person=application.person,
        sector=offer.sector,
        starts_on=round.starts_on,
        ends_on=end_of_term(round),
        chosen_by=basis,
        source=f"{round.slug} {application.reference}",
        actor=actor,
    )
    for line in filter(None, map(str.strip, offer.interests.splitlines())):
        declare_interest(
            member_id=member.pk,
            kind=InterestKind.OTHER,
            organisation=line[:MOST_LETTERS],
            since=timezone.localdate(),
            actor=actor,
        )


def end_of_term(round: Round):
    """The last day of a term of so many months."""
    months = round.starts_on.year * 12 + round.starts_on.month - 1 + round.term_months
    year, month = divmod(months, 12)
    first = round.starts_on.replace(day=1, year=year, month=month + 1)
    day = min(round.starts_on.day, _days_in(first))
    return first.replace(day=day) - timedelta(days=1)


def _days_in(first) -> int:
    following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
    return (following - timedelta(days=1)).day
