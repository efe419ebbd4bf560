"""What the tests of the officers' pages share."""

from datetime import date
from html import unescape

from django.contrib.auth.models import Permission
from django.urls import reverse

from panels import services
from people import roles
from tests.factories.panels import ProgrammeFactory, SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import VenueFactory
from tests.officers.pages import seen

ADD = reverse("admin:panels_session_add")


def panels_officer(client):
    """A panels officer with exactly that role, signed in with both factors."""
    officer = officer_of(roles.PANELS_OFFICER)
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


def session_tab(session, name="details") -> str:
    """The address of one of the parts of a session's page."""
    return f"{session_page(session)}?tab={name}"


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


def register(session):
    person = ResidentFactory()
    return services.register(session_id=session.pk, person=person, actor=person)


def opened(client, session):
    """What the change form shows now, as a browser would post it."""
    return shown(client.get(session_tab(session)))


def save(client, session, values, **typed):
    return client.post(session_tab(session), values | typed)


def errors_of(response):
    return response.context["adminform"].form.errors


def draft(**typed):
    return {
        "programme": ProgrammeFactory(
            title="Demo 2030", starts_on=date(2029, 9, 1), ends_on=date(2030, 12, 31)
        ).pk,
        "topic": SessionFactory(state="draft").topic_id,
        "title_en": "Streets at night",
        "title_ur": "رات کی گلیاں",
        "summary_en": "Which streets need light?",
        "starts_at": "2030-03-30T18:00",
        "ends_at": "2030-03-30T20:00",
        "venue": VenueFactory().pk,
        "capacity": "30",
        "registration_opens_at": "2030-01-01T09:00",
        "registration_closes_at": "2030-03-30T12:00",
        "notice_days": "28",
        **typed,
    }


def asked(response):
    """What the officer is asked before it is done."""
    return response.context["question"]


def confirm(client, session, ask, values, **typed):
    """Press again, after reading who is told what."""
    return save(client, session, values, **typed | seen(ask))


def registrations_of(session, page="changelist") -> str:
    """The list of a session's registrations, or its export."""
    listed = reverse(f"admin:panels_registration_{page}")
    return f"{listed}?session__id__exact={session.pk}"
