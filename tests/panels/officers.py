"""What the tests of the officers' pages share."""

from html import unescape

from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from people import roles
from people.services import load_roles
from tests.factories.people import OfficerFactory, sign_in_officer


def panels_officer(client):
    """A panels officer with exactly that role, signed in with both factors."""
    load_roles()
    officer = OfficerFactory()
    officer.groups.add(Group.objects.get(name=roles.PANELS_OFFICER))
    sign_in_officer(client, officer)
    return officer


def officer_who_may(client, *codenames):
    """An officer with these permissions and no other, signed in with both factors."""
    officer = OfficerFactory()
    officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    sign_in_officer(client, officer)
    return officer


def session_page(session, name="change") -> str:
    """The address of one of a session's pages in the admin."""
    return reverse(f"admin:panels_session_{name}", args=[session.pk])


def words(response) -> str:
    """The page as text with its entities read."""
    return unescape(response.content.decode())


def shown(response) -> dict:
    """What a browser would post back from the change form as it was shown."""
    form = response.context["adminform"].form
    values = {}
    for bound in form:
        value = bound.value()
        widget = bound.field.widget
        if value is None:
            continue
        if bound.name == "provisions":
            values[bound.html_name] = [str(getattr(item, "pk", item)) for item in value]
            continue
        formatted = widget.format_value(value)
        values[bound.html_name] = formatted[0] if isinstance(formatted, list) else formatted
    return {name: "" if value is None else value for name, value in values.items()}
