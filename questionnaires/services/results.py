"""How people answered a set, question by question, so that nobody can be found in it.

Every count is rounded as `core.statistics` rounds, a middle is given only where ten answered, and a
part is counted by itself only where neither it nor the rest is small.
"""

import statistics
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import TruncDate, TruncMonth
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from core.luton import LUTON
from core.statistics import FEWEST, FEWEST_APART, is_small, parts_apart, published, rounded
from questionnaires import registry
from questionnaires.conditions import shown
from questionnaires.enums import CHOICES, Kind, ResponseState
from questionnaires.models import Question, QuestionSet, Response, SurveyResponse
from questionnaires.registry import DividedBy
from questionnaires.services.sent import by_kind, choices_of, sent, versions_of
from questionnaires.values import TEXTS, is_empty, pounds

MOST_BANDS = 10
FEWEST_QUARTERED = 2 * FEWEST_APART
PENCE = 100


@dataclass(frozen=True)
class Row:
    """One answer and how many gave it, as both may be published.

    Args:
        words: the answer.
        count: how many.
        share: of those who answered, such as “35%”; "" where it would tell too much.
        length: of its bar, from 0 to 100.
    """

    words: str
    count: str
    share: str = ""
    length: int = 0


@dataclass
class Result:
    """One question and how it was answered, as it may be published.

    Args:
        rows: the answers that can be counted, in the set's order.
        apart: who gave none: those who were asked and left it, and those who weren't asked.
        figures: (words, value) of the middle of numbers, and how far they lie apart.
        is_text: whether it is answered in words, which are read and not counted.
    """

    key: str
    section: str
    label: str
    answered: str
    rows: list[Row]
    apart: list[Row]
    figures: list[tuple[str, str]] = field(default_factory=list)
    is_text: bool = False


@dataclass(frozen=True)
class Part:
    """A part of the answers that may be counted by itself.

    Args:
        code: by which an address asks for it.
        words: what it is, such as “November 2026”.
        count: how many are in it, as it may be published.
        lookup: of Response, that finds them.
    """

    code: str
    words: str
    count: str
    lookup: dict


@dataclass(frozen=True)
class Division:
    """The parts by one thing. `left_out` says whether there are others, too small to be shown."""

    words: str
    parts: list[Part]
    left_out: bool


@dataclass
class _Tally:
    """What a question counts while the responses go by."""

    asked: int = 0
    answered: int = 0
    values: Counter = field(default_factory=Counter)

    def add(self, value) -> None:
        """Count one answer to a question that was asked."""
        self.asked += 1
        if is_empty(value):
            return
        self.answered += 1
        self.values.update(value if isinstance(value, list) else [value])


def responses_to(question_set: QuestionSet) -> QuerySet[Response]:
    """The responses to a set, each with the parts that it can be counted in."""
    ward = SurveyResponse.objects.filter(response=OuterRef("pk")).values("person__ward__name")
    return Response.objects.filter(version__question_set=question_set).annotate(
        month=TruncMonth("submitted_at", tzinfo=LUTON), ward=Subquery(ward[:1])
    )


def divisions(question_set: QuestionSet) -> list[Division]:
    """How the sent answers to a set can be divided; not at all where they are special-category.

    A constant few statements. Two ways can't be put together, or their corners would be small.
    """
    if question_set.is_special:
        return []
    found = [_division(question_set, by) for by in (*DIVIDED_BY, *registry.divided_by())]
    return [division for division in found if division.parts or division.left_out]


def _division(question_set: QuestionSet, by: DividedBy) -> Division:
    rows = responses_to(question_set).sent().order_by(by.lookup).values_list(by.lookup)
    counts = dict(rows.annotate(number=Count("pk")).values_list(by.lookup, "number"))
    if len(counts) < 2:
        return Division(by.words, [], left_out=False)
    apart = [part for part in parts_apart(counts) if part is not None]
    words = by.said(apart)
    parts = [
        Part(f"{by.name}-{_code(p)}", words[p], published(counts[p]), {by.lookup: p}) for p in apart
    ]
    return Division(by.words, parts, left_out=len(parts) < len(counts))


def _code(part) -> str:
    return f"{part:%Y-%m}" if isinstance(part, date) else str(part)


def _months(parts: Iterable[date]) -> dict:
    return {part: date_format(part, "F Y") for part in parts}


def _wards(parts: Iterable[str]) -> dict:
    return {part: part for part in parts}


def _languages(parts: Iterable[str]) -> dict:
    return {part: get_language_info(part)["name_translated"] for part in parts}


def _versions(parts: Iterable[int]) -> dict:
    return {part: _("Version %(number)s") % {"number": part} for part in parts}


DIVIDED_BY = (
    DividedBy("month", gettext_lazy("By the month in which they were sent"), "month", _months),
    DividedBy("ward", gettext_lazy("By ward, where people signed in"), "ward", _wards),
    DividedBy("language", gettext_lazy("By language"), "language", _languages),
    DividedBy("version", gettext_lazy("By version of the questions"), "version__number", _versions),
)


def results(responses: QuerySet[Response]) -> tuple[int, list[Result]]:
    """How many sent answers there are, and how each question was answered, in order.

    The number is exact: it is shown as `core.statistics.published` gives it. The same few
    statements for one response and for many.
    """
    versions = versions_of(responses)
    questions = by_kind(versions)
    tallies = {pair: _Tally() for pair in questions}
    by_version = {pk: list(version.questions.all()) for pk, version in versions.items()}
    number = 0
    for one in sent(responses):
        number += 1
        for question in shown(by_version[one.version_id], one.values):
            if question.is_asked:
                tallies[question.key, question.kind].add(one.values.get(question.key))
    return number, [_result(questions[pair], tallies[pair], number) for pair in questions]


