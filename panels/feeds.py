"""The programme for other programs: calendar and RSS."""

from django.contrib.syndication.views import Feed
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from core.calendar import calendar_file, location_of
from core.text import clock, for_xml
from panels.calendar import calendar_of
from panels.models import Session

NEWEST = 50


@require_safe
def programme_calendar(request):
    """Every session ahead, cancelled ones too, so that calendars drop them."""
    sessions = Session.objects.public().ahead().select_related("venue")
    return calendar_file(calendar_of(sessions), name="luton-citizen-panels")


@require_safe
def session_calendar(request, slug):
    """The calendar file of one session."""
    session = get_object_or_404(Session.objects.public().select_related("venue"), slug=slug)
    return calendar_file(calendar_of([session]), name=slug)


class ProgrammeFeed(Feed):
    """Sessions ahead as RSS, soonest first."""

    title = _("Luton citizen panels")
    description = _("Citizen panel sessions that anyone in Luton can join.")
    link = reverse_lazy("panels:programme")

    def items(self):
        return Session.objects.public().ahead().select_related("venue", "topic")[:NEWEST]

    def item_title(self, item):
        return for_xml(item.title)

    def item_description(self, item):
        day = date_format(timezone.localtime(item.starts_at), "l j F Y")
        said = f"{day}, {clock(item.starts_at)}, {location_of(item)}. {item.summary}"
        return for_xml(said)

    def item_pubdate(self, item):
        return item.updated_at

    def item_categories(self, item):
        return [for_xml(item.topic.title)]
