"""What recruitment knows of a person, for the officers' page of that person."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officers.registry import MOST_SHOWN, Line, Section
from recruitment.models import Application


def knows(officer, person) -> Iterable[Section]:
    """Their applications, of the rounds whose names this officer may read."""
    applied = Application.objects.visible_to(officer).filter(person=person)
    applied = applied.select_related("round").order_by("-pk")[:MOST_SHOWN]
    yield Section(
        words=_("Applied for"),
        lines=tuple(
            Line(
                words=str(one.round),
                url=reverse("admin:recruitment_application_change", args=[one.pk]),
                said=f"{one.get_sector_display()}, {one.reference}",
                state=(one.state, one.get_state_display()),
            )
            for one in applied
        ),
        read=tuple(applied),
    )


def reads_all(officer, person) -> bool:
    """Whether an officer may read every application of this person, sealed answers too."""
    theirs = Application.objects.filter(person=person)
    hidden = ~Q(pk__in=Application.objects.visible_to(officer).values("pk"))
    if not officer.has_perm("questionnaires.view_special_answers"):
        hidden |= Q(selection_response__isnull=False)
    return not theirs.filter(hidden).exists()
