"""Declarations of interest: said before a piece is opened, or found by the portal."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.enums import Interest
from assessment.models import (
    Assessor,
    Declaration,
    Moderation,
    Piece,
    Recommendation,
    Score,
)
from assessment.services.interests import found_interest
from assessment.services.seats import assessor_of, hold, refuse_unless_assessed
from core.refusal import Refusal


def declare(*, piece_id: int, actor, has_interest: bool, reason: str = "") -> Declaration:
    """Say, before a piece is opened, whether one has an interest in it. Said once.

    The portal looks too: the same organisation or address shuts the piece whatever is said.
    An interest that comes to light later can still be declared; it can't be taken back.

    Raises:
        Refusal: `not-allowed`, `reason-needed`, or `not-scored` where it isn't assessed now.
    """
    reason = reason.strip()
    if has_interest and not reason:
        raise Refusal(
            _("Say what your interest is, in a few words."), code="reason-needed", field="reason"
        )
    with transaction.atomic():
        piece = hold(piece_id)
        assessor = assessor_of(actor, piece)
        refuse_unless_assessed(piece)
        found = found_interest(assessor, piece)
        interest = found
        if found == Interest.NONE and has_interest:
            interest = Interest.DECLARED
        declaration, created = Declaration.objects.get_or_create(
            piece=piece,
            assessor=assessor,
            defaults={"interest": interest, "reason": reason if has_interest else ""},
        )
        if not created and declaration.is_clear and interest != Interest.NONE:
            declaration.interest, declaration.reason = interest, reason
            declaration.at = timezone.now()
            declaration.save(update_fields=["interest", "reason", "at"])
        if not declaration.is_clear:
            _take_out_scores(piece, assessor)
        return declaration


def _take_out_scores(piece: Piece, assessor: Assessor) -> None:
    """Delete an assessor's scores, and what was agreed with them."""
    scores = Score.objects.filter(piece=piece, assessor=assessor)
    submitted = scores.filter(submitted_at__isnull=False).values("criterion")
    Moderation.objects.filter(piece=piece, criterion__in=submitted).delete()
    scores.delete()
    Recommendation.objects.filter(piece=piece, assessor=assessor).delete()


def refuse_unless_clear(assessor: Assessor, piece: Piece) -> None:
    """Raise `declare-first` or `interest` where this assessor may not open the piece."""
    declaration = piece.declarations.filter(assessor=assessor).first()
    if declaration is None:
        raise Refusal(
            _("Say first whether you have an interest in this application."), code="declare-first"
        )
    if not declaration.is_clear:
        raise _shut()
    refuse_found(assessor, piece)


def refuse_found(assessor: Assessor, piece: Piece) -> None:
    """Raise `interest` where the portal finds one between an assessor and a piece."""
    if found_interest(assessor, piece) != Interest.NONE:
        raise _shut()


def _shut() -> Refusal:
    return Refusal(
        _("You have an interest in this application, so it is closed to you."), code="interest"
    )
