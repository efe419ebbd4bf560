"""The invented people that anyone may sign in as, in a demonstration only."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from people import services
from people.models import User
from people.roles import (
    FUND_OFFICER,
    HUB_OFFICER,
    PANELS_OFFICER,
    RECRUITMENT_OFFICER,
    SELECTION_PANEL,
)

RESIDENT_EMAIL = "resident@demo.example"
OFFICER_EMAIL = "officer@demo.example"
GROUP_EMAIL = "group@demo.example"
SCORER_EMAIL = "scorer@demo.example"
OFFICER_PASSWORD = "demo-officer-Luton"  # noqa: S105 (printed for anyone; refused in production)


@transaction.atomic
def seed() -> tuple[User, User]:
    """Make the demo resident and the demo officer, or find them. Returns both.

    Raises:
        ImproperlyConfigured: in production, where a known password must not exist.
    """
    if settings.PRODUCTION:
        raise ImproperlyConfigured("Demo people are for demonstrations; this is production.")
    services.load_roles()
    resident = known(RESIDENT_EMAIL, "Demo Resident")
    own = (PANELS_OFFICER, RECRUITMENT_OFFICER, FUND_OFFICER, HUB_OFFICER)
    officer = staff(OFFICER_EMAIL, "Demo Officer", *own)
    staff(SCORER_EMAIL, "Demo Scorer", SELECTION_PANEL)
    return resident, officer


def known(email: str, name: str) -> User:
    """An invented resident whose address is proven; or find them."""
    return _proved(services.person_for(email=email, name=name))


def group_owners() -> tuple[User, User, User]:
    """The invented owners of groups; anyone may sign in as the first."""
    return (
        known(GROUP_EMAIL, "Demo Group Owner"),
        known("group2@demo.example", "Demo Second Owner"),
        known("group3@demo.example", "Demo Third Owner"),
    )


def staff(email: str, name: str, *roles: str) -> User:
    """An invented officer with these roles, OFFICER_PASSWORD and a second step; or find them."""
    officer = known(email, name)
    if not officer.is_staff:
        officer.is_staff = True
        officer.set_password(OFFICER_PASSWORD)
        officer.save(update_fields=["is_staff", "password"])
    officer.groups.add(*Group.objects.filter(name__in=roles))
    if not is_mfa_enabled(officer, [Authenticator.Type.TOTP]):
        TOTP.activate(officer, generate_totp_secret())
    return officer


def _proved(person: User) -> User:
    """Mark an invented person, and their address as shown to be theirs."""
    User.objects.filter(pk=person.pk).update(is_demo=True)
    EmailAddress.objects.filter(user=person, email=person.email).update(verified=True)
    person.refresh_from_db()
    return person
