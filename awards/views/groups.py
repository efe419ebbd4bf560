"""All that a group is granted, on its own pages."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Award
from organisations.views.pages import own_group, own_page


@own_page
@require_safe
def home(request, slug):
    """The awards that a group leads or takes part in, the newest first."""
    group = own_group(request, slug)
    awards = (
        Award.objects.filter(
            application__partners__organisation=group,
            application__partners__state=PartnerState.IN,
        )
        .select_related("application__lead", "round", "schedule")
        .distinct()
    )
    return render(request, "awards/home.html", {"organisation": group, "awards": awards})
