"""Accounts: one for each address, whoever asks and however often."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.db.models import ProtectedError
from django.utils import timezone

from core.refusal import Refusal
from core.sweeps import watched
from messaging.models import OutboxMessage
from people import services
from people.models import User
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def test_a_new_address_gets_an_account_without_password_or_proof():
    person = services.person_for(email=" New@Demo.Example ", name=" Demo New ", postcode="lu12bq")

    assert (person.email, person.name, person.postcode) == (
        "new@demo.example",
        "Demo New",
        "LU1 2BQ",
    )
    assert not person.has_usable_password()
    assert list(person.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("new@demo.example", False, True)
    ]


def test_a_known_address_gives_the_account_untouched():
    known = ResidentFactory(email="known@demo.example", name="Demo Known")

    person = services.person_for(email="KNOWN@demo.example", name="Demo Other", postcode="LU1 2BQ")

    assert (person.pk, person.name, person.postcode) == (known.pk, "Demo Known", "")
    assert person.emailaddress_set.get().verified


def test_known_and_unknown_addresses_take_the_same_statements(django_assert_num_queries):
    with django_assert_num_queries(5):
        services.person_for(email="new@demo.example")
    with django_assert_num_queries(5):
        services.person_for(email="new@demo.example")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "x" * 10_000}, "name"),
        ({"email": "nonsense"}, "email"),
        ({"postcode": "nonsense"}, "postcode"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cant_be_stored_is_refused_by_field(values, field):
    with pytest.raises(Refusal) as refusal:
        services.person_for(**({"email": "new@demo.example"} | values))

    assert refusal.value.field == field
    assert not User.objects.exists()


def test_completing_a_profile_fills_only_what_is_empty():
    person = ResidentFactory(name="Demo Known", access_needs="")

    services.complete_profile(
        person=person, actor=person, name="Demo Other", postcode="LU1 2BQ", access_needs="A ramp"
    )

    person.refresh_from_db()
    assert (person.name, person.postcode, person.access_needs) == (
        "Demo Known",
        "LU1 2BQ",
        "A ramp",
    )


def unproved(**fields):
    day_before_yesterday = timezone.now() - timedelta(days=2)
    return ResidentFactory(verified=False, date_joined=day_before_yesterday, **fields)


def test_an_account_that_nobody_proved_is_forgotten_after_a_day_without_a_trace():
    person = unproved()
    EmailAddress.objects.update(verified=False)
    LogEntry.objects.all().delete()

    assert services.forget_unproved() == 1

    assert not User.objects.filter(pk=person.pk).exists()
    assert not LogEntry.objects.exists()
    assert services.forget_unproved() == 0


def test_proved_new_staff_and_demo_accounts_and_codes_in_use_are_kept():
    ResidentFactory(date_joined=timezone.now() - timedelta(days=2))
    ResidentFactory(verified=False)
    unproved(is_staff=True)
    unproved(is_demo=True)
    asked = unproved()
    OutboxMessage.objects.create(
        key="code", kind="people.code", recipient=asked.reference, give_up_at=timezone.now()
    )

    assert services.forget_unproved() == 0


def test_an_account_that_something_hangs_on_is_kept(monkeypatch):
    person = unproved()

    def protected(self):
        raise ProtectedError("kept by a registration", set())

    monkeypatch.setattr(User, "delete", protected)

    assert services.forget_unproved() == 0
    assert User.objects.filter(pk=person.pk).exists()


def test_an_account_that_can_not_be_forgotten_stops_no_other(monkeypatch):
    bad, good = unproved(), unproved()
    delete = User.delete

    def fail_for_bad(self):
        if self.pk == bad.pk:
            raise RuntimeError("no disk")
        return delete(self)

    monkeypatch.setattr(User, "delete", fail_for_bad)

    with watched() as failures:
        assert services.forget_unproved() == 1
    assert list(User.objects.filter(pk__in=[bad.pk, good.pk])) == [bad]
    assert str(failures) == f"_forget {bad.pk}: RuntimeError: no disk"
