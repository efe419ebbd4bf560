"""Who assesses what: seats, assignments, and a new assessment after an old one."""

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from assessment import registry, rules
from assessment.enums import Asked, Interest
from assessment.models import (
    Anchor,
    Assessment,
    Assessor,
    Assignment,
    Criterion,
    Declaration,
    Piece,
)
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


def assign(
    *,
    assessment_id: int,
    pairs: Iterable[tuple[int, int]],
    actor,
    made_from: str | None = None,
) -> int:
    """Say which assessors are asked to score which pieces; what was asked before is replaced.

    Args:
        pairs: (piece id, assessor id).
        made_from: the mark (`assigned_mark`) of what was asked when the officer looked.

    Returns:
        How many pairs are asked now.

    Raises:
        Refusal: `not-allowed`; `settled` once what was scored is settled; `everybody` where nobody
            is assigned; `not-theirs` where a pair isn't of this assessment; `has-scored` where a
            pair that is taken out has scores; `interest` where the use finds one;
            `changed-meanwhile`.
    """
    wanted = set(pairs)
    with transaction.atomic():
        assessment = Assessment.objects.select_for_update().get(pk=assessment_id)
        require(rules.may_run(actor, assessment))
        if registry.use_of(assessment).settled(assessment):
            raise Refusal(_("The scores are settled; who scored stays as it is."), code="settled")
        if assessment.asked != Asked.ASSIGNED:
            raise Refusal(_("Everybody on the panel scores everything here."), code="everybody")
        now = {(row.piece_id, row.assessor_id): row for row in assigned(assessment)}
        if made_from is not None and made_from != assigned_mark(assessment):
            raise Refusal(
                _(
                    "Somebody changed who scores what while you had the page open, so nothing of "
                    "yours is saved yet. What you ticked is still here: look, and save again."
                ),
                code="changed-meanwhile",
            )
        _refuse_others(assessment, wanted)
        _refuse_to_drop_scores(assessment, now.keys() - wanted)
        _refuse_interests(assessment, wanted - now.keys())
        for pair in now.keys() - wanted:
            now[pair].delete()
        Assignment.objects.bulk_create(
            Assignment(piece_id=piece, assessor_id=assessor)
            for piece, assessor in sorted(wanted - now.keys())
        )
        return len(wanted)


def assigned(assessment: Assessment):
    """Who is asked to score what."""
    return Assignment.objects.filter(piece__assessment=assessment)


def assigned_mark(assessment: Assessment) -> str:
    """A short mark of who is asked to score what; a page carries it to the next save."""
    rows = assigned(assessment).order_by("piece", "assessor").values_list("piece", "assessor")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:12]


def _refuse_others(assessment: Assessment, pairs: set[tuple[int, int]]) -> None:
    pieces = set(assessment.pieces.values_list("pk", flat=True))
    assessors = set(assessment.assessors.values_list("pk", flat=True))
    if any(piece not in pieces or assessor not in assessors for piece, assessor in pairs):
        raise Refusal(
            _("Somebody or something of this isn't part of it any more. Look again."),
            code="not-theirs",
        )


def scored_pairs(assessment: Assessment) -> set[tuple[int, int]]:
    """The pairs of piece and assessor where a score was given, or kept as a draft."""
    scored = assessment.pieces.filter(scores__isnull=False)
    return set(scored.values_list("pk", "scores__assessor"))


def _refuse_to_drop_scores(assessment: Assessment, pairs: set[tuple[int, int]]) -> None:
    for piece, assessor in sorted(scored_pairs(assessment) & pairs):
        raise Refusal(
            _("%(person)s has scored %(code)s already, so they stay asked.")
            % {
                "person": assessment.assessors.get(pk=assessor),
                "code": assessment.pieces.get(pk=piece).code,
            },
            code="has-scored",
        )


def _refuse_interests(assessment: Assessment, pairs: set[tuple[int, int]]) -> None:
    interests = interests_in(assessment)
    for pair in sorted(pairs):
        if pair in interests:
            piece, assessor = pair
            raise Refusal(
                _("%(person)s has an interest in %(code)s. Choose somebody else for it.")
                % {
                    "person": assessment.assessors.get(pk=assessor),
                    "code": assessment.pieces.get(pk=piece),
                },
                code="interest",
            )


def interests_in(assessment: Assessment) -> set[tuple[int, int]]:
    """The pairs of piece and assessor between whom an interest is declared or found."""
    use = registry.use_of(assessment)
    pieces = assessment.pieces.assessed_now().select_related(use.piece)
    assessors = list(assessment.assessors.select_related("person"))
    found = {
        (piece.pk, assessor.pk)
        for piece in pieces
        for assessor in assessors
        if use.interest(assessor, piece) != Interest.NONE
    }
    declared = Declaration.objects.filter(piece__assessment=assessment).exclude(
        interest=Interest.NONE
    )
    return found | set(declared.values_list("piece_id", "assessor_id"))


def start_like(latest: Assessment, assessment: Assessment) -> None:
    """Give a new assessment the criteria, anchors, gap and least number of an older one."""
    for name in ("least_assessors", "gap", "asked"):
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
