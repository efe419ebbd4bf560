"""What the fund says on a partnership's page: what it can begin, and what came of it."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from collaboration_fund.models import Edition, Round
from partnerships.registry import Act, Step


def start_act(_person, partnership, organisation) -> Act | None:
    """The way to an application in the round that closes first, where a round is open."""
    round = Round.objects.taking_new(timezone.now()).order_by("stages__closes_at").first()
    if round is None or partnership.fund_applications.live().filter(round=round).exists():
        return None
    address = reverse("collaboration_fund:apply", args=[round.slug])
    query = urlencode({"partnership": partnership.pk, "group": organisation.slug})
    words = _("Apply together in “%(round)s”") % {"round": round}
    return Act(words, f"{address}?{query}")


def steps_of(partnership) -> Iterable[Step]:
    """The applications that it began, and when each was first received."""
    for application in partnership.fund_applications.select_related("round"):
        said = {"round": application.round}
        url = application.get_absolute_url()
        yield Step(application.created_at, _("An application in “%(round)s” was begun") % said, url)
        first = (
            Edition.objects.filter(entry__application=application).order_by("received_at").first()
        )
        if first:
            yield Step(first.received_at, _("The application was sent"), url)
