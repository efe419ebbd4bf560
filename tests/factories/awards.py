"""Awards for tests: granted, with payments planned, with an agreement, with a supplier."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from awards import services
from awards.models import Agreement, Payment, Template
from collaboration_fund import services as fund
from collaboration_fund.models import Award
from tests.factories.again import made_once
from tests.factories.fund import Together, fund_officer, open_round, together

BEGINS, ENDS = date(2027, 1, 4), date(2027, 12, 31)
TEXT = (
    "{lead} gets {amount} for “{title}”, from {begins} to {ends}.\n\n"
    "Payments:\n{payments}\n\nConditions:\n{conditions}"
)


def published_text(officer, **fields) -> Template:
    """A text of agreements in use."""
    fields = {"title_en": "Demo agreement", "text_en": TEXT} | fields
    template = Template.objects.create(**fields)
    return services.publish_template(template_id=template.pk, actor=officer)


@dataclass
class Granted:
    """An award, the people of its groups, and two officers."""

    made: Together
    award: Award
    officer: object
    second: object

    @property
    def agreement(self) -> Agreement:
        """The last version."""
        return self.award.agreements.last()

    @property
    def first(self) -> Payment:
        """The first payment that was planned."""
        return self.award.payments.first()

    def arguments(self) -> dict:
        """The arguments of the addresses of awards, by name."""
        ours = {"reference": self.made.application.reference}
        version = ours | {"number": 1}
        return {
            "awards:award": ours,
            "awards:decline": ours,
            "awards:agreement": version,
            "awards:agreement_pdf": version,
            "my_awards:home": {"slug": self.made.application.lead.slug},
            "admin:collaboration_fund_award_agreement_pdf": {
                "object_id": self.award.pk,
                "number": 1,
            },
        }

    def plan(self, pence=60_000, **fields) -> Payment:
        """One more payment, to the lead group."""
        known = {
            "award_id": self.award.pk,
            "actor": self.officer,
            "organisation": self.made.application.lead,
            "due_on": timezone.localdate(),
            "pence": pence,
        }
        return services.plan_payment(**(known | fields))

    def agreement_made(self, **fields) -> Agreement:
        """The agreement as the officer makes it."""
        known = {"award_id": self.award.pk, "actor": self.officer}
        dates = {"starts_on": BEGINS, "ends_on": ENDS}
        return services.make_agreement(**(known | dates | fields))

    def accept(self, person, *, lead: bool, agreement=None):
        """Somebody accepts the last version for the lead group, or for the partner."""
        agreement = agreement or self.agreement
        partner = self.made.application.partners.get(is_lead=lead)
        return services.accept(
            agreement_id=agreement.pk,
            partner_id=partner.pk,
            actor=person,
            capacity="Director",
            digest=agreement.sha256,
        )

    def accepted(self) -> Agreement:
        """All groups have accepted the last version."""
        self.accept(self.made.lead, lead=True)
        self.accept(self.made.owner, lead=False)
        self.award.refresh_from_db()
        return self.agreement

    def supplier(self, organisation=None, number="SUP-10442"):
        """The lead group, or another, is a supplier."""
        return services.keep_supplier(
            organisation=organisation or self.made.application.lead,
            actor=self.officer,
            number=number,
            telephone="01582 540 001",
        )

    def asked(self, payment=None) -> Payment:
        """A payment that was asked for."""
        payment = payment or self.first
        return services.ask(payment_id=payment.pk, actor=self.officer, met="They sent the policy.")

    def approved(self, payment=None) -> Payment:
        """A payment that a second person approved."""
        return services.approve(payment_id=self.asked(payment).pk, actor=self.second)

    def paid(self, payment=None, reference="F-1") -> Payment:
        """A payment that was made."""
        return services.mark_paid(
            payment_id=self.approved(payment).pk,
            actor=self.officer,
            paid_on=timezone.localdate(),
            finance_reference=reference,
        )


@made_once
def granted(round=None, *, pence=100_000, made=None, **fields) -> Granted:
    """An award of £1,000 that is offered; the text of agreements is there."""
    if made is None:
        made = together(round or open_round(**fields))
        if made.application.round.paid == "partners":
            fund.say_subsidies(partner_id=made.partner.pk, actor=made.owner, pence=0)
            made.accepted()
        made.sent()
    officer = fund_officer()
    if not Template.objects.in_use().exists():
        published_text(officer)
    award = fund.grant(
        application_id=made.application.pk,
        pence=pence,
        actor=officer,
        decided_on=timezone.localdate() - timedelta(days=3),
    )
    return Granted(made, award, officer, fund_officer())


@made_once
def agreed(**fields) -> Granted:
    """An award that all have agreed to, with two payments and a supplier: £600 and £400."""
    given = granted(**fields)
    given.plan(60_000)
    given.plan(40_000, condition="A report at half time.")
    given.agreement_made()
    given.accepted()
    given.supplier()
    return given


def make_awards(made: Together) -> Granted:
    """What the walk over all addresses meets: an agreement that waits, and a changed supplier."""
    given = granted(made=made)
    given.plan()
    given.agreement_made()
    supplier = given.supplier()
    services.ask_change(
        supplier_id=supplier.pk, actor=given.officer, number="SUP-2", reason="They wrote to us."
    )
    services.begin_version(template_id=Template.objects.get().pk, actor=given.officer)
    return given
