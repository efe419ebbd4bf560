"""Scores. Whoever scores is blind: `open_blind` is their one way to what a piece says."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import registry
from assessment.enums import HIGHEST_SCORE, Advice, Confidence
from assessment.models import Criterion, Piece, Recommendation, Score
from assessment.services.declaring import refuse_found, refuse_unless_clear
from assessment.services.seats import assessor_of, hold, refuse_unless_assessed
from core.refusal import Refusal, require


@dataclass(frozen=True)
class Opened:
    """What an assessor may know of a piece: its code, a few words on it, and its answers."""

    code: str
    context: str
    answers: list[tuple[str, str]]


def open_blind(*, piece_id: int, actor) -> Opened:
    """A piece as an assessor may read it: nothing that tells whose it is.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, or `interest` where it is shut.
    """
    piece = Piece.objects.select_related("assessment").filter(pk=piece_id).first()
    require(piece is not None)
    refuse_unless_clear(assessor_of(actor, piece), piece)
    refuse_unless_assessed(piece)
    reading = registry.use_of(piece.assessment).read(piece)
    return Opened(piece.code, reading.context, reading.answers)


def summary_of(*, piece_id: int, actor) -> list[tuple[str, str]]:
    """What an assessor reads of a piece before they say whether they have an interest in it.

    Raises:
        Refusal: `not-allowed`, `not-scored`, or `interest` where the portal finds one.
    """
    piece = Piece.objects.select_related("assessment").filter(pk=piece_id).first()
    require(piece is not None)
    assessor = assessor_of(actor, piece)
    refuse_unless_assessed(piece)
    refuse_found(assessor, piece)
    return list(registry.use_of(piece.assessment).summary(piece))


def score(
    *,
    piece_id: int,
    actor,
    values: Mapping[int, int],
    comments: Mapping[int, str],
    final: bool,
    confidence: Mapping[int, int] | None = None,
    advice: str = "",
    conditions: str = "",
) -> list[Score]:
    """Keep an assessor's scores of the edition that stands; with `final` they stay as they are.

    Where another edition was sent since, what was given to the older one is kept beside.

    Args:
        values: criterion id to score, 0 to 4.
        comments: criterion id to why.
        final: submit them; every criterion must have its score then.
        confidence: criterion id to how sure they are, 1 to 3; fairly sure where none is given.
        advice: an `Advice`, where the use asks for a recommendation.
        conditions: of "fund it with conditions"; of other advice they are dropped.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, `interest`, `submitted-already`,
            `not-a-score`, `incomplete` naming the criteria without one, `no-advice`, or
            `no-conditions`.
    """
    with transaction.atomic():
        piece = hold(piece_id)
        assessor = assessor_of(actor, piece)
        refuse_unless_assessed(piece)
        refuse_unless_clear(assessor, piece)
        edition = edition_mark(piece)
        whose = {"piece": piece, "assessor": assessor, "edition": edition}
        mine = Score.objects.filter(**whose)
        if mine.sent().exists():
            raise Refusal(
                _("You have submitted your scores of this application already."),
                code="submitted-already",
            )
        criteria = list(piece.assessment.criteria.all())
        missing = [criterion for criterion in criteria if values.get(criterion.pk) is None]
        if final and missing:
            raise Refusal(
                _("Give a score for: %s.") % ", ".join(map(str, missing)),
                code="incomplete",
                field=f"score-{missing[0].pk}",
            )
        now = timezone.now() if final else None
        for criterion in criteria:
            value = values.get(criterion.pk)
            if value is None:
                mine.filter(criterion=criterion).delete()
                continue
            refuse_unless_score(criterion, value)
            Score.objects.update_or_create(
                **whose,
                criterion=criterion,
                defaults={
                    "value": value,
                    "confidence": (confidence or {}).get(criterion.pk) or Confidence.FAIR,
                    "comment": comments.get(criterion.pk, "").strip(),
                    "submitted_at": now,
                },
            )
        if registry.use_of(piece.assessment).advises:
            _recommend(whose, advice, conditions.strip(), now)
        return list(mine)


def edition_mark(piece: Piece) -> str:
    """The mark of the edition that a piece has now; "" where its use knows no editions."""
    mark = registry.use_of(piece.assessment).edition("pk")
    found = Piece.objects.filter(pk=piece.pk).annotate(mark=mark)
    return found.values_list("mark", flat=True).first() or ""


def _recommend(mine: dict, advice: str, conditions: str, now) -> None:
    """Keep what an assessor recommends; nothing where they haven't said yet.

    Args:
        mine: the piece, the assessor and the edition.
        now: when it is sent; None for a draft.

    Raises:
        Refusal: `no-advice` or `no-conditions` where scores are sent (`now`) without.
    """
    if not advice:
        if now:
            raise Refusal(_("Say what you recommend."), code="no-advice", field="advice")
        Recommendation.objects.filter(**mine).delete()
        return
    if advice != Advice.CONDITIONS:
        conditions = ""
    elif now and not conditions:
        raise Refusal(
            _("Say which conditions it should be funded with."),
            code="no-conditions",
            field="conditions",
        )
    Recommendation.objects.update_or_create(
        **mine, defaults={"advice": advice, "conditions": conditions, "submitted_at": now}
    )


@dataclass(frozen=True)
class Given:
    """What one assessor gave a piece: to the edition that it has now, and to an older one.

    Each is {criterion: Score}; `older` is what was sent last where nothing is sent of this edition.
    """

    now: Mapping[int, Score]
    older: Mapping[int, Score] = field(default_factory=dict)
    advice: Recommendation | None = None
    older_advice: Recommendation | None = None

    @property
    def is_sent(self) -> bool:
        return any(score.submitted_at for score in self.now.values())


def given_by(person, piece: Piece) -> Given:
    """What this person gave a piece, of the edition that it has now and of the one before."""
    edition = edition_mark(piece)
    mine = Score.objects.filter(piece=piece, assessor__person=person)
    advice = Recommendation.objects.filter(piece=piece, assessor__person=person)
    now = {score.criterion_id: score for score in mine.filter(edition=edition)}
    older = {
        score.criterion_id: score
        for score in mine.sent().exclude(edition=edition).order_by("submitted_at")
    }
    return Given(
        now=now,
        older={} if any(score.submitted_at for score in now.values()) else older,
        advice=advice.filter(edition=edition).first(),
        older_advice=advice.sent().exclude(edition=edition).order_by("submitted_at").last(),
    )


def refuse_unless_score(criterion: Criterion, value: int) -> None:
    """Raise `not-a-score` where `value` isn't from 0 to 4, naming the criterion's field."""
    if not 0 <= value <= HIGHEST_SCORE:
        raise Refusal(
            _("A score is a whole number from 0 to %(highest)s.") % {"highest": HIGHEST_SCORE},
            code="not-a-score",
            field=f"score-{criterion.pk}",
        )
