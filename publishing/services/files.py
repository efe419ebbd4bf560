"""The public files: the grants of 360Giving as JSON and as a table, and the Transparency Code's."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from core.exports import csv_text
from publishing import giving
from publishing.models import PublicAward
from publishing.services.grants import publisher, registered_number

# What the Local Government Transparency Code 2015 asks of grants to voluntary organisations.
TRANSPARENCY = (
    _("Date"),
    _("Department"),
    _("Beneficiary"),
    _("Registration number"),
    _("Purpose"),
    _("Amount in pounds"),
)


@dataclass(frozen=True)
class PublicFile:
    """What a public file says, and when that changed last (aware)."""

    text: str
    changed_at: datetime


def grants_json() -> PublicFile | None:
    """All published grants as a package of 360Giving; None where nothing is published."""
    found = _published()
    if found is None:
        return None
    texts, changed_at = found
    empty = giving.as_json(giving.package([], publisher(), changed_at))
    grants = ", ".join(text.removeprefix("[").removesuffix("]") for text in texts)
    return PublicFile(f"{empty.removesuffix('[]}')}[{grants}]}}\n", changed_at)


def grants_csv() -> PublicFile | None:
    """The same grants as a table that flatten-tool reads; None where nothing is published."""
    found = _published()
    if found is None:
        return None
    texts, changed_at = found
    grants = [grant for text in texts for grant in giving.read_json(text)]
    return PublicFile(csv_text(*giving.flat(grants), mark=False), changed_at)


def transparency_csv() -> PublicFile | None:
    """The same grants as the Transparency Code asks; None where nothing is published."""
    found = _published()
    if found is None:
        return None
    rows = [
        (
            public.award.decided_on,
            settings.FUNDER_DEPARTMENT,
            share.organisation.name,
            registered_number(share.organisation),
            f"{public.award.title}: {public.purpose}",
            giving.pounds(share.pence),
        )
        for public in PublicAward.objects.published().for_reading()
        for share in public.award.shares.all()
    ]
    return PublicFile(csv_text(TRANSPARENCY, rows), found[1])


def _published() -> tuple[list[str], datetime] | None:
    """(the grants of each award as JSON, when something of all changed last)."""
    texts = [*PublicAward.objects.published().values_list("text", flat=True)]
    # What isn't published any more has changed too.
    changed_at = PublicAward.objects.aggregate(at=Max("changed_at"))["at"]
    return (texts, changed_at) if texts else None
