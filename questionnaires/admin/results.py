"""The results of a set: how many began and sent, and each question counted."""

from datetime import date, timedelta
from itertools import groupby

from django.contrib import messages
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.exports import CONTENT_TYPES, table_response
from core.statistics import is_small, published, rounded
from officers.charts import columns
from questionnaires import rules, services
from questionnaires.services.results import Division, Part, Result

MOST_COLUMNS = 31


def results_view(model_admin, request, question_set):
    """Everybody's answers in counts, or those of one part of them; as a file where it is asked."""
    ways = services.divisions(question_set)
    part = _asked_part(ways, request.GET.get("part", ""))
    if request.GET.get("part") and part is None:
        words = _(
            "Too few answered in that part, or outside it, to count it by itself: this is all."
        )
        messages.warning(request, words)
    responses = services.responses_to(question_set)
    if part:
        responses = responses.filter(**part.lookup)
    number, found = services.results(responses)
    reads = rules.can_read_answers(request.user, question_set)
    tags = services.tags_of(question_set) if reads and not part else {}
    kind = request.GET.get("kind")
    if kind in CONTENT_TYPES:
        name = f"{question_set.key} results {part.code if part else ''}"
        headings = [_("Section"), _("Question"), _("Answer"), _("People"), _("Share")]
        return table_response(headings, _rows(found, tags), kind=kind, name=name)
    days = _by_time(services.day_by_day(responses))
    return model_admin.page(
        request,
        question_set,
        _("Results"),
        "admin/questionnaires/results.html",
        ways=ways,
        part=part,
        began=published(sum(began for _day, began, _sent in days)),
        sent=published(number),
        days=[(words, published(began), published(sent)) for words, began, sent in days],
        chart=columns(
            _("How many sent their answers, over time. The table below has the same figures."),
            [(words, 0 if is_small(sent) else rounded(sent)) for words, _began, sent in days],
        ),
        results=[
            (result, [(tag, published(count)) for tag, count in tags.get(result.key, [])])
            for result in found
        ],
        reads=reads,
    )


def _asked_part(ways: list[Division], code: str) -> Part | None:
    """The part that an address asks for, where it may be counted by itself."""
    return next((part for way in ways for part in way.parts if part.code == code), None)


def _rows(found: list[Result], tags: dict):
    """The results as rows of a file."""
    for result in found:
        yield [result.section, result.label, _("Answered"), result.answered, ""]
        for row in (*result.rows, *result.apart):
            yield [result.section, result.label, row.words, row.count, row.share]
        for words, value in result.figures:
            yield [result.section, result.label, words, value, ""]
        for tag, count in tags.get(result.key, []):
            words = _("Tagged “%(tag)s”") % {"tag": tag}
            yield [result.section, result.label, words, published(count), ""]


def _by_time(days: dict[date, tuple[int, int]]) -> list[tuple[str, int, int]]:
    """(words, began, sent) by day; by week or month where days would be too many to draw."""
    if not days:
        return []
    span = (max(days) - min(days)).days
    if span < MOST_COLUMNS:
        whole, written = _same, "j M"
    elif span < 7 * MOST_COLUMNS:
        whole, written = _monday, "j M"
    else:
        whole, written = _first, "M y"
    return [
        (
            date_format(first, written),
            sum(days[day][0] for day in group),
            sum(days[day][1] for day in group),
        )
        for first, one in groupby(days, whole)
        for group in [[*one]]
    ]


def _same(day: date) -> date:
    return day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _first(day: date) -> date:
    return day.replace(day=1)
