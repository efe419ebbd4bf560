"""Every thing with a page has an address there."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.factories.panels import SessionFactory

ADDRESSED = [
    (model, field.name)
    for model in apps.get_models()
    if not model._meta.proxy
    for field in model._meta.local_fields
    if isinstance(field, models.SlugField)
]


@pytest.mark.parametrize(("model", "field"), ADDRESSED, ids=str)
def test_the_database_refuses_an_empty_address(model, field):
    rules = [
        rule
        for rule in model._meta.constraints
        if rule.name.endswith("_has_an_address") and f"'{field}'" in str(rule.condition)
    ]
    assert len(rules) == 1


@pytest.mark.django_db
def test_the_rule_stands_in_the_database_itself():
    session = SessionFactory()
    with connection.cursor() as cursor, pytest.raises(IntegrityError), transaction.atomic():
        cursor.execute("UPDATE panels_session SET slug = '' WHERE id = %s", [session.pk])
