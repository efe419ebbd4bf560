"""What assessments tell the officers' home."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment import rules
from assessment.models import Score
from assessment.services import open_to
from officers.registry import HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """What they are asked to score and haven't; nothing that they have an interest in."""
    if not rules.may_assess(officer):
        return
    sent = Score.objects.current().sent().filter(assessor__person=officer)
    left = open_to(officer).exclude(pk__in=sent.values("piece"))
    yield Waiting(
        _("applications to score"), left.count(), reverse("admin:assessment_piece_changelist")
    )


PART = HomePart(waits=waits)
