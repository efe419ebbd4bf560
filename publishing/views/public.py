"""The awards, one award and what came of it, and the fund in figures."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.statistics import published
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
    public = rows.filter(award__reference=reference).first()
    if public is None:
        raise Http404
    reached = services.reached_by([public.award_id]).get(public.award_id, 0)
    context = {
        "public": public,
        "award": public.award,
        "shares": public.award.shares.all(),
        "groups": [(group, is_public(group)) for group in public.groups],
        "priorities": public.award.application.priorities.all(),
        "paid": services.paid_of([public.award_id]).get(public.award_id, 0),
        "reached": published(reached) if reached else "",
        "changes": services.changes_of(public.award),
    }
    return render(request, "publishing/award.html", context)


@require_safe
def figures(request):
    """The fund in figures."""
    return render(request, "publishing/figures.html", {"figures": services.figures()})
