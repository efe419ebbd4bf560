"""The way from a group's own page to its awards."""

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.registry import Line


def own_page(_person, organisation: Organisation) -> Line:
    """The way to what a group is granted."""
    return Line(
        words=_("Grants, agreements and payments"),
        url=reverse("my_awards:home", args=[organisation.slug]),
    )
