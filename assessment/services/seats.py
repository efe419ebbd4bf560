"""Seats on a panel, and a new assessment after an old one."""

from django.utils.translation import gettext as _

from assessment import registry, rules
from assessment.models import Anchor, Assessment, Assessor, Criterion, Piece
from core.refusal import Refusal, require


def hold(piece_id: int) -> Piece:
    """The piece, with what it stands on locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    pieces = Piece.objects.select_related("assessment")
    piece = pieces.filter(pk=piece_id).first()
    if piece is None:
        raise Refusal(_("This application doesn't exist any more."), code="not-found")
    registry.use_of(piece.assessment).hold(piece)
    return pieces.get(pk=piece_id)


def refuse_unless_assessed(piece: Piece) -> None:
    """Raise `not-scored` unless this piece is assessed now."""
    if not Piece.objects.assessed_now().filter(pk=piece.pk).exists():
        raise Refusal(_("This application isn't being scored now."), code="not-scored")


def assessor_of(actor, piece: Piece) -> Assessor:
    """`actor` as an assessor who is asked to score this piece.

    Raises:
        Refusal: `not-allowed`.
    """
    seats = Assessor.objects.filter(assessment=piece.assessment_id, person=actor)
    assessor = seats.select_related("person").first()
    asked = assessor and Piece.objects.asked_of(actor).filter(pk=piece.pk).exists()
    require(asked and rules.may_assess(actor))
    return assessor


def start_like(latest: Assessment, assessment: Assessment) -> None:
    """Give a new assessment the criteria, anchors, gap and least number of an older one."""
    for name in ("least_assessors", "gap", "asked", "is_blind"):
        setattr(assessment, name, getattr(latest, name))
    assessment.save()
    for criterion in latest.criteria.prefetch_related("anchors"):
        anchors = list(criterion.anchors.all())
        copy = Criterion.objects.create(
            assessment=assessment,
            title=criterion.title,
            explain=criterion.explain,
            weight=criterion.weight,
            order=criterion.order,
        )
        Anchor.objects.bulk_create(
            Anchor(criterion=copy, score=one.score, text=one.text) for one in anchors
        )
