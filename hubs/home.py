"""What the hubs tell the officers' home."""

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.text import comparable
from hubs import rules
from hubs.models import Hub
from officers.registry import MOST_FOUND, Found, HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """Hubs of which nobody has said for three months that all is right."""
    if not officer.has_perm("hubs.view_hub"):
        return
    due = Hub.objects.to_assure()
    if not rules.may_edit_all(officer):
        due = due.managed_by(officer)
    found = due.aggregate(number=Count("pk"), oldest=Min("assured_on"))
    yield Waiting(
        _("hubs to assure: is all that is shown still right?"),
        found["number"],
        f"{reverse('admin:hubs_hub_changelist')}?assured=due",
        oldest=found["oldest"],
    )


def finds(officer, words: str) -> Iterable[Found]:
    """Hubs by name."""
    if not officer.has_perm("hubs.view_hub"):
        return
    asked = comparable(words)
    hubs = Hub.objects.select_related("venue__ward")
    found = [hub for hub in hubs if asked and asked in comparable(hub.venue.name)]
    for hub in found[:MOST_FOUND]:
        yield Found(
            kind=_("Community hubs"),
            words=hub.venue.name,
            said=", ".join(str(part) for part in (hub.get_state_display(), hub.venue.ward) if part),
            url=reverse("admin:hubs_hub_change", args=[hub.pk]),
        )


PART = HomePart(waits=waits, finds=finds)
