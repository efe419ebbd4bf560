"""What models of several apps share. No model of its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _


def has_address(name: str, *, field: str = "slug") -> models.CheckConstraint:
    """A constraint for each model that has a page: its address there is never empty.

    An empty one can't be linked to, so every list that shows the thing would fail.

    Args:
        name: of the table, before the constraint's own words.
        field: the column with the address.
    """
    return models.CheckConstraint(
        condition=~models.Q(**{field: ""}),
        name=f"{name}_has_an_address",
        violation_error_message=_("Enter an address for the page, in Latin letters."),
    )


def is_known(name: str, **column) -> models.CheckConstraint:
    """A constraint for a column of choices: it holds one of them.

    Args:
        name: of the table, before the constraint's own words.
        column: the column and its choices: `is_known("draw", state=DrawState)`.
    """
    [(field, choices)] = column.items()
    return models.CheckConstraint(
        condition=models.Q(**{f"{field}__in": choices.values}), name=f"{name}_{field}_is_known"
    )
