"""Reading answers: the one place, for pages, admin, exports and everything else.

`blind` leaves out identifying questions and all files, for people who must not know who answered.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet, prefetch_related_objects
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from questionnaires import vault
from questionnaires.conditions import shown
from questionnaires.enums import CHOICES, Kind, ResponseState
from questionnaires.models import Answer, AnswerFile, Question, Response, SetVersion, Submission
from questionnaires.models.responses import READING
from questionnaires.values import text_of

CHUNK = 200


@dataclass(frozen=True)
class Answered:
    """One question that was asked, and what was answered.

    Args:
        key: of the question.
        section: the title of its section.
        label: the question's words.
        kind: of `enums.Kind`.
        text: the answer as a person reads it, one line for each choice or row; "" is no answer.
        value: as `questionnaires.values` keeps it; None is no answer.
        files: the file that was sent, if one was.
    """

    key: str
    section: str
    label: str
    kind: str
    text: str
    value: object
    files: tuple[AnswerFile, ...] = ()


@dataclass(frozen=True)
class Change:
    """One answer that differs between two submissions; "" is no answer."""

    key: str
    label: str
    before: str
    after: str


def published_version(key: str) -> SetVersion | None:
    """The version of a set that is answered now, with its questions; None where there is none."""
    published = SetVersion.objects.published().filter(question_set__key=key)
    return published.with_questions().first()


def kept(row: Answer | Submission):
    """What an answer or a submission holds, unsealed."""
    return row.value if row.sealed is None else vault.unseal(row.sealed)


def values_of(response: Response) -> dict[str, object]:
    """Everything that was answered so far, by question key, asked or not."""
    prefetch_related_objects([response], *READING)
    keys = {question.pk: question.key for question in response.version.questions.all()}
    return {keys[answer.question_id]: kept(answer) for answer in response.answers.all()}


def sent_values(response: Response) -> dict[str, object]:
    """The answers as they were last sent, by question key; none where none were.

    Takes no further statement where `submissions` are prefetched.
    """
    last = _last_sent(response)
    return kept(last) if last else {}


def counted_values(response: Response) -> dict[str, object]:
    """The answers that count: as they were last sent; as they are where they never were.

    Takes no further statement for a response of `Response.objects.for_reading()`.
    """
    return sent_values(response) if _last_sent(response) else values_of(response)


def _last_sent(response: Response) -> Submission | None:
    return max(response.submissions.all(), key=lambda one: one.number, default=None)


def answers_of(response: Response, *, blind: bool = False) -> list[Answered]:
    """The questions that were asked, in order, each with its answer when `response` was fetched.

    What was sent last counts and is read, until it is sent again; before that, what there is.

    Takes no further statement for a response of `Response.objects.for_reading()`. The caller has
    asked whether this person may read them, and records the reading where the set is special.
    """
    prefetch_related_objects([response], *READING)
    values = counted_values(response)
    files = {str(file.pk): file for file in response.files.all()}
    return read(response.version, values, files=files, blind=blind)


def read(
    version: SetVersion,
    values: Mapping[str, object],
    *,
    files: Mapping[str, AnswerFile] | None = None,
    blind: bool = False,
) -> list[Answered]:
    """Answers to a version (`with_questions`) as `answers_of` gives them, kept or not."""
    return [
        Answered(
            key=question.key,
            section=str(question.section.title),
            label=str(question.label),
            kind=question.kind,
            text=text_of(question, value := values.get(question.key)),
            value=value,
            files=_files(question, value, files or {}),
        )
        for question in shown(version.questions.all(), values)
        if _is_readable(question, blind=blind)
    ]


def _is_readable(question: Question, *, blind: bool) -> bool:
    if not question.is_asked:
        return False
    return not (blind and (question.is_identifying or question.kind == Kind.FILE))


def _files(question, value, files) -> tuple[AnswerFile, ...]:
    if question.kind != Kind.FILE or value is None or value["file"] not in files:
        return ()
    return (files[value["file"]],)


def changes(first: Submission, second: Submission, *, blind: bool = False) -> list[Change]:
    """What differs from the first submission to the second, answer by answer, in order."""
    before, after = kept(first), kept(second)
    old = {question.key: question for question in _questions(first)}
    new = {question.key: question for question in _questions(second)}
    return [
        Change(
            key=key,
            label=str(new.get(key, old.get(key)).label),
            before=text_of(old[key], before.get(key)) if key in old else "",
            after=text_of(new[key], after.get(key)) if key in new else "",
        )
        for key in {**old, **new}
        if before.get(key) != after.get(key)
        and all(_is_readable(qs[key], blind=blind) for qs in (old, new) if key in qs)
    ]


def _questions(submission: Submission) -> list[Question]:
    response = submission.response
    prefetch_related_objects([response], *READING)
    return list(response.version.questions.all())


def export_rows(
    responses: QuerySet[Response], *, blind: bool = False, special: bool = False
) -> tuple[list[str], Iterator[list[str]]]:
    """Headings and rows for `core.exports.table_response`: a row for each response.

    The columns are the questions of every version in use, by key, under the newest wording. The
    caller has asked whether this person may have them, and records that they had.

    Args:
        responses: in the order of the rows.
        blind: without identifying questions and files.
        special: with responses to special-category sets, which are left out otherwise.
    """
    if not special:
        responses = responses.ordinary()
    columns = _columns(responses, blind=blind)
    headings = [_("Response"), _("Version"), _("State"), _("Submitted at"), *columns.values()]
    return headings, _rows(responses, list(columns), blind=blind)


def _columns(responses: QuerySet[Response], *, blind: bool) -> dict[str, str]:
    used = SetVersion.objects.filter(pk__in=responses.order_by().values("version"))
    columns = {}
    for version in used.with_questions().order_by("-number"):
        for question in version.questions.all():
            if _is_readable(question, blind=blind):
                columns.setdefault(question.key, str(question.label))
    return columns


def _rows(responses: QuerySet[Response], keys: Sequence[str], *, blind: bool) -> Iterator[list]:
    for response in responses.for_reading().iterator(chunk_size=CHUNK):
        texts = {answered.key: answered.text for answered in answers_of(response, blind=blind)}
        yield [
            str(response.subject),
            response.version.number,
            _state(response),
            _moment(response.submitted_at),
            *(texts.get(key, "") for key in keys),
        ]


def _state(response: Response) -> str:
    """Where the answers of a row are: what is being changed is there as it was sent."""
    state = ResponseState.SUBMITTED if response.is_changing else ResponseState(response.state)
    return str(state.label)


def _moment(at) -> str:
    return date_format(localtime(at), "Y-m-d H:i") if at else ""


def tally(responses: Iterable[Response]) -> Counter[tuple[str, str]]:
    """How many of these chose what, by (question key, choice value).

    The counts are exact, so none is shown before `core.statistics.published` rounded it.
    """
    return Counter(
        (answered.key, value)
        for response in responses
        for answered in answers_of(response)
        if answered.kind in CHOICES and answered.value is not None
        for value in ([answered.value] if isinstance(answered.value, str) else answered.value)
    )
