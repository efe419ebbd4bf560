"""Milestones: planned, forecast, reached."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import recorded
from core.refusal import Refusal, require
from investment import rules
from investment.models import Forecast, Milestone
from investment.moments import When
from investment.services.locks import lock, lock_project, said


@transaction.atomic
def add_milestone(*, project_id: int | None, actor, title: str, when: When, note: str = ""):
    """Plan a milestone of a project, or of the programme for all hubs where `project_id` is None.

    Raises:
        Refusal: `not-found`, `not-allowed`, `ended`, `empty`.
    """
    if project_id is None:
        require(rules.may_write(actor))
        project = None
    else:
        project = lock_project(project_id, actor)
    return Milestone.objects.create(
        project=project,
        title=said(title, _("what is to be reached"), "title"),
        note=note.strip(),
        **_days(when),
    )


@transaction.atomic
def forecast(*, milestone_id: int, actor, when: When, reason: str) -> Forecast:
    """Say when a milestone is expected now, and why; plan and earlier forecasts stay.

    Raises:
        Refusal: `not-found`, `not-allowed`, `reached`, `empty`.
    """
    milestone = lock(Milestone, milestone_id, actor)
    if milestone.actual_on:
        raise Refusal(_("It was reached already."), code="reached")
    return milestone.forecasts.create(
        reason=said(reason, _("why"), "reason"), said_by=recorded(actor), **_days(when)
    )


@transaction.atomic
def reached(*, milestone_id: int, actor, on: date) -> Milestone:
    """Say on which day a milestone was reached.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`.
    """
    milestone = lock(Milestone, milestone_id, actor)
    if on > timezone.localdate():
        raise Refusal(_("The day can’t be in the future."), code="future", field="on")
    milestone.actual_on = on
    milestone.save()
    return milestone


@transaction.atomic
def remove_milestone(*, milestone_id: int, actor) -> None:
    """Take a milestone out of which nobody forecast anything, and that no document states.

    Raises:
        Refusal: `not-found`, `not-allowed`, `kept`.
    """
    milestone = lock(Milestone, milestone_id, actor)
    if milestone.source or milestone.actual_on or milestone.forecasts.exists():
        raise Refusal(_("It stays: a plan states it, or it was forecast or reached."), code="kept")
    milestone.delete()


def _days(when: When) -> dict:
    return {"first": when.first, "last": when.last, "precision": when.precision}
