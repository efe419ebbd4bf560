"""What the case for hubs tells the officers' home."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from investment import rules
from investment.models import Milestone, Proposal
from officers.registry import HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """What a board has to decide, and what should have been reached."""
    if not rules.may_read(officer):
        return
    yield Waiting(
        _("proposals before the board"),
        Proposal.objects.before_the_board().count(),
        f"{reverse('admin:investment_proposal_changelist')}?state__exact=board",
    )
    yield Waiting(
        _("milestones that are late"),
        # What an old plan states is kept as it stands, and nobody is asked about it.
        Milestone.objects.filter(source="").late(timezone.localdate()).count(),
        f"{reverse('admin:investment_milestone_changelist')}?late=yes",
    )


PART = HomePart(waits=waits)
