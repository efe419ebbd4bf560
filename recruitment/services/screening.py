"""Screening: whether an application can be considered."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from messaging.services import post
from recruitment import emails
from recruitment.enums import ApplicationState, RoundState
from recruitment.models import Application
from recruitment.services.applying import lock_application


def screen(*, application_id: int, eligible: bool, actor, reason: str = "") -> Application:
    """Say whether an application can be considered; who can't be is told why.

    Args:
        reason: for the applicant to read; needed where they can't be considered.

    Raises:
        Refusal: `reason-needed`, `too-late` once the pool is settled, or what `core.moves.move`
            raises.
    """
    reason = reason.strip()
    if not eligible and not reason:
        raise Refusal(
            _("Say why this application can't be considered. The applicant will read it."),
            code="reason-needed",
            field="reason",
        )
    with transaction.atomic():
        application = lock_application(application_id)
        if application.round.state not in {
            RoundState.OPEN,
            RoundState.SCREENING,
            RoundState.SCORING,
        }:
            raise Refusal(
                _("The pool of this round is settled, so nobody is screened any more."),
                code="too-late",
            )
        to = ApplicationState.ELIGIBLE if eligible else ApplicationState.INELIGIBLE
        record = move(application, to=to, actor=actor, reason=reason, screening_reason=reason)
        if not eligible:
            post(emails.ineligible(application), key=emails.key("ineligible", record))
        return application
