"""A hub's page, with what panels hold there: panels and hubs stand beside each other."""

from django.urls import include, path
from django.views.decorators.http import require_safe

from hubs.views.public import hub_page, visible_hub
from panels.models import Session

SESSIONS_SHOWN = 10

app_name = "hubs"


@require_safe
def hub(request, slug):
    """What is known of a hub, and the panel sessions that will be held there."""
    found = visible_hub(request, slug)
    sessions = Session.objects.public().upcoming().filter(venue=found.venue_id)
    return hub_page(request, found, sessions=sessions.select_related("venue")[:SESSIONS_SHOWN])


urlpatterns = [
    path("", include("hubs.urls")),
    path("<slug:slug>/", hub, name="hub"),
]
