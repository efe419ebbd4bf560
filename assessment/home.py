"""What assessments tell the officers' home."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment import rules
from assessment.enums import Interest
from assessment.models import Declaration, Piece, Score
from officers.registry import HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """What they are asked to score and haven't, nor declared an interest in."""
    if not rules.may_assess(officer):
        return
    sent = Score.objects.filter(assessor__person=officer).exclude(submitted_at=None)
    interested = Declaration.objects.filter(assessor__person=officer).exclude(
        interest=Interest.NONE
    )
    left = (
        Piece.objects.asked_of(officer)
        .assessed_now()
        .exclude(pk__in=sent.values("piece"))
        .exclude(pk__in=interested.values("piece"))
    )
    yield Waiting(
        _("applications to score"), left.count(), reverse("admin:assessment_piece_changelist")
    )


PART = HomePart(waits=waits)
