"""Every field that tells something about a person is in the registry of personal data."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from people.registry import is_declared, personal_fields

# Models that hold personal data without a foreign key to a person.
WITHOUT_KEY = {
    "people.User",
    "messaging.OutboxMessage",
    "messaging.OptOut",
    "panels.SessionFeedback",
    "questionnaires.Response",
    "questionnaires.Answer",
    "questionnaires.AnswerFile",
    "questionnaires.Submission",
    "taskforce.MemberRole",
    "taskforce.PublicationConsent",
    "taskforce.Interest",
    "taskforce.ExpenseClaim",
    "taskforce.Receipt",
    "taskforce.Photo",
    "taskforce.Attendance",
    "taskforce.Action",
    "taskforce.Engagement",
    "taskforce.Turnout",
    "taskforce.Candidate",
}


def models_about_people() -> list:
    """Models with a key to a person, of ours and of what we installed."""
    person = get_user_model()
    return [
        model
        for model in apps.get_models(include_auto_created=False)
        if not model._meta.proxy
        and (
            model._meta.label in WITHOUT_KEY
            or any(field.related_model is person for field in model._meta.concrete_fields)
        )
    ]


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
    assert "account.EmailAddress" in labels


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
