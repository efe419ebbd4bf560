"""All reports on what a group is granted, on its own pages."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from collaboration_fund.enums import PartnerState
from monitoring.models import Report
from monitoring.rules import REPORTED_ON
from organisations.views.pages import own_group, own_page


@own_page
@require_safe
def home(request, slug):
    """The reports on awards that a group leads or takes part in, those due first on top."""
    group = own_group(request, slug)
    reports = (
        Report.objects.filter(
            award__state__in=REPORTED_ON,
            award__application__partners__organisation=group,
            award__application__partners__state=PartnerState.IN,
        )
        .select_related("award__application__lead")
        .distinct()
    )
    context = {"organisation": group, "reports": reports}
    return render(request, "monitoring/home.html", context)
