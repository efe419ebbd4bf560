"""Reading answers: the one place, for pages, admin, exports and everything else.

`blind` leaves out identifying questions and all files, for people who must not know who answered.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from core.templatetags.portal import marks_of
from questionnaires import vault
from questionnaires.conditions import shown
from questionnaires.enums import Kind
from questionnaires.models import Answer, AnswerFile, Question, Response, SetVersion, Submission
from questionnaires.models.responses import READING
from questionnaires.values import text_of


@dataclass(frozen=True)
class Answered:
    """One question that was asked, and what was answered.

    Args:
        key: of the question.
        section: the title of its section.
        label: the question's words.
        kind: of `enums.Kind`.
        marks: attributes of an element that shows the label, where that is in another language than
            the page; `section_marks` are those of the section's title.
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
    marks: str = ""
    section_marks: str = ""


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
            marks=marks_of(question, "label"),
            section_marks=marks_of(question.section, "title"),
        )
        for question in shown(version.questions.all(), values)
        if is_readable(question, blind=blind)
    ]


def is_readable(question: Question, *, blind: bool) -> bool:
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
        and all(is_readable(qs[key], blind=blind) for qs in (old, new) if key in qs)
    ]


def _questions(submission: Submission) -> list[Question]:
    response = submission.response
    prefetch_related_objects([response], *READING)
    return list(response.version.questions.all())
