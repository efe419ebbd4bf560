"""Stopping a round for good: what was promised in it ends, and everybody is told."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import Texts, columns, english_column, in_english
from core.moves import move
from core.refusal import Refusal
from messaging.services import cancel_scheduled, post
from recruitment import emails, reminders
from recruitment.enums import UNDER_WAY, RoundState
from recruitment.models import Application, Offer, Round
from recruitment.services.drawing import abandon
from recruitment.services.offering import STANDS, Answer
from recruitment.services.rounds import lock_round


def cancel_round(*, round_id: int, actor, reason: Texts) -> Round:
    """Stop a round for good and tell everybody who applied or began to.

    A draw without its number is abandoned, its background job stops, and every offer ends.

    Args:
        reason: in English, or by language: each reads it in their own, where there is one.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    why, said = in_english(reason), columns("cancel_reason", reason)
    if not why:
        raise Refusal(
            _("Say why the round is cancelled. Applicants will read it."),
            code="reason-needed",
            field=english_column("reason"),
        )
    with transaction.atomic():
        round = lock_round(round_id)
        move(round, to=RoundState.CANCELLED, actor=actor, reason=why, **said)
        for draw in round.draws.filter(state__in=UNDER_WAY):
            abandon(draw_id=draw.pk, actor=actor, reason=why)
        Offer.objects.filter(application__round=round, answer__in=STANDS).update(
            answer=Answer.ENDED, answered_at=timezone.now()
        )
        for application in Application.objects.live().filter(round=round).select_related("person"):
            application.round = round
            cancel_scheduled(about=reminders.draft_of(application))
            cancel_scheduled(about=reminders.offer_of(application))
            post(
                emails.round_cancelled(application),
                key=f"recruitment.round-cancelled:{application.pk}",
            )
        return round
