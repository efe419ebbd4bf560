"""Invented agreements and payments to show the portal with, for what the demo's rounds grant.

Everything goes through the services.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from awards import services
from awards.models import Agreement, Template
from awards.services.agreeing import signers_of
from collaboration_fund.models import Award
from core.luton import LUTON, NINE
from messaging.models import OutboxMessage
from people.demo import GROUP_EMAIL, staff
from people.models import User
from people.roles import FUND_OFFICER

APPROVER_EMAIL = "approver@demo.example"
# The work of the signed one began so long ago and lasts so long, so that there is to report on.
BEGAN, HALF_WAY, LASTS = timedelta(days=410), timedelta(days=270), timedelta(days=548)
CAPACITY = "Chair of the trustees"
TELEPHONE = "01582 000 {:03}"
TITLE_EN, TITLE_UR = "Demo grant agreement", "نمونہ: گرانٹ کا معاہدہ"
TEXT_EN = """1. The grant
Luton Council gives {amount} to the groups named here for “{title}”. {lead} leads the work.

2. The work
It begins on {begins} and ends on {ends}. Each group does what it promised in the application:
{groups}

3. The money
It is paid in these parts, each once its condition is met:
{payments}
It is spent on what the budget of the application says. What isn’t spent goes back.

4. Conditions
{conditions}

5. Telling us
The groups report as the round says and keep receipts for six years.
They tell us at once where something goes wrong.

6. Changes and the end
A change is agreed in a new version of this agreement, which every group accepts.
If the work can’t go on, we talk first; then either side can end it in writing.
"""
TEXT_UR = """1۔ گرانٹ
لوٹن کونسل “{title}” کے لیے یہاں درج گروپوں کو {amount} دیتی ہے۔ {lead} اس کام کی قیادت کرتا ہے۔

2۔ کام
یہ {begins} کو شروع اور {ends} کو ختم ہوتا ہے۔ ہر گروپ وہ کرتا ہے جس کا اس نے درخواست میں وعدہ کیا:
{groups}

3۔ رقم
یہ ان حصوں میں ادا ہوتی ہے، ہر حصہ اپنی شرط پوری ہونے پر:
{payments}
رقم اسی پر خرچ ہوتی ہے جو درخواست کے بجٹ میں لکھا ہے۔ جو خرچ نہ ہو وہ واپس آتی ہے۔

4۔ شرائط
{conditions}

5۔ ہمیں بتانا
گروپ اسی طرح رپورٹ کرتے ہیں جیسے دور میں لکھا ہے، اور رسیدیں چھ سال رکھتے ہیں۔
اگر کچھ غلط ہو تو وہ ہمیں فوراً بتاتے ہیں۔

6۔ تبدیلیاں اور اختتام
تبدیلی اس معاہدے کی نئی صورت میں طے ہوتی ہے، جسے ہر گروپ منظور کرتا ہے۔
اگر کام جاری نہ رہ سکے تو پہلے ہم بات کرتے ہیں؛ پھر کوئی بھی فریق تحریری طور پر اسے ختم کر سکتا ہے۔
"""


@transaction.atomic
def seed(*, officer: User) -> None:
    """Make an agreement for the first awards of the demonstration, once.

    The first that its people can accept is signed, with one payment made and one that waits for a
    second person; the next waits to be accepted.

    Args:
        officer: makes the agreements and asks for the payments; another one approves.
    """
    if Template.objects.exists():
        return
    second = staff(APPROVER_EMAIL, "Demo Approver", FUND_OFFICER)
    template = Template.objects.create(
        title_en=TITLE_EN, title_ur=TITLE_UR, text_en=TEXT_EN, text_ur=TEXT_UR
    )
    services.publish_template(template_id=template.pk, actor=officer)
    awards = sorted(_awards(), key=lambda award: not _can_be_signed(award))
    today = timezone.localdate()
    for award in awards[:1]:
        _agreement(award, officer, begins=today - BEGAN)
        _accept(award)
        _pay(award, officer, second)
    for award in awards[1:2]:
        _agreement(award, officer, begins=today + timedelta(days=30))
    OutboxMessage.objects.filter(kind__startswith="awards.").exclude(
        to_address=GROUP_EMAIL
    ).delete()


def _awards() -> list[Award]:
    """What the rounds of the demonstration grant."""
    awards = Award.objects.filter(round__is_demo=True).select_related("round", "application__lead")
    return [*awards.order_by("pk")]


def _can_be_signed(award: Award) -> bool:
    partners = award.application.partners.taking_part()
    return all(len(signers_of(one)) >= one.least_accepting for one in partners)


def _agreement(award: Award, officer: User, *, begins: date) -> Agreement:
    """Two payments to each group that is paid, its supplier number, and the agreement."""
    for number, share in enumerate(award.shares.select_related("organisation"), start=1):
        half = share.pence // 2
        for due, pence, condition in (
            (begins, half, ""),
            (begins + HALF_WAY, share.pence - half, "The safeguarding policy has reached us."),
        ):
            services.plan_payment(
                award_id=award.pk,
                actor=officer,
                organisation=share.organisation,
                due_on=due,
                pence=pence,
                condition=condition,
            )
        if not share.organisation.supplier_reference:
            services.keep_supplier(
                organisation=share.organisation,
                actor=officer,
                number=f"DEMO-{award.pk:03}{number}",
                telephone=TELEPHONE.format(award.pk % 10 * 10 + number),
            )
    return services.make_agreement(
        award_id=award.pk,
        actor=officer,
        starts_on=begins,
        ends_on=begins + LASTS,
    )


def _accept(award: Award) -> None:
    agreement = award.agreements.last()
    for partner in award.application.partners.taking_part():
        for person in signers_of(partner)[: partner.least_accepting]:
            services.accept(
                agreement_id=agreement.pk,
                partner_id=partner.pk,
                actor=person,
                capacity=CAPACITY,
                digest=agreement.sha256,
            )
    award.refresh_from_db()
    # Only here it was accepted before the work began.
    at = datetime.combine(award.starts_on - timedelta(days=20), NINE, tzinfo=LUTON)
    agreement.acceptances.update(at=at)
    Agreement._base_manager.filter(pk=agreement.pk).update(accepted_at=at)


def _pay(award: Award, officer: User, second: User) -> None:
    """The first payment is made, the second waits for a second person."""
    first, last, *_more = award.payments.order_by("number")
    services.ask(payment_id=first.pk, actor=officer)
    services.approve(payment_id=first.pk, actor=second)
    services.mark_paid(
        payment_id=first.pk,
        actor=officer,
        paid_on=award.starts_on + timedelta(days=5),
        finance_reference=f"DEMO-F-{award.pk:04}",
    )
    services.ask(payment_id=last.pk, actor=officer, met="It came by email, and we have read it.")
