"""The sign-in sheet of a session, to print; it is recorded who took it."""

from django.utils.translation import gettext as _

from panels import services
from people.services import record_reading

EMPTY_LINES = range(10)


def may_print_sheet(officer, _session) -> bool:
    """Whether they may take the names of a session away on paper."""
    return officer.has_perm("panels.export_registrations")


def sheet_view(model_admin, request, session):
    """A page to print: name, reference and a box to tick for everybody with a place."""
    people = list(session.registrations.with_a_place().by_name())
    numbers = services.sheet_numbers(session)
    for registration in people:
        registration.number = numbers[registration.pk]
    record_reading(session, actor=request.user, what="sign-in sheet", rows=len(people))
    return model_admin.page(
        request,
        session,
        _("Sign-in sheet"),
        "admin/panels/session/sheet.html",
        people=people,
        empty_lines=EMPTY_LINES,
    )
