"""What publishing tells the officers' home: which awards are held back."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from collaboration_fund.rules import may_run
from officers.registry import HomePart, Waiting
from publishing.models import PublicAward


def waits(officer) -> Iterable[Waiting]:
    """Awards that aren't published because something is wrong with them."""
    if may_run(officer):
        yield Waiting(
            words=_("awards held back from publication"),
            number=PublicAward.objects.held_back().count(),
            url=f"{reverse('admin:publishing_publicaward_changelist')}?stands=held",
        )
        yield Waiting(
            words=_("grants to say in a sentence what they are for"),
            number=PublicAward.objects.published().filter(is_said=False).count(),
            url=f"{reverse('admin:publishing_publicaward_changelist')}?is_said__exact=0",
        )


PART = HomePart(waits=waits)
