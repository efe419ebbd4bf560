"""What is said to the groups of an award."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from awards import documents
from awards.models import Agreement, Payment
from collaboration_fund.models import Award, Partner
from messaging.services import MadeFile, Message

AGREEMENT = "awards.agreement"
PAYMENT = "awards.payment"
COPY = "awards.copy"


def _message(award: Award, person, name: str, *, kind: str, files=(), **context) -> Message:
    page = reverse("awards:award", args=[award.application.reference])
    return Message(
        kind=kind,
        to=person.recipient,
        template=f"awards/email/{name}.email",
        context={
            "award": award,
            "person": person,
            "award_url": settings.SITE_URL + page,
            **context,
        },
        attachments=files,
        about=award.application.filed_under,
    )


def to_accept(agreement: Agreement, partner: Partner, person) -> Message:
    """An agreement waits for somebody who accepts for their group."""
    return _message(
        agreement.award, person, "to_accept", kind=AGREEMENT, agreement=agreement, partner=partner
    )


def agreed(agreement: Agreement, person) -> Message:
    """All groups have accepted; the agreement comes as a PDF."""
    name = f"{agreement.award.reference}-{agreement.number}.pdf"
    return _message(
        agreement.award,
        person,
        "agreed",
        kind=AGREEMENT,
        files=(MadeFile(name, COPY, str(agreement.pk), "application/pdf"),),
        agreement=agreement,
    )


def copy(agreement_id: str, language: str) -> bytes:
    """The agreement that an email carries."""
    agreement = Agreement.objects.select_related("award").get(pk=agreement_id)
    with override(language):
        return documents.agreement_pdf(agreement)


def ended(award: Award, person, *, reason: str) -> Message:
    """The award isn't taken, or is taken back."""
    return _message(award, person, "ended", kind=AGREEMENT, reason=reason)


def paid(payment: Payment, person) -> Message:
    """The finance team has paid."""
    return _message(payment.award, person, "paid", kind=PAYMENT, payment=payment)


def reversed_payment(payment: Payment, person, *, reason: str) -> Message:
    """A payment was taken back."""
    return _message(payment.award, person, "reversed", kind=PAYMENT, payment=payment, reason=reason)
