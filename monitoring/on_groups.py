"""The way from a group's own page to the reports on its grants."""

from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.models import Organisation
from organisations.registry import Line


def own_page(_person, organisation: Organisation) -> Line:
    """The way to the reports that a group writes or takes part in."""
    return Line(
        words=_("Reports on grants"),
        url=reverse("my_monitoring:home", args=[organisation.slug]),
    )
