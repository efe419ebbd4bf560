"""What activities tell the officers' home."""

from collections.abc import Iterable

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from hubs import rules as hubs
from hubs.models import Hub
from officers.registry import MOST_FOUND, Found, HomePart, Waiting


def seen_by(officer):
    """The activities that an officer looks after."""
    rows = Activity.objects.all()
    if hubs.may_edit_all(officer):
        return rows
    return rows.filter(hub__in=Hub.objects.managed_by(officer))


def waits(officer) -> Iterable[Waiting]:
    """What groups propose, and what nobody has assured for three months."""
    if not officer.has_perm("activities.view_activity"):
        return
    page = reverse("admin:activities_activity_changelist")
    proposed = seen_by(officer).to_answer().aggregate(n=Count("pk"), oldest=Min("proposed_at"))
    yield Waiting(
        _("activities that groups propose"),
        proposed["n"],
        f"{page}?state__exact=proposed",
        oldest=proposed["oldest"],
    )
    due = seen_by(officer).to_assure().aggregate(n=Count("pk"), oldest=Min("assured_on"))
    yield Waiting(
        _("activities to assure: do they still take place?"),
        due["n"],
        f"{page}?assured=due",
        oldest=due["oldest"],
    )


def finds(officer, words: str) -> Iterable[Found]:
    """Activities by what they are called."""
    if not officer.has_perm("activities.view_activity") or not words.strip():
        return
    rows = Activity.objects.filter(title__icontains=words.strip())
    for one in rows.select_related("hub__venue")[:MOST_FOUND]:
        yield Found(
            kind=_("Activities"),
            words=one.title,
            said=f"{one.hub}, {one.get_state_display()}",
            url=reverse("admin:activities_activity_change", args=[one.pk]),
        )


PART = HomePart(waits=waits, finds=finds)
