"""The record of buildings names nobody: firms and roles alone."""

from buildings import models
from people.registry import not_personal


def declare() -> None:
    """Say so of each field that could be taken for a person's."""
    for name in models.__all__:
        model = getattr(models, name)
        fields = [field.name for field in model._meta.concrete_fields]
        not_personal(f"buildings.{name}", *fields)
