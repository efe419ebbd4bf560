"""What leaves the screen: the sign-in sheet and the export of a session's registrations.

Each is recorded: who, which session, how many people.
"""

from django.core.exceptions import PermissionDenied
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.exports import CONTENT_TYPES, table_response
from people.officers import record_reading

EMPTY_LINES = range(10)


def _session(model_admin, request, object_id):
    session = model_admin.session_or_none(request, object_id)
    if not request.user.has_perm("panels.export_registrations"):
        raise PermissionDenied
    return session


def sheet_view(model_admin, request, object_id):
    """A page to print: name, reference and a box to tick for everybody with a place."""
    session = _session(model_admin, request, object_id)
    if session is None:
        return model_admin.not_there(request, object_id)
    people = list(session.registrations.with_a_place().by_name())
    record_reading(session, actor=request.user, what="sign-in sheet", rows=len(people))
    return model_admin.page(
        request, session, _("Sign-in sheet"), "sheet", people=people, empty_lines=EMPTY_LINES
    )


def export_view(model_admin, request, object_id):
    """Say what the file holds; on a POST, send it."""
    session = _session(model_admin, request, object_id)
    if session is None:
        return model_admin.not_there(request, object_id)
    registrations = session.registrations.select_related("person__ward").order_by(
        "created_at", "pk"
    )
    kind = request.POST.get("kind")
    if kind not in CONTENT_TYPES:
        return model_admin.page(
            request, session, _("Export registrations"), "export", number=registrations.count()
        )
    rows = [_row(registration) for registration in registrations]
    record_reading(session, actor=request.user, what=f"export as {kind}", rows=len(rows))
    return table_response(_headings(), rows, kind=kind, name=f"{session.slug} registrations")


def _headings():
    return [
        _("Reference"),
        _("Name"),
        _("Email address"),
        _("Ward"),
        _("State"),
        _("Access needs"),
        _("Name or needs changed at"),
        _("Registered at"),
        _("Attendance"),
        _("Walked in"),
    ]


def _row(registration):
    person = registration.person
    return [
        registration.reference,
        registration.called,
        person.email,
        person.ward or "",
        registration.get_state_display(),
        registration.access_needs,
        _minute(registration.details_changed_at),
        _minute(registration.created_at),
        registration.get_attendance_display(),
        _("yes") if registration.is_walk_in else _("no"),
    ]


def _minute(moment) -> str:
    return date_format(localtime(moment), "Y-m-d H:i") if moment else ""
