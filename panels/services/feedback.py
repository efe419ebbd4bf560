"""What people who came say afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.refusal import Refusal
from core.statistics import published
from messaging.services import post
from panels import emails
from panels.models import Registration, Session, SessionFeedback
from questionnaires.enums import Kind
from questionnaires.models import Response
from questionnaires.registry import DividedBy
from questionnaires.services import answer_once, answers_of, results

FEEDBACK_SET = "session-feedback"
MAY_QUOTE = "may-quote"
WRITTEN = (Kind.SHORT_TEXT, Kind.LONG_TEXT)


def _sessions(pks: Iterable[int]) -> dict[int, str]:
    """Sessions as the results of feedback name them."""
    return {
        session.pk: f"{session}, {date_format(localtime(session.starts_at), 'j F Y')}"
        for session in Session.objects.filter(pk__in=pks)
    }


# The results of the feedback can be counted for one session, where ten or more said something.
BY_SESSION = DividedBy(
    "session", gettext_lazy("By session"), "session_feedback__registration__session", _sessions
)


def asks(key: str) -> list[str]:
    """Where the set with this key is asked: after each session, always."""
    return [_("everybody who came to a session")] if key == FEEDBACK_SET else []


@dataclass(frozen=True)
class Said:
    """What people said after one session, as the officer reads it who reports on it.

    Attributes:
        given: how many said something, as it may be published; so are the counts.
        counts: (question, [(choice, how many)]) of each question with choices.
        comments: (words, whether they may be quoted without a name), in the order of the alphabet.
        rows: how many were read.
    """

    given: str
    counts: list[tuple[str, list[tuple[str, str]]]]
    comments: list[tuple[str, bool]]
    rows: int


def said_after(session: Session) -> Said:
    """The feedback on a session without who spoke; the caller records that it was read."""
    about = Response.objects.filter(session_feedback__registration__session=session)
    number, found = results(about)
    comments = []
    for response in about.for_reading():
        answers = {answered.key: answered for answered in answers_of(response)}
        may_quote = bool(answers[MAY_QUOTE].text) if MAY_QUOTE in answers else False
        comments += [
            (answered.text, may_quote)
            for answered in answers.values()
            if answered.kind in WRITTEN and answered.text
        ]
    return Said(
        given=published(number),
        counts=[
            (one.label, [(row.words, row.count) for row in one.rows])
            for one in found
            if one.rows and one.key != MAY_QUOTE
        ],
        comments=sorted(comments),
        rows=number,
    )


def give_feedback(
    *,
    registration_id: int,
    values: Mapping[str, object],
    language: str,
    version_id: int | None = None,
) -> SessionFeedback:
    """Keep one set of answers a person, and thank them. Who holds the signed link may answer.

    Args:
        registration_id: of somebody who came.
        values: answers to the set `session-feedback`, by question key.
        language: the one in which the questions were read.
        version_id: of the questions that they saw; the published ones by default.

    Raises:
        Refusal: `given-already`, or what `questionnaires.services.answer_once` raises.
    """
    registration = Registration.objects.select_related("session", "person").get(pk=registration_id)
    try:
        with transaction.atomic():
            response = answer_once(
                key=FEEDBACK_SET,
                version_id=version_id,
                values=values,
                actor=registration.person,
                language=language,
            )
            feedback = SessionFeedback.objects.create(registration=registration, response=response)
            post(
                emails.feedback_thanks(registration),
                key=f"panels.feedback-thanks:{registration.pk}",
            )
            return feedback
    except IntegrityError as error:
        raise Refusal(
            _("You have told us about this session already. Thank you."), code="given-already"
        ) from error
