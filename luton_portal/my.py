"""A person's own involvement: places, waiting positions, past sessions, applications."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from collaboration_fund.views.public import own_applications
from hubs.models import Hub
from hubs.registry import own_pages_of
from organisations.models import Organisation
from organisations.registry import waits_for
from panels.models import Registration
from questionnaires.services import surveys_of
from recruitment.models import Application
from taskforce.models import Member

PAST_SHOWN = 50
SURVEYS_SHOWN = 20
APPLICATIONS_SHOWN = 20
GROUPS_SHOWN = 20


@login_required
@never_cache
@require_safe
def my(request):
    """What this person has coming, waits for, and came to."""
    mine = Registration.objects.of(request.user).select_related("session__venue__ward")
    coming = (
        mine.live()
        .with_position()
        .filter(session__ends_at__gt=timezone.now())
        .order_by("session__starts_at")
    )
    past = mine.exclude(pk__in=coming.values("pk")).order_by("-session__starts_at", "-pk")
    groups = [*Organisation.objects.of(request.user)[:GROUPS_SHOWN]]
    waits = waits_for(request.user, groups) if groups else []
    context = {
        "coming": coming,
        "past": past[:PAST_SHOWN],
        "applications": Application.objects.live().of(request.user).select_related("round"),
        "fund_applications": own_applications(request.user)[:APPLICATIONS_SHOWN],
        "surveys": surveys_of(request.user)[:SURVEYS_SHOWN],
        "groups": groups,
        "waiting": len(waits),
        "late": sum(one.due is not None and one.due < timezone.localdate() for one in waits),
        "first_due": next((one.due for one in waits if one.due), None),
        "hubs": [
            (hub, [way.said for way in own_pages_of(request.user, hub) if way.said])
            for hub in Hub.objects.managed_by(request.user).select_related("venue")
        ],
        "member": Member.objects.live().of(request.user).first(),
    }
    return render(request, "my.html", context)
