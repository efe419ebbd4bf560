"""Who may read messages, due rows and jobs: who may run what they are about. And who has."""

import pytest
from auditlog.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from core.refusal import Refusal
from messaging import services
from messaging.models import Due, OutboxMessage
from messaging.readers import of_all, readable_by, readers_of, register_about, register_blind
from tests.factories.messaging import DueFactory, OutboxMessageFactory
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer

pytestmark = pytest.mark.django_db

LIST = "/admin/messaging/outboxmessage/"


@pytest.fixture
def shelf():
    """Two things of a kind: officers who hold view_group may run the first."""
    open_one, closed = Group.objects.create(name="open"), Group.objects.create(name="closed")

    def readable(officer):
        return of_all(Group, "auth.view_group")(officer).filter(pk=open_one.pk)

    register_about("shelf", readable)
    return f"shelf:{open_one.pk}", f"shelf:{closed.pk}"


def officer_who_may(*codenames, **fields):
    officer = OfficerFactory(**fields)
    officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return officer


def page(row):
    return reverse("admin:messaging_outboxmessage_change", args=[row.pk])


def read_by(officer):
    return set(OutboxMessage.objects.filter(readable_by(officer)).values_list("about", flat=True))


def test_a_message_is_read_by_who_may_run_what_it_is_about(shelf, client):
    rows = {about: OutboxMessageFactory(about=about) for about in (*shelf, "unknown:1", "")}
    runs = officer_who_may("view_outboxmessage", "view_group")
    other = officer_who_may("view_outboxmessage")
    assert read_by(runs) == {shelf[0]}
    assert read_by(other) == set()
    assert read_by(officer_who_may("read_every_message")) == set(rows)
    assert read_by(OfficerFactory(is_superuser=True)) == set(rows)

    sign_in_officer(client, runs)
    listed = client.get(LIST).content.decode()
    for about, row in rows.items():
        assert (row.to_address in listed) == (about == shelf[0])
        assert client.get(page(row)).status_code == (200 if about == shelf[0] else 302)


def test_who_reads_blind_reads_only_what_an_app_vouches_for(shelf):
    for about in (*shelf, "unknown:1", ""):
        OutboxMessageFactory(about=about)
    chief = OfficerFactory(is_superuser=True)
    register_blind(lambda officer: officer == chief)
    assert read_by(chief) == {shelf[0]}


def test_what_is_about_a_thing_that_is_gone_is_nobodys_to_read_but_the_chiefs(shelf):
    OutboxMessageFactory(about=shelf[0])
    Group.objects.all().delete()
    assert read_by(officer_who_may("view_group")) == set()
    assert read_by(officer_who_may("read_every_message")) == {shelf[0]}


def test_due_rows_and_acts_follow_the_same_rule(shelf, client):
    runs = officer_who_may("view_outboxmessage", "view_due", "view_group", "requeue_outboxmessage")
    for about in shelf:
        DueFactory(about=about)
    sign_in_officer(client, runs)
    listed = client.get(reverse("admin:messaging_due_changelist")).context["cl"].queryset
    assert [row.about for row in listed] == [shelf[0]]
    assert Due.objects.count() == 2
    for state, act in (("failed", services.requeue), ("letter", services.letter_posted)):
        mine = OutboxMessageFactory(about=shelf[0], state=state)
        theirs = OutboxMessageFactory(about=shelf[1], state=state)
        act(mine.pk, actor=runs)
        with pytest.raises(Refusal):
            act(theirs.pk, actor=runs)
        theirs.refresh_from_db()
        assert theirs.state == state


def test_reading_a_message_and_the_list_is_recorded_and_can_be_asked_for(shelf, client):
    row = OutboxMessageFactory(about=shelf[0])
    OutboxMessageFactory.create_batch(3, about=shelf[0])
    OutboxMessageFactory(about=shelf[1])
    officer, other = (officer_who_may("view_outboxmessage", "view_group") for _ in range(2))
    assert readers_of(shelf[0]) == set()

    sign_in_officer(client, officer)
    client.get(page(row))
    sign_in_officer(client, other)
    client.get(LIST, {"q": "nobody has this address"})
    assert readers_of(shelf[0]) == {officer.pk}
    client.get(LIST)

    assert readers_of(shelf[0]) == {officer.pk, other.pk}
    assert readers_of(shelf[1]) == set()
    entries = LogEntry.objects.filter(action=LogEntry.Action.ACCESS).order_by("pk")
    assert [entry.additional_data for entry in entries] == [
        {"what": "message", "rows": 1, "about": shelf[0]},
        {"what": "list of messages", "rows": 4, "about": shelf[0]},
    ]
    assert [entry.actor for entry in entries] == [officer, other]


def test_two_functions_can_not_vouch_for_one_kind():
    register_about("shelf", of_all)
    register_about("shelf", of_all)
    with pytest.raises(ValueError, match="shelf"):
        register_about("shelf", readable_by)


def test_who_reads_blind_finds_no_residents_among_the_accounts(client):
    resident = ResidentFactory(name="Demo Applicant")
    officer = officer_who_may("view_user", name="Demo Scorer")
    sign_in_officer(client, officer)
    accounts = reverse("admin:people_user_changelist")
    person = reverse("admin:people_user_change", args=[resident.pk])
    assert "Demo Applicant" in client.get(accounts).content.decode()
    assert client.get(person).status_code == 200

    register_blind(lambda reader: reader == officer)
    shown = client.get(accounts).content.decode()
    assert "Demo Applicant" not in shown
    assert "Demo Scorer" in shown
    assert "While you score without names" in shown
    assert client.get(person).status_code == 302
    assert "Demo Applicant" not in client.get(accounts, {"q": "applicant"}).content.decode()