def _result(wordings: list[Question], tally: _Tally, number: int) -> Result:
    question = wordings[0]
    rows, figures = [], []
    if question.kind in CHOICES:
        rows = _rows(
            [(words, tally.values[value]) for value, words in choices_of(wordings).items()],
            of=tally.answered,
        )
    elif question.kind in (Kind.NUMBER, Kind.MONEY, Kind.DATE):
        numbers = sorted(_numbers(question.kind, tally.values))
        if len(numbers) >= FEWEST_APART:
            rows = _rows(_bands(question.kind, numbers), of=tally.answered)
            figures = _middle(question.kind, numbers)
    return Result(
        key=question.key,
        section=str(question.section.title),
        label=str(question.label),
        answered=published(tally.answered),
        rows=rows,
        apart=[
            Row(_("No answer"), published(tally.asked - tally.answered)),
            Row(_("Not asked"), published(number - tally.asked)),
        ],
        figures=figures,
        is_text=question.kind in TEXTS,
    )


def _rows(counts: list[tuple[str, int]], *, of: int) -> list[Row]:
    """Bars and shares come from what is published, never from what was counted."""
    longest = max([rounded(count) for _words, count in counts if not is_small(count)], default=0)
    return [
        Row(
            words,
            published(count),
            share="" if is_small(count) or is_small(of) else _share(count, of),
            length=0 if is_small(count) or not longest else 100 * rounded(count) // longest,
        )
        for words, count in counts
    ]


def _share(count: int, of: int) -> str:
    return f"{min(100, round(100 * rounded(count) / rounded(of)))}%" if of else ""


def _numbers(kind: str, values: Counter) -> Iterable[int]:
    """The numbers that were given; of dates, their years."""
    for value, times in values.items():
        number = date.fromisoformat(value).year if kind == Kind.DATE else value
        yield from [number] * times


def _bands(kind: str, numbers: list[int]) -> list[tuple[str, int]]:
    """How many lie in each of a few bands of equal width.

    The outermost five on either side open the first and the last band, so that nobody's own number
    is an edge.

    Args:
        numbers: at least ten, sorted.
    """
    unit = PENCE if kind == Kind.MONEY else 1
    whole = [number // unit for number in numbers]
    low, high = whole[FEWEST - 1], whole[-FEWEST]
    width = _width(low, high)
    first, last = low // width, high // width
    counts = Counter(min(max(number // width, first), last) for number in whole)
    opens = (whole[0] // width < first, whole[-1] // width > last)
    return [
        (
            _band(kind, band, width, band == first and opens[0], band == last and opens[1]),
            counts[band],
        )
        for band in range(first, last + 1)
    ]


def _width(low: int, high: int) -> int:
    """The least of 1, 2, 5, 10, 20, 50 … with which a few bands reach from `low` to `high`."""
    ten = 1
    while True:
        for times in (1, 2, 5):
            width = times * ten
            if high // width - low // width < MOST_BANDS:
                return width
        ten *= 10


def _band(kind: str, band: int, width: int, is_open_below: bool, is_open_above: bool) -> str:
    least, most = _figure(kind, band * width), _figure(kind, (band + 1) * width - 1)
    if is_open_below and is_open_above:
        return _("All")
    if is_open_below:
        return _("%(most)s or less") % {"most": most}
    if is_open_above:
        return _("%(least)s or more") % {"least": least}
    if least == most:
        return least
    return _("%(least)s to %(most)s") % {"least": least, "most": most}


def _figure(kind: str, number: float) -> str:
    if kind == Kind.DATE:
        return str(number)
    shown_number = f"{number:,.1f}".removesuffix(".0")
    return f"£{shown_number}" if kind == Kind.MONEY else shown_number


def _middle(kind: str, numbers: list[int]) -> list[tuple[str, str]]:
    """The middle of the numbers, and between what the middle half lies."""
    if kind == Kind.DATE:
        return []

    def said(number: float) -> str:
        return pounds(round(number)) if kind == Kind.MONEY else _figure(kind, number)

    found = [(_("Median"), said(statistics.median(numbers)))]
    if len(numbers) >= FEWEST_QUARTERED:
        low, _middle_one, high = statistics.quantiles(numbers, n=4, method="inclusive")
        between = _("%(low)s to %(high)s") % {"low": said(low), "high": said(high)}
        found.append((_("The middle half of the answers"), between))
    return found


def day_by_day(responses: QuerySet[Response]) -> dict[date, tuple[int, int]]:
    """{day in Luton: (how many began, how many sent)}, of days on which somebody did.

    The counts are exact: they are shown as `core.statistics.published` gives them. What was taken
    back counts in neither. Two statements.
    """
    found: dict[date, tuple[int, int]] = {}
    there = responses.exclude(state=ResponseState.WITHDRAWN).order_by()
    for place, (name, rows) in enumerate(
        (("started_at", there), ("submitted_at", responses.sent().order_by()))
    ):
        days = rows.values_list(TruncDate(name, tzinfo=LUTON)).annotate(number=Count("pk"))
        for day, number in days:
            counts = found.get(day, (0, 0))
            found[day] = (number, counts[1]) if place == 0 else (counts[0], number)
    return dict(sorted(found.items()))
