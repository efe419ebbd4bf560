"""Answers as a table: a row for each response, with numbers as numbers and dates as dates."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from questionnaires.enums import Kind
from questionnaires.models import Question, Response
from questionnaires.services.reading import is_readable
from questionnaires.services.sent import Sent, by_kind, choices_of, sent, versions_of
from questionnaires.services.texts import tags_on
from questionnaires.values import TEXTS, is_empty, text_of

CENT = Decimal("0.01")


@dataclass(frozen=True)
class _Column:
    """One column: its heading, and what a response has in it; None is nothing."""

    heading: str
    cell: Callable[[Sent], object]


def export_rows(
    responses: QuerySet[Response], *, blind: bool = False, special: bool = False
) -> tuple[list[str], Iterator[list]]:
    """Headings and rows for `core.exports.table_response`: a row for each response that was sent.

    The columns are the questions of every version in use, under the newest wording; a question with
    several choices has one for each choice, with 1 where it was chosen and 0 where others were, and
    one whose answers were tagged is followed by the tags. The
    caller has asked whether this person may have them, and records that they had. A constant few
    statements.

    Args:
        responses: which; the rows come in the order in which they were sent.
        blind: without identifying questions and files.
        special: with responses to special-category sets, which are left out otherwise.
    """
    if not special:
        responses = responses.ordinary()
    versions = versions_of(responses)
    numbers = {pk: version.number for pk, version in versions.items()}
    columns = [
        _Column(_("Response"), lambda one: str(one.pseudonym)),
        _Column(_("Version"), lambda one: numbers[one.version_id]),
        _Column(_("Submitted at"), lambda one: one.at),
    ]
    tags = tags_on(responses)
    for wordings in by_kind(versions).values():
        if all(is_readable(question, blind=blind) for question in wordings):
            columns += [*_columns(wordings), *_tags(wordings[0], tags)]
    headings = [column.heading for column in columns]
    return headings, ([column.cell(one) for column in columns] for one in sent(responses))


def _columns(wordings: list[Question]) -> list[_Column]:
    """The columns of one question in all its wordings, the newest first."""
    question, by_version = wordings[0], {one.version_id: one for one in wordings}
    label, key = str(question.label), question.key

    def given(one: Sent):
        """What the response says here: nothing where its version asks something else."""
        value = one.values.get(key) if one.version_id in by_version else None
        return None if is_empty(value) else value

    if question.kind == Kind.MANY:
        return [
            _Column(_("%(question)s: %(choice)s") % {"question": label, "choice": words}, chosen)
            for value, words in choices_of(wordings).items()
            for chosen in [_is_chosen(given, value)]
        ]
    if question.kind == Kind.NUMBER:
        return [_Column(label, given)]
    if question.kind == Kind.MONEY:
        heading = _("%(question)s (in pounds)") % {"question": label}
        return [_Column(heading, lambda one: _of(given(one), lambda pence: pence * CENT))]
    if question.kind == Kind.DATE:
        return [_Column(label, lambda one: _of(given(one), date.fromisoformat))]
    return [
        _Column(
            label, lambda one: _of(given(one), lambda v: text_of(by_version[one.version_id], v))
        )
    ]


def _tags(question: Question, tags: dict[tuple, list[str]]) -> list[_Column]:
    """The column of what officers tagged the answers to a question with, where they did."""
    if question.kind not in TEXTS or question.key not in {key for _response, key in tags}:
        return []
    heading = _("%(question)s: tags") % {"question": question.label}
    return [_Column(heading, lambda one: "; ".join(tags.get((one.response_id, question.key), ())))]


def _is_chosen(given: Callable, value: str) -> Callable[[Sent], int | None]:
    """The cell of one choice: nothing where the question has no answer."""
    return lambda one: _of(given(one), lambda chosen: int(value in chosen))


def _of(value, typed: Callable):
    return None if value is None else typed(value)
