"""Every field that tells something about a person is in the registry of personal data."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.db.models import DateField
from django.utils import timezone

from people.registry import (
    Keep,
    Personal,
    dates_of,
    field_of,
    is_declared,
    overdue,
    personal_fields,
)
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import ResidentFactory

# They name people by a reference or a random subject, without a key.
WITHOUT_KEY = {"messaging.OutboxMessage", "messaging.OptOut", "questionnaires.Response"}


def models_about_people() -> list:
    """Models from which keys lead to a person, by any number of steps."""
    found = {get_user_model(), *map(apps.get_model, WITHOUT_KEY)}
    models = [model for model in apps.get_models() if not model._meta.proxy]
    while True:
        more = {
            model
            for model in models
            if any(field.related_model in found for field in model._meta.concrete_fields)
        }
        if more <= found:
            return sorted(found, key=lambda model: model._meta.label)
        found |= more


def personal_candidates() -> list[tuple[str, str]]:
    """Each concrete field of those models but the row number."""
    return [
        (model._meta.label, field.name)
        for model in models_about_people()
        for field in model._meta.concrete_fields
        if not field.primary_key
    ]


def test_the_walk_finds_models_about_people():
    labels = {model._meta.label for model in models_about_people()}
    assert labels > WITHOUT_KEY
    by_steps = {"assessment.Score", "assessment.Declaration", "recruitment.Offer"}
    assert labels > {"account.EmailAddress", "questionnaires.Answer", *by_steps}


@pytest.mark.parametrize("label", sorted({label for label, _field in personal_candidates()}))
def test_every_field_is_registered_or_declared_not_personal(label):
    missing = [
        field
        for model, field in personal_candidates()
        if model == label and not is_declared(model, field)
    ]
    assert missing == [], (
        f"Register these fields of {label} with people.registry.register_personal, or declare "
        "them with not_personal, from the app's AppConfig.ready."
    )


def test_everything_registered_exists_and_says_why_by_what_right_and_how_long():
    fields = {(m._meta.label, f.name) for m in apps.get_models() for f in m._meta.get_fields()}
    for personal in personal_fields():
        assert (personal.model, personal.field) in fields
        assert personal.purpose
        assert personal.basis
        assert personal.keep


def test_every_period_says_its_years_and_from_when_it_counts():
    for personal in personal_fields():
        keep = personal.keep
        said = [word for word in str(keep).split() if word.isdigit() and "minutes" not in str(keep)]
        assert said == ([str(keep.years)] if keep.years else []), personal
        assert bool(dates_of(personal.model)) or not keep.years, personal
    for model in {personal.model for personal in personal_fields()}:
        for lookup in dates_of(model):
            assert isinstance(field_of(apps.get_model(model), lookup), DateField)


@pytest.mark.django_db
def test_a_program_finds_what_is_over():
    now = timezone.now()

    def registered(years: float):
        ended = now - timedelta(days=365 * years)
        session = SessionFactory(starts_at=ended - timedelta(hours=2), ends_at=ended)
        return RegistrationFactory(session=session)

    over, _not_over = registered(2.1), registered(1.9)
    field = next(
        one
        for one in personal_fields()
        if (one.model, one.field) == ("panels.Registration", "access_needs")
    )
    assert list(overdue(field)) == [over]
    assert set(overdue(field, now + timedelta(days=365))) == {over, _not_over}
    for one in personal_fields():
        list(overdue(one)[:1])


@pytest.mark.django_db
def test_the_latest_date_counts_and_what_no_date_ends_is_never_over():
    long_ago = timezone.now() - timedelta(days=1000)
    account = Personal("people.User", "name", "why", "right", Keep("2 years", years=2))
    away = ResidentFactory(last_login=None)
    back = ResidentFactory(last_login=timezone.now())
    get_user_model().objects.update(date_joined=long_ago)
    assert list(overdue(account)) == [away]
    consent = Personal("people.User", "name", "why", "right", Keep("Until you say no"))
    assert not overdue(consent).exists()
    assert back not in overdue(account)
