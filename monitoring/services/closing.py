"""Closing an award: granted, paid and spent, what goes back to the round and what is asked back."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from awards import services as awards
from awards.enums import PaymentState
from collaboration_fund import services as fund
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award
from collaboration_fund.rules import may_run
from collaboration_fund.services.people import told_of
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from monitoring import emails
from monitoring.enums import ChangeState, RecoveryState, ReportState
from monitoring.models import Closing, Recovery, Report
from monitoring.services.content import spent_of


@dataclass(frozen=True)
class Account:
    """What an award comes to, in pence."""

    granted: int
    paid: int
    spent: int

    @property
    def released(self) -> int:
        """Granted and not paid: it goes back to the round."""
        return self.granted - self.paid

    @property
    def unspent(self) -> int:
        """Paid and not spent: it is asked back."""
        return max(self.paid - self.spent, 0)

    @property
    def is_even(self) -> bool:
        """Whether the three are the same."""
        return self.granted == self.paid == self.spent


def account_of(award: Award) -> Account:
    """Granted, paid, and spent by the reports that were accepted."""
    return Account(award.pence, awards.paid_of(award), spent_of(award))


def awards_to_close():
    """Awards of which every report is accepted, and that aren't closed yet."""
    open_reports = Report.objects.filter(award=OuterRef("pk")).exclude(state=ReportState.ACCEPTED)
    return Award.objects.filter(
        ~Exists(open_reports), state=AwardState.AGREED, reports__is_last=True
    )


def refuse_unless_closable(award: Award) -> Account:
    """The account of an award that can be closed.

    Raises:
        Refusal: `not-now` where it isn't agreed, or is closed; `reports` where one isn't accepted;
            `waits` where a change waits for an answer, or a payment is on its way; `unpaid` where
            nothing was paid, or less than was spent of the grant.
    """
    if award.state != AwardState.AGREED:
        raise Refusal(
            _("This can't be done now: it is “%(state)s”.") % {"state": award.get_state_display()},
            code="not-now",
        )
    reports = award.reports.all()
    if not reports or any(one.state != ReportState.ACCEPTED for one in reports):
        raise Refusal(_("Accept every report of the award first."), code="reports")
    if award.changes.filter(state=ChangeState.ASKED).exists():
        raise Refusal(_("A change waits for your answer. Answer it first."), code="waits")
    if award.payments.filter(state=PaymentState.APPROVED).exists():
        raise Refusal(
            _("A payment is approved. Say that it is paid, or send it back, first."), code="waits"
        )
    account = account_of(award)
    if not account.paid:
        raise Refusal(
            _("Nothing was paid of this award. Pay it, or take it back instead."), code="unpaid"
        )
    if account.paid < min(account.spent, account.granted):
        raise Refusal(
            _("More was spent than is paid, and the grant would cover it. Pay the rest first."),
            code="unpaid",
        )
    return account


@transaction.atomic
def close(*, award_id: int, actor, explanation: str = "") -> Closing:
    """Close an award: what wasn't paid goes back to the round, what wasn't spent is asked back.

    Raises:
        Refusal: `not-allowed`; `explanation` naming its field where figures differ and it is empty;
            or as `refuse_unless_closable`.
    """
    require(may_run(actor))
    award = fund.lock_award(award_id)
    fund.refuse_interest(award.application, actor)
    account = refuse_unless_closable(award)
    if not account.is_even and not explanation.strip():
        raise Refusal(
            _("Say why what was granted, paid and spent differ."),
            code="explanation",
            field="explanation",
        )
    closing = Closing.objects.create(
        award=award,
        granted_pence=account.granted,
        paid_pence=account.paid,
        spent_pence=account.spent,
        explanation=explanation.strip(),
        closed_by=actor,
    )
    if account.released:
        awards.cancel_rest(award=award, reason=closing.explanation)
        award = fund.change_amount(award_id=award.pk, pence=account.paid, actor=actor)
    move(award, to=AwardState.CLOSED, actor=actor, reason=closing.explanation)
    if account.unspent:
        Recovery.objects.create(closing=closing, pence=account.unspent)
    for person in told_of(award.application):
        post(
            emails.closed(closing, person),
            key=f"{emails.REPORT}.closed:{closing.pk}:{person.pk}",
        )
    return closing


@transaction.atomic
def receive(*, recovery_id: int, actor, received_on: date, finance_reference: str) -> Recovery:
    """Write down that money that was asked back has come.

    Raises:
        Refusal: `finance_reference` naming its field, or as `core.moves.move`.
    """
    recovery = Recovery.objects.select_for_update().get(pk=recovery_id)
    if not finance_reference.strip():
        raise Refusal(
            _("Enter the reference of finance."),
            code="finance_reference",
            field="finance_reference",
        )
    move(
        recovery,
        to=RecoveryState.RECEIVED,
        actor=actor,
        received_on=received_on,
        finance_reference=finance_reference.strip(),
    )
    return recovery
