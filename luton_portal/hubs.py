"""A hub's page, with what panels hold there: panels and hubs stand beside each other."""

from datetime import timedelta

from django.db.models import Q
from django.urls import include, path
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.models import Activity
from activities.services import occurrences_of
from hubs.views.public import hub_page, visible_hub
from panels.models import Session

SESSIONS_SHOWN = 10
DAYS_SHOWN = 7

app_name = "hubs"


@require_safe
def hub(request, slug):
    """What is known of a hub, and the panel sessions that will be held there."""
    found = visible_hub(request, slug)
    sessions = Session.objects.public().upcoming().filter(venue=found.venue_id)
    return hub_page(
        request,
        found,
        sessions=sessions.select_related("venue")[:SESSIONS_SHOWN],
        dates_of=dates_of,
    )


def dates_of(entry):
    """The dates of a week at a hub: of what is there usually, and of what has come for a time."""
    found = entry.hub
    here = Q(hub=found) | Q(stretches__hub=found) | Q(changed_dates__hub=found)
    rows = Activity.objects.public().filter(here).distinct().with_details()
    today = timezone.localdate()
    rules = {found.pk: entry.rules}
    dates = occurrences_of(rows, today, today + timedelta(days=DAYS_SHOWN), rules=rules)
    return [one for one in dates if found.pk in {one.hub.pk, one.activity.hub_id}]


urlpatterns = [
    path("", include("hubs.urls")),
    path("<slug:slug>/", hub, name="hub"),
]
