"""Every field that holds personal data: why we have it, by what right, and for how long.

Each app registers its own models from AppConfig.ready. A test fails when a field of a model that
leads to a person is neither registered nor declared not personal.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Lawful bases of UK GDPR article 6(1), in plain words.
PUBLIC_TASK = _("Our task as a council (public task)")
CONSENT = _("You said yes (consent)")
LEGAL_DUTY = _("The law asks for it (legal obligation)")

WITH_ACCOUNT = _("While you have an account, and 2 years after you last signed in")


@dataclass(frozen=True)
class Personal:
    """One personal field: `model` as "app.Model"."""

    model: str
    field: str
    purpose: Words
    basis: Words
    keep: Words


_personal: dict[tuple[str, str], Personal] = {}
_not_personal: set[tuple[str, str]] = set()


def register_personal(
    model: str, *fields: str, purpose: Words, basis: Words = PUBLIC_TASK, keep: Words = WITH_ACCOUNT
) -> None:
    """Say why, by what right and for how long we hold these fields of `model` ("app.Model")."""
    for field in fields:
        _personal[model, field] = Personal(model, field, purpose, basis, keep)


def not_personal(model: str, *fields: str) -> None:
    """Say that these fields of `model` ("app.Model") tell nothing about a person."""
    _not_personal.update((model, field) for field in fields)


def personal_fields() -> list[Personal]:
    """All that is registered, in the order of model and field."""
    return [_personal[key] for key in sorted(_personal)]


def is_declared(model: str, field: str) -> bool:
    """Whether somebody has said what this field is."""
    return (model, field) in _personal or (model, field) in _not_personal
