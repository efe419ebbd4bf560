"""Who is asked to score what: held until an officer releases it, and changed by hand meanwhile."""

import hashlib
from collections import Counter
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import registry, rules
from assessment.enums import Asked
from assessment.models import Assessment, Assignment, Plan
from assessment.services.interests import Pair, interests_in, seen_by
from core.refusal import Refusal, require


def lock_to_ask(assessment_id: int, actor) -> Assessment:
    """The assessment, locked, where this actor may say who scores what.

    Raises:
        Refusal: `not-allowed`; `settled` once what was scored is settled; `everybody` where nobody
            is assigned.
    """
    assessment = Assessment.objects.select_for_update().get(pk=assessment_id)
    require(rules.may_run(actor, assessment))
    if registry.use_of(assessment).settled(assessment):
        raise Refusal(_("The scores are settled; who scored stays as it is."), code="settled")
    if assessment.asked != Asked.ASSIGNED:
        raise Refusal(_("Everybody on the panel scores everything here."), code="everybody")
    return assessment


def assign(
    *,
    assessment_id: int,
    pairs: Iterable[Pair],
    actor,
    made_from: str | None = None,
) -> int:
    """Say which assessors are to score which pieces, of those that `actor` gets to know.

    What was said before is replaced. Who is new is asked once it is released.

    Args:
        pairs: (piece id, assessor id).
        made_from: the mark (`assigned_mark`) of what was said when the officer looked.

    Returns:
        How many pairs there are now.

    Raises:
        Refusal: as `lock_to_ask`; `not-theirs` where a pair isn't of this assessment; `has-scored`
            where a pair that is taken out has scores; `interest` where there is one; `load` where
            somebody would have more than their largest load; `changed-meanwhile`.
    """
    wanted = set(pairs)
    with transaction.atomic():
        assessment = lock_to_ask(assessment_id, actor)
        now = pairs_of(assigned(assessment, actor))
        if made_from is not None and made_from != assigned_mark(assessment, actor):
            raise Refusal(
                _(
                    "Somebody changed who scores what while you had the page open, so nothing of "
                    "yours is saved yet. What you ticked is still here: look, and save again."
                ),
                code="changed-meanwhile",
            )
        _refuse_others(assessment, actor, wanted)
        _refuse_to_drop_scores(assessment, now - wanted)
        _refuse_interests(assessment, wanted - now)
        _refuse_loads(assessment, wanted, now)
        replace_pairs(assessment, now, wanted)
        return len(wanted)


def replace_pairs(assessment: Assessment, now: set[Pair], wanted: set[Pair]) -> None:
    """Take out the pairs that aren't wanted, and hold those that are new."""
    rows = {
        (row.piece_id, row.assessor_id): row.pk
        for row in Assignment.objects.filter(piece__assessment=assessment)
    }
    gone = [rows[pair] for pair in now - wanted if pair in rows]
    Assignment.objects.filter(pk__in=gone).delete()
    Assignment.objects.bulk_create(
        Assignment(piece_id=piece, assessor_id=assessor)
        for piece, assessor in sorted(wanted - rows.keys())
    )


def release(*, assessment_id: int, actor) -> int:
    """Ask the assessors: from now on they see what they are to score. Returns how many pairs.

    Raises:
        Refusal: as `lock_to_ask`; `interest` where one was declared or found since; `none-held`.
    """
    with transaction.atomic():
        assessment = lock_to_ask(assessment_id, actor)
        held = Assignment.objects.held().filter(piece__assessment=assessment)
        if not held.exists():
            raise Refusal(_("Nothing is held: everybody has been asked."), code="none-held")
        _refuse_interests(assessment, pairs_of(held))
        now = timezone.now()
        Plan.objects.filter(assessment=assessment, released_at=None).update(released_at=now)
        return held.update(released_at=now)


def assigned(assessment: Assessment, officer):
    """Who is to score what, of the pieces that an officer gets to know."""
    return Assignment.objects.filter(piece__in=seen_by(officer, assessment))


def pairs_of(rows) -> set[Pair]:
    """(piece, assessor) of these assignments."""
    return set(rows.values_list("piece_id", "assessor_id"))


def assigned_mark(assessment: Assessment, officer) -> str:
    """A short mark of who is to score what; a page carries it to the next save."""
    rows = assigned(assessment, officer).order_by("piece", "assessor")
    rows = rows.values_list("piece", "assessor")
    return hashlib.sha256(repr(list(rows)).encode()).hexdigest()[:12]


def scored_pairs(assessment: Assessment) -> set[Pair]:
    """The pairs of piece and assessor where a score was given, or kept as a draft."""
    scored = assessment.pieces.filter(scores__isnull=False)
    return set(scored.values_list("pk", "scores__assessor"))


def _refuse_others(assessment: Assessment, actor, pairs: set[Pair]) -> None:
    pieces = set(seen_by(actor, assessment).values_list("pk", flat=True))
    assessors = set(assessment.assessors.values_list("pk", flat=True))
    if any(piece not in pieces or assessor not in assessors for piece, assessor in pairs):
        raise Refusal(
            _("Somebody or something of this isn't part of it any more. Look again."),
            code="not-theirs",
        )


def _refuse_to_drop_scores(assessment: Assessment, pairs: set[Pair]) -> None:
    for piece, assessor in sorted(scored_pairs(assessment) & pairs):
        raise Refusal(
            _("%(person)s has scored %(code)s already, so they stay asked.")
            % {
                "person": assessment.assessors.get(pk=assessor),
                "code": assessment.pieces.get(pk=piece).code,
            },
            code="has-scored",
        )


def _refuse_interests(assessment: Assessment, pairs: set[Pair]) -> None:
    for piece, assessor in sorted(interests_in(assessment) & pairs):
        raise Refusal(
            _("%(person)s has an interest in %(code)s. Choose somebody else for it.")
            % {
                "person": assessment.assessors.get(pk=assessor),
                "code": assessment.pieces.get(pk=piece),
            },
            code="interest",
        )


def _refuse_loads(assessment: Assessment, wanted: set[Pair], now: set[Pair]) -> None:
    """Raise `load` where somebody who gets more than before has more than they take."""
    loads, before = (Counter(assessor for _piece, assessor in some) for some in (wanted, now))
    for assessor in assessment.assessors.select_related("person"):
        load = loads[assessor.pk]
        if load > max(assessor.largest_load, before[assessor.pk]):
            raise Refusal(
                _("%(person)s takes %(most)s applications at most, and would have %(number)s.")
                % {"person": assessor, "most": assessor.largest_load, "number": load},
                code="load",
            )
