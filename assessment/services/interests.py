"""What stands between an assessor and a piece: said by them, found by the portal, or lifted.

Who has an interest in a piece gets nothing of it, not even a number: lists, counts and means are as
if it didn't exist.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import registry, rules
from assessment.enums import Interest
from assessment.models import Assessment, Assessor, Declaration, Lift, Piece
from assessment.registry import Found
from assessment.services.seats import hold
from core.refusal import Refusal, require

Pair = tuple[int, int]


def found_between(
    assessment: Assessment, assessors: Sequence[Assessor], pieces: Iterable[Piece]
) -> dict[Pair, tuple[Found, ...]]:
    """{(piece, assessor): what the use finds} of those between whom something stands still.

    Args:
        assessors, pieces: of this assessment, the assessors with their people.
    """
    pieces = list(pieces)
    found = registry.use_of(assessment).found(assessors, pieces)
    lifts = Lift.objects.filter(piece__in=pieces, assessor__in=assessors)
    lifted = {(lift.piece_id, lift.assessor_id): set(lift.ties) for lift in lifts}
    standing = {
        pair: tuple(one for one in ties if one.key not in lifted.get(pair, ()))
        for pair, ties in found.items()
    }
    return {pair: ties for pair, ties in standing.items() if ties}


def found_interest(assessor: Assessor, piece: Piece) -> str:
    """The first interest that the use finds: Interest.NONE where there is none or it is lifted."""
    found = found_between(piece.assessment, [assessor], [piece])
    ties = found.get((piece.pk, assessor.pk))
    return ties[0].kind if ties else Interest.NONE


def interests_in(assessment: Assessment) -> set[Pair]:
    """The pairs of piece and assessor between whom an interest is declared or found."""
    pieces = assessment.pieces.assessed_now().select_related(registry.use_of(assessment).piece)
    assessors = list(assessment.assessors.select_related("person"))
    found = found_between(assessment, assessors, pieces)
    return {*found, *declared(assessment)}


def declared(assessment: Assessment) -> set[Pair]:
    """The pairs of which the assessor declared an interest, or the portal found one then.

    What was found then and is lifted now isn't among them.
    """
    said = Declaration.objects.filter(piece__assessment=assessment).exclude(interest=Interest.NONE)
    return set(said.values_list("piece_id", "assessor_id"))


def open_to(person) -> QuerySet[Piece]:
    """What this person is asked to score now and has no interest in: all that they get to know."""
    asked = Piece.objects.asked_of(person).assessed_now()
    return asked.exclude(pk__in=_shut_to(person, asked))


def _shut_to(person, asked: QuerySet[Piece]) -> set[int]:
    """Those of these pieces in which this person has an interest, declared or found."""
    by_assessment: dict[int, list[Piece]] = defaultdict(list)
    assessments = Assessment.objects.with_things()
    for piece in asked:
        by_assessment[piece.assessment_id].append(piece)
    seats = Assessor.objects.filter(assessment__in=by_assessment, person=person)
    shut = set()
    for seat in seats.select_related("person"):
        assessment = assessments.get(pk=seat.assessment_id)
        pieces = by_assessment[seat.assessment_id]
        shut |= {piece for piece, _one in found_between(assessment, [seat], pieces)}
    said = Declaration.objects.filter(assessor__person=person).exclude(interest=Interest.NONE)
    return shut | set(said.values_list("piece_id", flat=True))


def seen_by(officer, assessment: Assessment) -> QuerySet[Piece]:
    """The pieces that an officer who runs it gets to know: those that they have no interest in."""
    hidden = set(registry.use_of(assessment).hidden_from(officer))
    own = Declaration.objects.filter(piece__assessment=assessment, assessor__person=officer)
    hidden |= set(own.exclude(interest=Interest.NONE).values_list("piece_id", flat=True))
    return assessment.pieces.exclude(pk__in=hidden)


def lift(*, piece_id: int, assessor_id: int, reason: str, actor) -> Lift:
    """Lift what the portal finds between an assessor and a piece; why is kept.

    A declared interest isn't lifted: whoever declared it knows best. What is found later stands.

    Raises:
        Refusal: `not-allowed`, `own` where it is the officer's, `declared`, `nothing-found`, or
            `reason-needed`.
    """
    reason = reason.strip()
    with transaction.atomic():
        piece = hold(piece_id)
        require(rules.may_run(actor, piece.assessment))
        require(seen_by(actor, piece.assessment).filter(pk=piece.pk).exists())
        seats = piece.assessment.assessors.select_related("person")
        assessor = seats.filter(pk=assessor_id).first()
        require(assessor is not None)
        if assessor.person_id == actor.pk:
            raise Refusal(_("Somebody else lifts an interest of yours."), code="own")
        said = Declaration.objects.filter(piece=piece, assessor=assessor).first()
        if said is not None and said.interest == Interest.DECLARED:
            raise Refusal(
                _("They declared it themselves, so it stays. Choose somebody else."),
                code="declared",
            )
        found = registry.use_of(piece.assessment).found([assessor], [piece])
        ties = found.get((piece.pk, assessor.pk), ())
        if not ties:
            raise Refusal(_("Nothing is found between them any more."), code="nothing-found")
        if not reason:
            raise Refusal(
                _("Say why it doesn’t stand in the way."), code="reason-needed", field="reason"
            )
        # What was found when they declared is asked anew.
        Declaration.objects.filter(piece=piece, assessor=assessor).delete()
        kept, _new = Lift.objects.update_or_create(
            piece=piece,
            assessor=assessor,
            defaults={
                "ties": sorted(one.key for one in ties),
                "reason": reason,
                "by": actor,
                "at": timezone.now(),
            },
        )
        return kept
