"""People for tests."""

import time

import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from people.models import User
from people.services import load_roles

PASSWORD = "a-long-test-password"


class ResidentFactory(factory.django.DjangoModelFactory):
    """A resident who has shown that the address is theirs."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"resident{n}@demo.example")
    name = factory.Sequence(lambda n: f"Demo Resident {n}")
    password = factory.LazyFunction(lambda: make_password(None))

    @factory.post_generation
    def verified(self, create, extracted, **kwargs):
        EmailAddress.objects.create(
            user=self, email=self.email, primary=True, verified=extracted is not False
        )


class OfficerFactory(ResidentFactory):
    """A member of staff who signs in with PASSWORD; give it a role or a second factor yourself."""

    email = factory.Sequence(lambda n: f"officer{n}@demo.example")
    name = factory.Sequence(lambda n: f"Demo Officer {n}")
    password = factory.LazyFunction(lambda: make_password(PASSWORD))
    is_staff = True


def role(name: str) -> Group:
    """The group of a role; loaded again where a test in a real browser has emptied the database."""
    if not Group.objects.filter(name=name).exists():
        load_roles()
    return Group.objects.get(name=name)


def officer_of(name: str, **fields) -> User:
    """An officer with exactly this role."""
    officer = OfficerFactory(**fields)
    officer.groups.add(role(name))
    return officer


def second_step(officer: User) -> str:
    """Give an officer an authenticator app; returns the code it shows now."""
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, person: User, *methods: str) -> None:
    """Sign in with these methods already shown: "password", "mfa", "code"."""
    client.force_login(person)
    session = client.session
    session["account_authentication_methods_user"] = str(person.pk)
    session["account_authentication_methods"] = [{"method": m, "at": 0} for m in methods]
    session.save()


def sign_in_officer(client, officer: User) -> None:
    """Sign an officer in as the admin asks for: password and second step."""
    sign_in(client, officer, "password", "mfa")
