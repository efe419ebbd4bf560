"""Foreign keys follow the same order as imports, which import-linter can't see."""

import tomllib
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

from core.moves import MoveRecord

PYPROJECT = settings.BASE_DIR / "pyproject.toml"


def rows() -> dict[str, int]:
    """Each room with its row in the layers of pyproject.toml; 0 is the lowest."""
    contracts = tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
    [contract] = [c for c in contracts if c["name"] == "Rooms import downward only"]
    return {
        room.strip(): number
        for number, row in enumerate(reversed(contract["layers"]))
        for room in row.split("|")
    }


def upward(fields) -> list[str]:
    """The relations that lead to a room above, or to a neighbour on the same row."""
    row = rows()
    return [
        f"{field.model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for field in fields
        if (here := field.model._meta.app_label) in row
        and (there := field.related_model._meta.app_label) in row
        and here != there
        and row[there] >= row[here]
    ]


def relations() -> list[models.Field]:
    """Every relation that a model itself declares, many-to-many included."""
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
    ]


def test_every_room_of_ours_is_in_the_layers():
    ours = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }
    assert ours <= set(rows())


def test_foreign_keys_lead_downward():
    assert len(relations()) > 10
    assert upward(relations()) == []


def test_a_key_that_leads_up_would_be_found():
    [ward] = [f for f in relations() if f.model._meta.label == "people.User" and f.name == "ward"]

    class Upside:
        model, name, related_model = ward.related_model, "person", ward.model

    assert upward([Upside]) == ["places.Ward.person -> people.User"]


def test_the_kernel_holds_no_tables():
    assert MoveRecord._meta.abstract
    assert list(apps.get_app_config("core").get_models()) == []
