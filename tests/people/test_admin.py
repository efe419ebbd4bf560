"""Officers look after people, and nobody climbs."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from people import roles, services
from people.models import User
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer
from tests.officers.pages import send

pytestmark = pytest.mark.django_db


def officer_who_may(*codenames: str, **fields) -> User:
    officer = OfficerFactory(**fields)
    officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return officer


def change(client, person: User, **values):
    """Post the change form of a person with everything it shows, and `values` on top."""
    url = reverse("admin:people_user_change", args=[person.pk])
    shown = {"name": person.name, "postcode": "", "ward": "", "language": "en", "access_needs": ""}
    return send(client, url, shown | values)


CLIMBING = {
    "is_staff": "on",
    "is_superuser": "on",
    "is_active": "",
    "email": "mine@demo.example",
    "password": "x",
    "user_permissions": "1",
}


def test_an_officer_changes_details_but_no_privilege(client):
    group = Group.objects.create(name="Everything")
    person = ResidentFactory(email="home@demo.example")
    officer = officer_who_may("view_user", "change_user")
    sign_in_officer(client, officer)

    answer = change(client, person, name="Demo Renamed", groups=group.pk, **CLIMBING)

    assert answer.status_code == 302
    person.refresh_from_db()
    assert person.name == "Demo Renamed"
    assert (person.email, person.is_staff, person.is_superuser, person.is_active) == (
        "home@demo.example",
        False,
        False,
        True,
    )
    assert not person.has_usable_password()
    assert not person.groups.exists()
    assert not person.user_permissions.exists()


def test_an_officer_cannot_raise_themselves_nor_change_another_officer(client):
    officer = officer_who_may("view_user", "change_user")
    other = OfficerFactory(name="Demo Other")
    sign_in_officer(client, officer)

    for person in (officer, other):
        assert change(client, person, name="Demo Renamed", **CLIMBING).status_code == 403
        person.refresh_from_db()
        assert not person.is_superuser
        assert person.name != "Demo Renamed"


def test_nobody_adds_or_deletes_people_by_hand(client):
    person = ResidentFactory()
    sign_in_officer(client, OfficerFactory(is_superuser=True))

    assert client.get(reverse("admin:people_user_add")).status_code == 403
    delete = reverse("admin:people_user_delete", args=[person.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    assert User.objects.filter(pk=person.pk).exists()


def test_reading_a_person_is_recorded_with_who_read(client):
    person = ResidentFactory()
    officer = officer_who_may("view_user")
    sign_in_officer(client, officer)

    client.get(reverse("admin:people_user_change", args=[person.pk]))

    entry = LogEntry.objects.get_for_object(person).get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.remote_addr) == (officer, None)


def test_history_names_what_changed_but_holds_no_secret_nor_need(client):
    person = ResidentFactory(name="Demo Before")
    sign_in_officer(client, officer_who_may("view_user", "change_user"))

    change(client, person, name="Demo After", access_needs="Something private")

    entry = LogEntry.objects.get_for_object(person).filter(action=LogEntry.Action.UPDATE).get()
    assert entry.changes == {"name": ["Demo Before", "Demo After"]}


def test_search_and_filters_answer(client):
    ResidentFactory(email="home@demo.example", name="Demo Wanted")
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    people = client.get(reverse("admin:people_user_changelist"), {"q": "wanted"})
    assert "home@demo.example" in people.content.decode()
    log = client.get(reverse("admin:auditlog_logentry_changelist"), {"q": "wanted"})
    assert "Demo Wanted" in log.content.decode()


def test_the_list_of_people_takes_as_many_queries_for_many(client, django_assert_num_queries):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:people_user_changelist")
    client.get(url)
    with django_assert_num_queries(9):
        client.get(url)
    ResidentFactory.create_batch(20)
    with django_assert_num_queries(9):
        client.get(url)


def test_roles_load_once_and_hold_exactly_what_was_granted():
    for _ in range(2):
        call_command("load_roles", verbosity=0)
    assert sorted(Group.objects.values_list("name", flat=True)) == sorted(roles.ROLES)
    held = {
        f"{p.content_type.app_label}.{p.codename}"
        for p in Group.objects.get(name=roles.PANELS_OFFICER).permissions.select_related(
            "content_type"
        )
    }
    assert held == roles.permissions_of(roles.PANELS_OFFICER)
    assert "people.view_user" in held


def test_no_role_may_hand_out_privileges():
    for role in roles.ROLES:
        assert not {
            name
            for name in roles.permissions_of(role)
            if name.startswith(("auth.", "mfa.", "account.")) or name == "people.delete_user"
        }


def test_a_permission_that_does_not_exist_is_named(monkeypatch):
    monkeypatch.setattr(services, "permissions_of", lambda role: frozenset({"people.fly"}))
    with pytest.raises(LookupError, match=r"people\.fly"):
        services.load_roles()


def test_an_unknown_role_is_named():
    with pytest.raises(ValueError, match="King"):
        roles.grant("King", "people.view_user")
