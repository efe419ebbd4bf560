"""What the record of buildings tells the officers' home."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings import rules
from buildings.services import owed
from buildings.services.due import with_checks
from hubs.models import Hub
from officers.registry import HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """What is late at the buildings that an officer may read."""
    if not officer.has_perm("buildings.view_building"):
        return
    rows = with_checks()
    if not rules.may_read_all(officer):
        rows = rows.filter(hub__in=Hub.objects.managed_by(officer))
    found = owed(rows, timezone.localdate())
    where = reverse("admin:buildings_building_changelist")
    yield Waiting(_("checks of buildings that are overdue"), found.overdue, where)
    yield Waiting(_("checks of buildings that are due within 30 days"), found.soon, where)
    yield Waiting(_("condition surveys that are due"), found.surveys, where)
    yield Waiting(_("defects that should be mended"), found.defects, where)


PART = HomePart(waits=waits)
