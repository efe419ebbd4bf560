"""Answering: start, save, submit, reopen, withdraw.

The app that asks has checked that `actor` may act for the response it names, and keeps who that
is. Nothing here records it: a response leads to nobody.
"""

import uuid
from collections.abc import Collection, Mapping

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Max, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal
from core.uploads import MEGABYTE
from questionnaires import vault
from questionnaires.conditions import is_missing, shown
from questionnaires.enums import Kind, ResponseState
from questionnaires.models import Answer, Question, Response, SetVersion, Submission
from questionnaires.services.reading import kept, sent_values, values_of
from questionnaires.values import clean, digest

# All that one person may send with one set of answers.
MOST_TOGETHER = 40 * MEGABYTE


class Incomplete(Refusal):
    """Questions are still to be answered; `questions` holds them in order."""

    def __init__(self, questions: list[Question]):
        self.questions = questions
        labels = "; ".join(str(question.label) for question in questions)
        super().__init__(
            _("Answer these questions before you send: %(questions)s") % {"questions": labels},
            code="incomplete",
            field=questions[0].key,
        )


class SavedMeanwhile(Refusal):
    """Other answers were saved since the form was made; `questions` holds those that clash."""

    def __init__(self, questions: list[Question]):
        self.questions = questions
        super().__init__(
            _(
                "This was answered in another window meanwhile. Look at what is saved, put right "
                "what you want to keep, and go on."
            ),
            code="saved-meanwhile",
            field=questions[0].key,
        )


@transaction.atomic
def start(*, key: str, actor, language: str, version_id: int | None = None) -> Response:
    """An empty response to a set.

    Args:
        key: of the set.
        version_id: of the version that the asker keeps to, whatever was published since; the
            published one by default.
        actor: who answers, or answers for somebody; not recorded.
        language: one of settings.LANGUAGES, the one that the questions are read in.

    Raises:
        Refusal: `not-open` where no version is published.
    """
    version = SetVersion.objects.published().filter(question_set__key=key).first()
    if version is None:
        raise Refusal(
            _("These questions can't be answered at the moment. Try again later."), code="not-open"
        )
    if version_id is not None:
        version = SetVersion.objects.frozen().get(pk=version_id, question_set__key=key)
    return Response.objects.create(version=version, language=language)


@transaction.atomic
def save_answers(
    *,
    response_id: uuid.UUID,
    values: Mapping[str, object],
    actor,
    for_now: bool = False,
    made_from: Mapping[str, str] | None = None,
) -> Response:
    """Keep these answers, and leave the others as they are.

    Required questions may stay empty until `submit`; what is said must be within the limits.

    Args:
        response_id: of a draft.
        values: by question key, typed as `questionnaires.values` says; an uploaded file where the
            question asks for one; empty takes the answer back.
        actor: as in `start`.
        for_now: whether texts may be longer than they may be at `submit`.
        made_from: `values.digest` of the answers that the form was made from, by question key;
            what it doesn't name is kept whatever is there.

    Raises:
        SavedMeanwhile: a Refusal `saved-meanwhile`, where other answers were saved since.
        Refusal: `not-draft`; `unknown-question`, `invalid` or `too-much`, naming the question.
    """
    response = _locked(response_id)
    _refuse_unless_draft(response)
    questions = {question.key: question for question in response.version.questions.all()}
    _refuse_saved_meanwhile(response, questions, values, made_from or {})
    # Files last: what is refused before them leaves none behind.
    for key, value in sorted(values.items(), key=lambda item: isinstance(item[1], File)):
        if key not in questions:
            raise Refusal(_("There is no such question."), code="unknown-question", field=str(key))
        _save(response, questions[key], value, for_now=for_now)
    response.saved_at = timezone.now()
    response.save(update_fields=["saved_at"])
    return _fresh(response)


@transaction.atomic
def submit(*, response_id: uuid.UUID, actor, keys: Collection[str] = ()) -> Submission:
    """Hand the answers in, as the next numbered submission; twice is once.

    Answers to questions that turned out not to be asked are deleted.

    Args:
        keys: of the only questions that are handed in, where that is so: all others stay as they
            were handed in last, and what is written in them is kept as it is.

    Raises:
        Incomplete: a Refusal `incomplete` whose `questions` are still to be answered, or shortened.
        Refusal: `not-a-move` where it was withdrawn.
    """
    response = _locked(response_id)
    if response.is_submitted:
        return response.submissions.latest("number")
    values = values_of(response)
    if keys:
        written = {key: value for key, value in values.items() if key in keys}
        sent = sent_values(response)
        values = {key: value for key, value in sent.items() if key not in keys} | written
    asked = shown(response.version.questions.all(), values)
    missing = [
        question
        for question in asked
        if is_missing(question, values) and (not keys or question.key in keys)
    ]
    if missing:
        raise Incomplete(missing)
    if not keys:
        _drop_all_but(response, asked)
    move(response, to=ResponseState.SUBMITTED, actor=PORTAL, submitted_at=timezone.now())
    last = response.submissions.aggregate(last=Max("number"))["last"] or 0
    handed_in = {q.key: values[q.key] for q in asked if q.key in values}
    return response.submissions.create(number=last + 1, **_columns(response, handed_in))


