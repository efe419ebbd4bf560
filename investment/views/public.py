"""What is planned for hubs: the programme, and one printable page of the case for a hub."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from hubs.models import Hub
from investment import rules
from investment.models import Milestone, PlanLine, Project
from investment.services import case_of
from investment.services.reading import appraised


@require_safe
def programme(request):
    """What the council's plan says, its milestones, and each hub with what is planned for it."""
    said = Q(needs__is_public=True)
    hubs = (
        Hub.objects.public()
        .select_related("venue")
        .annotate(
            open_needs=Count("needs", filter=said & Q(needs__met_on=None), distinct=True),
            published=Count(
                "proposals", filter=Q(proposals__published_at__isnull=False), distinct=True
            ),
        )
        .order_by("venue__name", "pk")
    )
    projects = projects_by_hub()
    context = {
        "lines": PlanLine.objects.all(),
        "milestones": Milestone.objects.of_the_programme().with_forecasts(),
        "hubs": [(hub, projects.get(hub.pk, [])) for hub in hubs],
        "today": timezone.localdate(),
    }
    return render(request, "investment/programme.html", context)


def projects_by_hub() -> dict[int, list[Project]]:
    """The projects of each hub, with how they go."""
    found: dict[int, list[Project]] = {}
    rows = Project.objects.select_related("proposal").prefetch_related("statuses")
    for project in rows:
        found.setdefault(project.proposal.hub_id, []).append(project)
    return found


@require_safe
def case(request, slug):
    """One hub's needs, options, decisions, and what is forecast and spent, on one page."""
    hub = get_object_or_404(Hub.objects.public().select_related("venue"), slug=slug)
    everything = rules.may_read(request.user)
    found = case_of(hub, everything=everything)
    context = {
        "hub": hub,
        "needs": found.needs,
        "proposals": [(one, appraised(one)) for one in found.proposals],
        "lines": hub.source_lines.all(),
        "today": timezone.localdate(),
        "sees_drafts": everything,
    }
    return render(request, "investment/case.html", context)
