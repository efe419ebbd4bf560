"""What needs and offers say on a group's pages: what waits for its people, and what is public."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Membership, Organisation
from organisations.registry import Line, Section, Waits
from partnerships.enums import MatchState, PartnershipState
from partnerships.models import Partner, Posting, Side
from partnerships.reminders import EDITORS


def waits(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """What officers entered, matches without an answer, and proposed partnerships."""
    edited = Membership.objects.active().of(person).filter(role__in=EDITORS)
    edited = {*edited.values_list("organisation_id", flat=True)}
    mine = {one.pk: one for one in organisations if one.pk in edited}
    for posting in Posting.objects.to_confirm().filter(organisation__in=mine).order_by("pk"):
        posting.organisation = mine[posting.organisation_id]
        yield Waits(
            organisation_id=posting.organisation_id,
            words=_("Say whether what you said at an event is right: %(title)s")
            % {"title": posting.title},
            url=posting.own_url,
        )
    unanswered = Side.objects.filter(
        organisation__in=mine, says_yes=None, match__state=MatchState.SUGGESTED
    ).order_by()
    counted = unanswered.values_list("organisation").annotate(Count("pk"), Min("match"))
    for pk, number, match in counted:
        home = reverse("my_needs:home", args=[mine[pk].slug])
        one = reverse("my_needs:match", args=[mine[pk].slug, match])
        words = ngettext(
            "Answer a match for your needs and offers",
            "Answer %(number)s matches for your needs and offers",
            number,
        )
        yield Waits(
            organisation_id=pk,
            words=words % {"number": number},
            url=one if number == 1 else f"{home}#matches",
        )
    proposed = Partner.objects.filter(
        organisation__in=mine, answered_at=None, partnership__state=PartnershipState.PROPOSED
    )
    for partner in proposed.select_related("partnership"):
        yield Waits(
            organisation_id=partner.organisation_id,
            words=_("Say yes or no to a partnership: %(name)s")
            % {"name": partner.partnership.name},
            url=partner.partnership.own_url(mine[partner.organisation_id]),
        )


def own_page(_person, organisation: Organisation) -> Line:
    """The way to a group's needs, offers, matches and partnerships."""
    return Line(
        words=_("Needs and offers"),
        url=reverse("my_needs:home", args=[organisation.slug]),
        said=_("What the group needs and can give, and the groups that fit"),
    )


def section(organisation: Organisation) -> Iterable[Section]:
    """The open needs and offers of a group of the directory."""
    public = Posting.objects.public().filter(organisation=organisation)
    lines = tuple(
        Line(
            words=posting.title,
            url=f"{reverse('needs:list')}#posting-{posting.pk}",
            said=posting.get_kind_display(),
        )
        for posting in public
    )
    yield Section(heading=_("Needs and offers"), lines=lines)
