"""What models of several apps share, and the one table of the core."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.leases import Leased


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


class PeriodicJob(Leased):
    """When a periodic job runs next, so that many schedulers run it once."""

    name = models.CharField(max_length=60, unique=True)
    next_run_at = models.DateTimeField(default=timezone.now)
    last_run_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(
        blank=True, help_text=_("What failed when it ran last: each row by itself, and why.")
    )

    class Meta(Leased.Meta):
        verbose_name = _("periodic job")
        ordering = ["name"]

    def __str__(self):
        return self.name
