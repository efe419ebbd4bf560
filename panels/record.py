"""What the panels know of a person, for the officers' page of that person."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from officers.record import moment
from officers.registry import MOST_SHOWN, Line, Section
from panels.enums import LIVE, Attendance
from panels.models import Registration


def knows(officer, person) -> Iterable[Section]:
    """What they are registered for, where they came, and what came to nothing."""
    if not officer.has_perm("panels.view_registration"):
        return
    rows = Registration.objects.of(person).select_related("session")
    rows = rows.order_by("-session__starts_at", "-pk")[:MOST_SHOWN]
    theirs = urlencode({"q": person.email})
    listed = f"{reverse('admin:panels_registration_changelist')}?{theirs}"
    coming, past, ended = [], [], []
    for row in rows:
        is_coming = row.session.starts_at > timezone.now()
        kept = coming if is_coming and row.is_live else past if row.is_live else ended
        kept.append(row)
    for words, found in (
        (_("Registered for"), coming),
        (_("Was registered for"), past),
        (_("Withdrew from, or lost the place at"), ended),
    ):
        yield Section(
            words=words,
            lines=tuple(_line(row) for row in found),
            read=tuple(found),
            all_url=listed if len(rows) == MOST_SHOWN else "",
        )


def _line(row: Registration) -> Line:
    said = [moment(row.session.starts_at), row.reference]
    if row.is_walk_in:
        said.append(str(_("walked in")))
    state = (row.state, row.get_state_display())
    if row.state in LIVE and row.attendance != Attendance.UNMARKED:
        state = (row.attendance, row.get_attendance_display())
    return Line(
        words=row.session.title,
        url=reverse("admin:panels_registration_change", args=[row.pk]),
        said=", ".join(said),
        state=state,
    )