@transaction.atomic
def answer_once(
    *,
    key: str,
    values: Mapping[str, object],
    actor,
    language: str,
    version_id: int | None = None,
) -> Response:
    """Start, save and submit in one, for a form of a single page.

    Args:
        version_id: of the questions that the person saw, as in `start`.

    Raises:
        Refusal: as the three do; nothing is kept then.
    """
    response = start(key=key, version_id=version_id, actor=actor, language=language)
    save_answers(response_id=response.pk, values=values, actor=actor)
    submit(response_id=response.pk, actor=actor)
    response.refresh_from_db()
    return response


@transaction.atomic
def reopen(*, response_id: uuid.UUID, actor, reason: str = "") -> Response:
    """Let submitted answers be changed; what was submitted stays to compare with.

    Raises:
        Refusal: `not-a-move` where it isn't submitted.
    """
    response = _locked(response_id)
    move(response, to=ResponseState.DRAFT, actor=PORTAL, reason=reason)
    return response


@transaction.atomic
def withdraw(*, response_id: uuid.UUID, actor) -> Response:
    """Take a response back. Special-category answers are deleted at once; twice is once."""
    response = _locked(response_id)
    if response.state == ResponseState.WITHDRAWN:
        return response
    move(response, to=ResponseState.WITHDRAWN, actor=PORTAL)
    if response.is_special:
        response.answers.all().delete()
        response.submissions.all().delete()
    return _fresh(response)


def _locked(response_id: uuid.UUID) -> Response:
    Response.objects.select_for_update().get(pk=response_id)
    return Response.objects.for_reading().get(pk=response_id)


def _fresh(response: Response) -> Response:
    """The same response, with its answers as they are now; its version is frozen."""
    fresh = Response.objects.with_answers().get(pk=response.pk)
    fresh.version = response.version
    return fresh


def _refuse_unless_draft(response: Response) -> None:
    if not response.is_draft:
        raise Refusal(
            _("These answers have been sent, so they can't be changed now."), code="not-draft"
        )


def _columns(response: Response, value) -> dict:
    """The two columns that hold `value`: as it is, or sealed."""
    if response.is_special:
        return {"value": None, "sealed": vault.seal(value)}
    return {"value": value, "sealed": None}


def _refuse_saved_meanwhile(response, questions, values, made_from) -> None:
    """Refuse to write over what was saved since the form was made, unless it says the same."""
    kept_now = values_of(response)
    clashing = [
        questions[key]
        for key, value in values.items()
        if key in made_from
        and key in questions
        and made_from[key] != digest(kept_now.get(key))
        and not _says_the_same(questions[key], value, kept_now.get(key))
    ]
    if clashing:
        raise SavedMeanwhile(clashing)


def _says_the_same(question: Question, value, now) -> bool:
    try:
        return not isinstance(value, File) and clean(question, value, for_now=True) == now
    except ValidationError:
        return False


def _save(response: Response, question: Question, value, *, for_now: bool) -> None:
    try:
        if isinstance(value, File):
            value = _store(response, question, value)
        value = clean(question, value, for_now=for_now)
    except ValidationError as error:
        raise Refusal(error.messages[0], code="invalid", field=question.key) from error
    if question.kind == Kind.FILE:
        _refuse_foreign_file(response, question, value)
    if value is None:
        response.answers.filter(question=question).delete()
    else:
        Answer.objects.update_or_create(
            response=response, question=question, defaults=_columns(response, value)
        )
    if question.kind == Kind.FILE:
        _delete_files_but(response, question, value)


def _store(response: Response, question: Question, upload: File) -> dict:
    """Keep an uploaded file; gives the answer that names it."""
    if question.kind != Kind.FILE:
        raise ValidationError(_("We can't use this answer. Answer again"))
    taken = question.takes.take(upload)
    together = response.files.aggregate(together=Sum("size"))["together"] or 0
    if together + taken.size > MOST_TOGETHER:
        raise Refusal(
            _("Your files together may have at most %(megabytes)s MB. Remove one or send less.")
            % {"megabytes": MOST_TOGETHER // MEGABYTE},
            code="too-much",
            field=question.key,
        )
    stored = response.files.create(question=question, file=taken, name=taken.name)
    return {"file": str(stored.pk), "name": stored.name, "size": stored.size}


def _refuse_foreign_file(response: Response, question: Question, value: dict | None) -> None:
    """An answer names a file of this very question and response, or none."""
    ids = {str(pk) for pk in response.files.filter(question=question).values_list("pk", flat=True)}
    if value is not None and value["file"] not in ids:
        raise Refusal(_("Choose the file again."), code="invalid", field=question.key)


def _delete_files_but(response: Response, question: Question, value: dict | None) -> None:
    """Delete the files that neither the answer nor a submission names any more."""
    named = {value["file"]} if value else set()
    for submission in response.submissions.all():
        handed_in = kept(submission).get(question.key)
        named |= {handed_in["file"]} if handed_in else set()
    response.files.filter(question=question).exclude(pk__in=named).delete()


def _drop_all_but(response: Response, asked: list[Question]) -> None:
    hidden = response.answers.exclude(question__in=asked)
    for answer in hidden.select_related("question").filter(question__kind=Kind.FILE):
        _delete_files_but(response, answer.question, None)
    hidden.delete()
