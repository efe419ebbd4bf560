"""Sending a report: what it lacks, and the edition that nothing changes afterwards."""

from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from collaboration_fund.services import digest_of, refuse_interest
from collaboration_fund.services.people import writers_of
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from monitoring import emails, reminders, rules
from monitoring.enums import ReportState
from monitoring.models import Report, ReportEdition
from monitoring.services.content import content_of, counted, spent_by_line
from monitoring.services.writing import lock_report, refuse_unless_open


@dataclass(frozen=True)
class Lack:
    """Something that a report still needs: the part it is in, and the words."""

    part: str
    words: str


class Lacking(Refusal):
    """A report can't be sent yet; `problems` are all the reasons."""

    def __init__(self, lacks: list[Lack]):
        self.problems = [lack.words for lack in lacks]
        super().__init__(" ".join(self.problems), code="lacking")


def lacking(report: Report) -> list[Lack]:
    """What a report needs before it can be sent, in the order of its parts."""
    lines, outputs = spent_by_line(report), counted(report)
    is_unsaid = any(line.now is None for line in lines)
    spent, granted = sum(line.together for line in lines), report.award.pence
    differs = spent > granted or (report.is_last and spent != granted)
    over = [line.line.what for line in lines if line.left < 0]
    wrong = [
        (
            is_unsaid,
            "spending",
            _("Say what was spent on each line of the plan; 0 is an answer."),
        ),
        (
            not is_unsaid and differs and not report.spending_note,
            "spending",
            _("Say why what was spent in all differs from the grant."),
        ),
        (
            not is_unsaid and not differs and bool(over) and not report.spending_note,
            "spending",
            _("Say why more was spent than planned on: %s.") % ", ".join(over),
        ),
        (not outputs, "outputs", _("Name at least one thing that you did and can count.")),
        (
            any(one.now is None for one in outputs),
            "outputs",
            _("Say how much there was of each thing that you count; 0 is an answer."),
        ),
        (
            not report.reached.exists(),
            "people",
            _("Say how many people you reached in which ward; 0 is an answer."),
        ),
        (not report.learnt, "learnt", _("Say what you learnt.")),
        (
            report.state == ReportState.QUESTIONS and not report.reply,
            "reply",
            _("Answer our questions."),
        ),
    ]
    return [Lack(part, words) for is_wrong, part, words in wrong if is_wrong]


def send(*, report_id: int, actor) -> ReportEdition:
    """Send a report as it stands: an edition with its hash. Officers see it, and the group is told.

    Raises:
        Refusal: `not-allowed`, `not-now`; `lacking` with all that is missing.
    """
    with receiving() as received:
        report = lock_report(report_id)
        require(rules.may_write(actor, report.award))
        refuse_unless_open(report)
        if lacks := lacking(report):
            raise Lacking(lacks)
        content = content_of(report)
        edition = ReportEdition.objects.create(
            report=report,
            number=report.editions.count() + 1,
            content=content,
            sha256=digest_of(content),
            received_at=received,
            sent_by=actor,
        )
        move(report, to=ReportState.SENT, actor=actor, sent_at=received)
        reminders.cancel(report)
        for person in writers_of(report.award.application.lead):
            post(
                emails.received(edition, person),
                key=f"{emails.REPORT}.received:{edition.pk}:{person.pk}",
            )
        return edition


def is_whole(edition: ReportEdition) -> bool:
    """Whether what is kept is what was sent, by its hash."""
    return digest_of(edition.content) == edition.sha256


def last_edition(report: Report) -> ReportEdition | None:
    """What was sent last of a report, if anything."""
    return report.editions.order_by("-number").first()


def page_of(report: Report, part: str) -> str:
    """The address of one part of a report."""
    return reverse(f"monitoring:{part}", args=[report.award.reference, report.number])


@transaction.atomic
def accept(*, report_id: int, actor) -> Report:
    """Accept a report that was sent; its group is told.

    Raises:
        Refusal: `interest`, or as `core.moves.move`.
    """
    report = lock_report(report_id)
    refuse_interest(report.award.application, actor)
    record = move(report, to=ReportState.ACCEPTED, actor=actor)
    for person in writers_of(report.award.application.lead):
        post(
            emails.accepted(report, person),
            key=f"{emails.REPORT}.accepted:{record.pk}:{person.pk}",
        )
    return report


@transaction.atomic
def ask_back(*, report_id: int, actor, questions: str) -> Report:
    """Ask a group something about the report that it sent; it can be changed and sent again.

    Raises:
        Refusal: `questions` naming its field, or as `core.moves.move`.
    """
    report = lock_report(report_id)
    refuse_interest(report.award.application, actor)
    if not questions.strip():
        raise Refusal(_("Write what you ask."), code="questions", field="questions")
    record = move(report, to=ReportState.QUESTIONS, actor=actor, reason=questions.strip(), reply="")
    reminders.schedule(report)
    for person in writers_of(report.award.application.lead):
        post(
            emails.questions(report, person, questions=record.reason),
            key=f"{emails.REPORT}.questions:{record.pk}:{person.pk}",
        )
    return report


def questions_of(report: Report) -> str:
    """What an officer asked last of a report that waits for the answer, or ""."""
    if report.state != ReportState.QUESTIONS:
        return ""
    return report.moves.filter(to_state=ReportState.QUESTIONS).latest("at", "pk").reason
