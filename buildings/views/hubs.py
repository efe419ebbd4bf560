"""The record of a hub's building for who looks after it: what is due, counts, incidents."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from buildings import services
from buildings.checks import BY_CODE
from buildings.forms import CheckForm, CountForm, IncidentForm
from buildings.models import Building
from buildings.services.due import with_checks
from hubs.views.own import OwnPage, own_hub


@login_required
@never_cache
@require_safe
def home(request, slug):
    """What is due, what is to be mended, and the last counts and incidents."""
    hub, today = own_hub(request, slug), timezone.localdate()
    building = with_checks().filter(hub=hub).first()
    # Nothing is kept before somebody records something.
    kept = building or Building(hub=hub)
    due = services.due_of(kept) if building else []
    context = {
        "hub": hub,
        "building": building,
        "due": [(one, one.is_overdue(today), one.is_soon(today)) for one in due],
        "defects": kept.defects.all() if building else [],
        "counts": kept.counts.all()[:7] if building else [],
        "incidents": kept.incidents.all()[:7] if building else [],
        "today": today,
    }
    return render(request, "buildings/my/home.html", context)


class BuildingPage(OwnPage):
    """A page of a hub's building with a form that calls one service."""

    def asked(self) -> dict:
        building = services.building_of(self.hub)
        return {"building_id": building.pk, "actor": self.request.user}

    def get_success_url(self) -> str:
        return reverse("my_hub_building:home", args=[self.hub.slug])


class RecordCheck(BuildingPage):
    """Record a check; the one that was chosen is filled in."""

    form_class = CheckForm
    title = gettext_lazy("Record a check")
    explain = gettext_lazy("A lift that failed ends step-free access on the public page at once.")

    def get_initial(self) -> dict:
        code = self.request.GET.get("code", "")
        return {"code": code if code in BY_CODE else "", "done_on": timezone.localdate()}

    def act(self, answers: dict) -> None:
        services.record_check(**self.asked(), **answers)
        self.done = _("The check is recorded.")


class CountPeople(BuildingPage):
    """How many came or called on a day."""

    form_class = CountForm
    title = gettext_lazy("Count people")
    explain = gettext_lazy("A day that is there already is counted anew.")

    def act(self, answers: dict) -> None:
        services.count(**self.asked(), **answers)
        self.done = _("The count is saved.")


class NoteIncident(BuildingPage):
    """What happened."""

    form_class = IncidentForm
    title = gettext_lazy("Note an incident")

    def act(self, answers: dict) -> None:
        services.note_incident(**self.asked(), **answers)
        self.done = _("The incident is noted.")
