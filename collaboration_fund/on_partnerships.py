"""What the fund tells of partnerships: what can be begun, what came of it, what it granted."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award, Edition, Partner, Round
from partnerships import registry
from partnerships.registry import Act, Step
from questionnaires.values import pounds

AGREED = (AwardState.AGREED, AwardState.CLOSED)


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
    """The applications that it began, when each was first received, and the grants agreed to."""
    for application in partnership.fund_applications.select_related("round"):
        said = {"round": application.round}
        url = application.get_absolute_url()
        yield Step(application.created_at, _("An application in “%(round)s” was begun") % said, url)
        first = (
            Edition.objects.filter(entry__application=application).order_by("received_at").first()
        )
        if first:
            yield Step(first.received_at, _("The application was sent"), url)
        award = Award.objects.filter(application=application, state__in=AGREED).first()
        if award:
            agreed = award.moves.get(to_state=AwardState.AGREED)
            words = _("A grant of %(amount)s was agreed") % {"amount": pounds(award.pence)}
            yield Step(agreed.at, words, url)


def all_awards() -> list[registry.Award]:
    """Every grant that its groups agreed to, with all groups of it, in two statements."""
    awards = [*Award.objects.filter(state__in=AGREED).select_related("application")]
    groups: dict[int, list[int]] = {}
    rows = Partner.objects.taking_part().filter(application__award__in=awards)
    for application, group in rows.order_by("-is_lead", "pk").values_list(
        "application", "organisation"
    ):
        groups.setdefault(application, []).append(group)
    return [
        registry.Award(
            award.decided_on,
            groups.get(award.application_id, []),
            award.application.partnership_id,
        )
        for award in awards
    ]
