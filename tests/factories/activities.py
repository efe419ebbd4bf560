"""Activities for tests, all invented."""

from dataclasses import dataclass
from datetime import date, time, timedelta

import factory
from django.utils import timezone

from activities.enums import ActivityState, Kind
from activities.models import Activity, ChangedDate, Follower, Stretch
from hubs.enums import HowOften
from tests.factories.hubs import HubFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

# A Tuesday far from any change of the clock.
TUESDAY = date(2026, 6, 9)


class ActivityFactory(factory.django.DjangoModelFactory):
    """A listed activity, every Tuesday from 10 to 12."""

    class Meta:
        model = Activity

    hub = factory.SubFactory(HubFactory)
    slug = factory.Sequence(lambda n: f"demo-activity-{n}")
    state = ActivityState.LISTED
    title = factory.Sequence(lambda n: f"Demo activity {n}")
    about = "Tea, company and help with forms."
    kind = Kind.ADVICE
    starts_on = date(2020, 1, 7)
    begins, ends = time(10), time(12)
    how_often, weekdays = HowOften.WEEKLY, "2"
    assured_on = factory.LazyFunction(timezone.localdate)


def every_day(**fields) -> Activity:
    """One that takes place each day."""
    return ActivityFactory(weekdays="1234567", **fields)


@dataclass(frozen=True)
class Activities:
    """An activity of a group at a hub, with something on each of its pages."""

    activity: Activity
    stretch: Stretch

    def arguments(self) -> dict[str, dict]:
        """The arguments of the addresses of activities."""
        public, day = {"slug": self.activity.slug}, timezone.localdate().isoformat()
        found = {f"activities:{name}": public for name in ("activity", "follow", "feed")}
        pages = ("change", "assure", "away", "end", "again", "activity")
        for space, slug, more in (
            ("my_hub_activities", self.activity.hub.slug, ("when", "take", "decline")),
            ("my_activities", self.activity.organisation.slug, ()),
        ):
            owner = {"slug": slug}
            one = owner | {"pk": self.activity.pk}
            found |= {f"{space}:{name}": one for name in (*pages, *more)}
            dates = ("cancel_date", "move_date", "restore_date")
            found |= {f"{space}:{name}": one | {"day": day} for name in dates}
            found[f"{space}:end_away"] = one | {"stretch": self.stretch.pk}
            found |= {f"{space}:{name}": owner for name in ("home", "new")}
        hub = {"slug": self.activity.hub.slug}
        return found | {f"my_hub_activities:{name}": hub for name in ("relocate", "back")}


def make_activities(hub, organisation, person) -> Activities:
    """An activity of this group at this hub, which this person follows."""
    activity = every_day(hub=hub, organisation=organisation, pence=0, youngest=16)
    activity.languages.create(code="ur")
    activity.access.create(kind="loop")
    today = timezone.localdate()
    stretch = Stretch.objects.create(
        activity=activity, first=today + timedelta(days=9), last=None, why="The floor is mended."
    )
    tomorrow = today + timedelta(days=1)
    ChangedDate.objects.create(activity=activity, day=tomorrow, state="cancelled", why="A strike")
    Follower.objects.create(activity=activity, person=person)
    return Activities(activity, stretch)


def of_a_group(**fields) -> tuple[Activity, object]:
    """(a listed activity of a group, somebody who acts for the group)."""
    group = OrganisationFactory()
    person = MembershipFactory(organisation=group, role="owner").person
    return ActivityFactory(organisation=group, **fields), person
