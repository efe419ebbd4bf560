"""What the feed says: public activities, as services, in a fixed number of statements."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from activities.enums import Access, Kind
from activities.models import Activity
from hubs.enums import HowOften
from hubs.models import Hub
from oruk.keys import id_of, key_of, number_of
from places.points import metres_between

TAXONOMIES = {1: "What it is about", 2: "What is done so that everybody can take part"}


@dataclass(frozen=True)
class Term:
    """A word of one of the two lists that activities are marked with."""

    id: str
    name: str
    code: str
    taxonomy: int


def _terms(choices, taxonomy: int) -> list[Term]:
    return [
        Term(
            id_of("term", number_of(f"{taxonomy}:{one.value}")), str(one.label), one.value, taxonomy
        )
        for one in choices
    ]


def terms() -> list[Term]:
    """Every term, in the language of the feed."""
    return _terms(Kind, 1) + _terms(Access, 2)


def services(asked: dict):
    """The public activities that fit, in an order that stays.

    Args:
        asked: what `ServicesForm` or `PlacesForm` found.
    """
    rows = Activity.objects.public().order_by("pk")
    if words := (asked.get("search") or "").strip():
        group = Q(organisation__name__icontains=words) | Q(run_by__icontains=words)
        rows = rows.filter(Q(title__icontains=words) | Q(about__icontains=words) | group)
    if asked.get("minimum_age") is not None:
        rows = rows.filter(youngest__gte=asked["minimum_age"])
    if asked.get("maximum_age") is not None:
        rows = rows.filter(oldest__lte=asked["maximum_age"])
    if asked.get("start_time"):
        rows = rows.filter(begins__gte=asked["start_time"])
    if asked.get("end_time"):
        rows = rows.filter(ends__lte=asked["end_time"])
    if asked.get("day"):
        rows = rows.filter(_on(asked["day"]))
    if asked.get("taxonomy_term_id"):
        rows = rows.filter(_marked(str(asked["taxonomy_term_id"])))
    if asked.get("taxonomy_id"):
        rows = rows.filter(_of(str(asked["taxonomy_id"])))
    if asked.get("postcode"):
        rows = rows.filter(hub__in=_near(asked["postcode"], asked.get("proximity")))
    return rows


def _on(weekday: int) -> Q:
    """On a weekday, Monday being 1; what comes back by the day of the month is on any."""
    by_date = Q(how_often__in=[HowOften.ONCE, HowOften.MONTH_WEEKDAY, HowOften.MONTH_LAST])
    weekly = Q(how_often=HowOften.WEEKLY, weekdays__contains=str(weekday))
    return weekly | (by_date & Q(starts_on__iso_week_day=weekday)) | Q(how_often=HowOften.MONTH_DAY)


def _marked(term_id: str) -> Q:
    term = next((one for one in terms() if one.id == term_id), None)
    if term is None:
        return Q(pk=None)
    return Q(kind=term.code) if term.taxonomy == 1 else Q(access__kind=term.code)


def _of(taxonomy_id: str) -> Q:
    """Everything has a kind; some say what they do so that everybody can take part."""
    if taxonomy_id == id_of("taxonomy", 1):
        return Q()
    if taxonomy_id == id_of("taxonomy", 2):
        return Q(pk__in=Activity.objects.filter(access__isnull=False).values("pk"))
    return Q(pk=None)


def _near(point, metres: int | None) -> list[int]:
    """The hubs within so many metres; a mile where nobody says how many."""
    hubs = Hub.objects.exclude(easting=None)
    return [hub.pk for hub in hubs if metres_between(point, hub.point) <= (metres or 1609)]


def with_all(rows):
    """With everything that the feed says of each."""
    return rows.with_details().prefetch_related(
        "hub__notices", "hub__facts", "organisation__numbers"
    )


def service(uuid: UUID) -> Activity | None:
    """The public activity of an id; None where there is none."""
    key = key_of("service", uuid)
    return with_all(Activity.objects.public()).filter(pk=key).first() if key else None
