"""What published grants tell a group's public page."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from collaboration_fund.enums import PartnerState
from organisations.models import Organisation
from organisations.registry import Line, Section
from publishing.models import PublicAward
from questionnaires.values import pounds

MOST_SHOWN = 10


def section(organisation: Organisation) -> Iterable[Section]:
    """The published grants in which a group takes part, for everybody."""
    rows = PublicAward.objects.published().filter(
        award__application__partners__organisation=organisation,
        award__application__partners__state=PartnerState.IN,
    )
    lines = tuple(
        Line(one.award.title, one.get_absolute_url(), pounds(one.award.pence))
        for one in rows.select_related("award").distinct()[:MOST_SHOWN]
    )
    yield Section(_("Grants from the Collaboration Fund"), lines)
