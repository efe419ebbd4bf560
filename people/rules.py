"""Who may do what, as sentences."""

from collections.abc import Callable

import rules
from allauth.account.models import EmailAddress

from messaging.services import reads_blind


@rules.predicate
def is_verified_resident(user) -> bool:
    """Signed in, active, and has shown that the email address is theirs."""
    return bool(
        user.is_authenticated
        and user.is_active
        and EmailAddress.objects.filter(user=user, email=user.email, verified=True).exists()
    )


_readable: list[Callable] = []


def register_readable(reads_all: Callable) -> None:
    """Name a predicate: whether an officer may read all of one app that a person's account shows.

    Each app that keeps something in confidence does so from AppConfig.ready.
    """
    if reads_all not in _readable:
        _readable.append(reads_all)


def may_read_all(officer, person) -> bool:
    """Whether an officer would learn nothing new by signing in to this person's account."""
    return not reads_blind(officer) and all(reads_all(officer, person) for reads_all in _readable)
