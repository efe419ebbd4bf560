"""What groups of the directory need and can give, for everybody."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnerships.filters import NeedsFilter
from partnerships.models import Posting

POSTINGS_A_PAGE = 20


@require_safe
def needs(request):
    """Open needs and offers of groups that agreed to be found, narrowed by the address."""
    postings = Posting.objects.public().with_details()
    narrowed = NeedsFilter(request.GET, queryset=postings)
    found = narrowed.qs if narrowed.form.is_valid() else postings.none()
    page = Paginator(found, POSTINGS_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": narrowed.form, "page": page, "is_narrowed": narrowed.is_narrowed}
    return render(request, "partnerships/list.html", context)
