"""What assessments know of a person, for the officers' page of that person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from assessment import registry
from assessment.models import Assessment, Assessor
from officers.registry import MOST_SHOWN, Line, Section


def knows(officer, person) -> Iterable[Section]:
    """The panels that they sit on, of what this officer runs."""
    if not registry.runs_any(officer):
        return
    run = Assessment.objects.run_by(officer)
    seats = Assessor.objects.filter(person=person, assessment__in=run.values("pk"))
    seats = list(seats.order_by("-pk")[:MOST_SHOWN])
    things = run.in_bulk([seat.assessment_id for seat in seats])
    yield Section(
        words=_("On the selection panel of"),
        lines=tuple(
            Line(
                words=str(things[seat.assessment_id]),
                url=reverse("admin:assessment_assessment_change", args=[seat.assessment_id]),
                said=seat.organisation,
            )
            for seat in seats
        ),
    )
