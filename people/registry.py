"""Every field that holds personal data: why we have it, by what right, and for how long.

Each app registers its own models from AppConfig.ready, and says once for each model from which
dates its periods count. A test walks every key that leads to a person and fails when a field of a
model on the way is neither registered nor declared not personal. docs/personal-data.md is written
from here.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import DateField, DateTimeField, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Lawful bases of UK GDPR article 6(1), in plain words.
PUBLIC_TASK = _("Our task as a council (public task)")
CONSENT = _("You said yes (consent)")
LEGAL_DUTY = _("The law asks for it (legal obligation)")

DAYS_A_YEAR = 365


@dataclass(frozen=True)
class Keep:
    """For how long something is kept: in words for people, in years for a program.

    Args:
        words: what people read.
        years: after the latest of the dates that the model counts from; 0 where something else ends
            it, such as a withdrawn consent, which deletes it at once.
    """

    words: Words
    years: int = 0

    def __str__(self) -> str:
        return str(self.words)


WITH_ACCOUNT = Keep(_("While you have an account, and 2 years after you last signed in"), years=2)


@dataclass(frozen=True)
class Personal:
    """One personal field: `model` as "app.Model"."""

    model: str
    field: str
    purpose: Words
    basis: Words
    keep: Keep


_personal: dict[tuple[str, str], Personal] = {}
_not_personal: set[tuple[str, str]] = set()
_counts_from: dict[str, list[str]] = {}


def register_personal(
    model: str, *fields: str, purpose: Words, basis: Words = PUBLIC_TASK, keep: Keep = WITH_ACCOUNT
) -> None:
    """Say why, by what right and for how long we hold these fields of `model` ("app.Model")."""
    for field in fields:
        _personal[model, field] = Personal(model, field, purpose, basis, keep)


def not_personal(model: str, *fields: str) -> None:
    """Say that these fields of `model` ("app.Model") tell nothing about a person."""
    _not_personal.update((model, field) for field in fields)


def counts_from(model: str, *lookups: str) -> None:
    """Say from which dates the periods of `model` ("app.Model") count, as lookups from a row.

    Where a row has several, the latest counts; another app that keeps rows of the model adds its
    own.
    """
    _counts_from.setdefault(model, []).extend(
        lookup for lookup in lookups if lookup not in _counts_from.get(model, ())
    )


def dates_of(model: str) -> list[str]:
    """The lookups from which the periods of `model` count."""
    return [*_counts_from.get(model, ())]


def overdue(personal: Personal, now: datetime | None = None) -> QuerySet:
    """The rows whose period for this field is over; none where no date ends it.

    Args:
        now: aware moment to compare with; this moment by default.
    """
    model = apps.get_model(personal.model)
    rows = model._base_manager.all()
    lookups = dates_of(personal.model)
    if not personal.keep.years or not lookups:
        return rows.none()
    until = (now or timezone.now()) - timedelta(days=DAYS_A_YEAR * personal.keep.years)
    over, known = Q(), Q()
    for lookup in lookups:
        last = until if isinstance(field_of(model, lookup), DateTimeField) else until.date()
        over &= Q(**{f"{lookup}__lt": last}) | Q(**{f"{lookup}__isnull": True})
        known |= Q(**{f"{lookup}__isnull": False})
    return rows.filter(over, known)


def field_of(model, lookup: str) -> DateField:
    """The date or moment that a lookup from `model` leads to."""
    *path, name = lookup.split("__")
    for step in path:
        model = model._meta.get_field(step).related_model
    return model._meta.get_field(name)


def personal_fields() -> list[Personal]:
    """All that is registered, in the order of model and field."""
    return [_personal[key] for key in sorted(_personal)]


def is_declared(model: str, field: str) -> bool:
    """Whether somebody has said what this field is."""
    return (model, field) in _personal or (model, field) in _not_personal
