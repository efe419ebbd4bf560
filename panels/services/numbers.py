"""How many people the panels engaged in a year: the council's own measure of its promise.

Counts of sessions that were held; a person who comes to three sessions counts three times as
“came”, and once as “for the first time”.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.luton import LUTON
from core.statistics import published
from panels.enums import Attendance
from panels.models import Registration, Session

MONTHS = range(1, 13)


@dataclass
class Numbers:
    """What a month, a topic or a session counted.

    Attributes:
        registered: people with a place. attended: those of them who came. walked_in: others who
            came. first: who came and never had before; again: who had. unknown: who walked in
            without a name, so that nobody can say whether they had.
    """

    sessions: int = 0
    registered: int = 0
    attended: int = 0
    walked_in: int = 0
    first: int = 0
    again: int = 0

    @property
    def came(self) -> int:
        """Everybody who came."""
        return self.attended + self.walked_in

    @property
    def unknown(self) -> int:
        """Who came without giving a name."""
        return self.came - self.first - self.again

    @property
    def figures(self) -> tuple[int, ...]:
        """Each number, in the order of the headings."""
        known = self.sessions, self.registered, self.attended, self.walked_in, self.came
        return (*known, self.first, self.again, self.unknown)

    def add(self, other: "Numbers") -> None:
        """Count `other` in."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Year:
    """A year's numbers, apart by month, topic, place and session.

    Attributes:
        wards: (ward, how many people who came live there, as it may be shown); who gave no ward is
            counted last.
    """

    year: int
    all: Numbers = field(default_factory=Numbers)
    months: dict[str, Numbers] = field(default_factory=dict)
    topics: dict[str, Numbers] = field(default_factory=dict)
    places: dict[str, Numbers] = field(default_factory=dict)
    sessions: dict[str, Numbers] = field(default_factory=dict)
    wards: list[tuple[str, str]] = field(default_factory=list)


def year_in_numbers(year: int) -> Year:
    """The numbers of the sessions held in `year`, in Luton's days; three statements."""
    begins, ends = (datetime(one, 1, 1, tzinfo=LUTON) for one in (year, year + 1))
    held = Session.objects.held().filter(starts_at__gte=begins, starts_at__lt=ends)
    found = Year(year, months={_month(year, month): Numbers() for month in MONTHS})
    came = Registration.objects.filter(
        session__in=held.order_by().values("pk"), attendance=Attendance.ATTENDED
    )
    times = _first_and_again(came)
    for session in held.with_numbers().select_related("topic", "venue__ward").order_by("starts_at"):
        first, again = times.get(session.pk, (0, 0))
        numbers = Numbers(
            sessions=1,
            registered=session.number_registered,
            attended=session.number_attended,
            walked_in=session.number_walked_in,
            first=first,
            again=again,
        )
        starts = localtime(session.starts_at)
        place = session.venue and (session.venue.ward or session.venue)
        found.all.add(numbers)
        for table, name in (
            (found.months, _month(year, starts.month)),
            (found.topics, str(session.topic)),
            (found.places, str(place or _("Online"))),
            (found.sessions, f"{date_format(starts, 'j M, H:i')}: {session}"),
        ):
            table.setdefault(name, Numbers()).add(numbers)
    found.wards = _wards(came)
    return found


def _month(year: int, month: int) -> str:
    return date_format(date(year, month, 1), "F")


def _first_and_again(came) -> dict[int, tuple[int, int]]:
    """{session: (came for the first time, had come before)}."""
    before = Registration.objects.filter(
        person=OuterRef("person"),
        attendance=Attendance.ATTENDED,
        session__starts_at__lt=OuterRef("session__starts_at"),
    )
    rows = (
        came.annotate(has_come=Exists(before))
        .values("session")
        .annotate(first=Count("pk", filter=Q(has_come=False)), all=Count("pk"))
        .values_list("session", "first", "all")
    )
    return {session: (first, every - first) for session, first, every in rows}


def _wards(came) -> list[tuple[str, str]]:
    """Where those who came live, small numbers hidden, most first."""
    rows = (
        came.values_list("person__ward__name")
        .annotate(number=Count("person", distinct=True))
        .order_by("-number", "person__ward__name")
    )
    known = [(ward, published(number)) for ward, number in rows if ward]
    return known + [(_("Ward not known"), published(number)) for ward, number in rows if not ward]


def rows_of(year: Year) -> Iterable[list]:
    """The tables of a year as rows of a file: of what, its name, each number, and residents.

    Only a ward has residents, rounded as they are published; who came twice is one of them.
    """
    yield [_("Whole year, in total"), year.year, *year.all.figures, ""]
    for words, table in (
        (_("Month"), year.months),
        (_("Topic"), year.topics),
        (_("Ward in which it was held"), year.places),
        (_("Session"), year.sessions),
    ):
        for name, numbers in table.items():
            yield [words, name, *numbers.figures, ""]
    for ward, number in year.wards:
        yield [_("Ward in which they live"), ward, *[""] * len(year.all.figures), number]
