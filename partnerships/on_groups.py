"""What needs and offers say on a group's pages: what waits for its people, and what is public."""

from collections.abc import Iterable, Sequence

from django.db.models import Count
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

    def waiting(counted, say):
        for pk, number in counted.values_list("organisation").annotate(number=Count("pk")):
            url = reverse("my_needs:home", args=[mine[pk].slug])
            yield Waits(organisation_id=pk, words=say(number) % {"number": number}, url=url)

    yield from waiting(
        Posting.objects.to_confirm().filter(organisation__in=mine).order_by(),
        lambda number: ngettext(
            "Say whether what you said at an event is right",
            "Say whether %(number)s things that you said at an event are right",
            number,
        ),
    )
    yield from waiting(
        Side.objects.filter(
            organisation__in=mine, says_yes=None, match__state=MatchState.SUGGESTED
        ).order_by(),
        lambda number: ngettext(
            "Answer a match for your needs and offers",
            "Answer %(number)s matches for your needs and offers",
            number,
        ),
    )
    yield from waiting(
        Partner.objects.filter(
            organisation__in=mine, answered_at=None, partnership__state=PartnershipState.PROPOSED
        ).order_by(),
        lambda number: ngettext(
            "Say yes or no to a partnership",
            "Say yes or no to %(number)s partnerships",
            number,
        ),
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
