"""What activities tell a group's pages: its own, its public one, and what waits for its people."""

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.enums import ActivityState
from activities.models import Activity
from hubs.words import rule_words
from organisations.enums import Role
from organisations.models import Membership, Organisation
from organisations.registry import Line, Section, Waits

MOST_SHOWN = 10


def own_page(_person, organisation: Organisation) -> Line:
    """The way to the activities that a group runs at hubs."""
    return Line(
        words=_("Activities at hubs"), url=reverse("my_activities:home", args=[organisation.slug])
    )


def section(organisation: Organisation) -> Iterable[Section]:
    """What a group runs at hubs, for everybody."""
    rows = Activity.objects.public().filter(organisation=organisation).select_related("hub__venue")
    lines = tuple(
        Line(one.title, one.get_absolute_url(), f"{rule_words(one)}, {one.hub}")
        for one in rows[:MOST_SHOWN]
    )
    yield Section(_("Activities at hubs"), lines)


def waits(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """Activities of which nobody said for three months that they take place, or that a hub didn't
    take.
    """
    acting = Membership.objects.active().of(person).exclude(role=Role.VIEWER)
    mine = acting.filter(organisation__in=organisations).values("organisation")
    rows = Activity.objects.filter(organisation__in=mine).select_related("organisation")
    due = rows.filter(pk__in=Activity.objects.to_assure().values("pk"))
    declined = rows.filter(state=ActivityState.DECLINED)
    for found, words in (
        (due, _("Does “%(title)s” still take place? Say so")),
        (declined, _("The hub didn’t take “%(title)s”: read why")),
    ):
        for one in found:
            yield Waits(
                one.organisation_id,
                words % {"title": one.title},
                reverse("my_activities:activity", args=[one.organisation.slug, one.pk]),
            )
