"""The awards, one award and what came of it, and the fund in figures."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from core.files import sent
from core.statistics import published
from monitoring.services import changes_of
from organisations.rules import is_public
from publishing import services
from publishing.filters import AwardFilter
from publishing.models import PublicAward

AWARDS_A_PAGE = 20


@require_safe
def awards(request):
    """All published awards, narrowed by the address."""
    rows = PublicAward.objects.published()
    narrowed = AwardFilter(request.GET, queryset=rows)
    found = narrowed.qs if narrowed.form.is_valid() else rows.none()
    page = Paginator(found.for_reading(), AWARDS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_narrowed": narrowed.is_narrowed}
    return render(request, "publishing/awards.html", context)


@require_safe
def award(request, reference):
    """One award: who gets what, what it is for, and what changed because of it."""
    rows = PublicAward.objects.published().for_reading()
    public = get_object_or_404(rows, award__reference=reference.upper())
    reached = services.reached_by([public.award_id]).get(public.award_id, 0)
    context = {
        "public": public,
        "award": public.award,
        "shares": public.award.shares.all(),
        "groups": [(group, is_public(group)) for group in public.groups],
        "priorities": public.award.application.priorities.all(),
        "paid": services.paid_of([public.award_id]).get(public.award_id, 0),
        "reached": published(reached) if reached else "",
        "changed": changes_of(public.award),
    }
    return render(request, "publishing/award.html", context)


@require_safe
def photograph(request, reference, pk):
    """A photograph of what came of an award, while everybody may see it."""
    public = get_object_or_404(PublicAward.objects.published(), award__reference=reference)
    found = get_object_or_404(services.photographs_of(public.award), pk=pk)
    return sent(request, found, name=found.shows, inline=True)


@require_safe
def figures(request):
    """The fund in figures."""
    return render(request, "publishing/figures.html", {"figures": services.figures()})
