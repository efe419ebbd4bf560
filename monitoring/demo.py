"""Invented reports, a change and other money, on an award of the demonstration that was agreed.

Everything goes through the services. The work began a year ago, so that one report is accepted, one
is overdue and one is still due.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award
from core.luton import LUTON, NINE
from messaging.models import OutboxMessage
from monitoring import services
from monitoring.enums import Bidder
from monitoring.models import Bid, Report, ReportEdition
from organisations.models import Organisation
from organisations.services import owners_of
from people.demo import GROUP_EMAIL
from people.models import User
from places.models import Ward

PEOPLE = {"biscot": 34, "dallow": 61, "sundon-park": 88, "leagrave": 3, "central": 17}
LEARNT = (
    "Nobody came to a “food bank”. When we called it the corner shelf and put it next to the "
    "noticeboard, people took and brought. Children carry the good news home.\n\n"
    "We would start with two schools instead of five, and pay the caretakers for their hour."
)
STORY = (
    "“I came for rice. Now I run the shelf on Fridays, and my neighbour has taught me to drive.”"
)
BIDS = (
    (
        "Demo National Food Trust",
        "Kitchens that last",
        "Two walk-in fridges, and somebody to run the rota for a year.",
        Bidder.PARTNERS,
        4_500_000,
        150,
        4_000_000,
    ),
    (
        "Demo Lottery for Places",
        "Corners of towns",
        "Benches, planters and a noticeboard at five bus stops.",
        Bidder.COUNCIL,
        12_000_000,
        25,
        None,
    ),
)


@transaction.atomic
def seed(*, officer: User) -> None:
    """Write the reports of the demonstration's agreed award, once, and two bids.

    Args:
        officer: reads the reports and enters the bids.
    """
    if Bid.objects.exists():
        return
    rows = Award.objects.filter(round__is_demo=True, state=AwardState.AGREED)
    for award in rows.select_related("round", "application__lead").order_by("pk")[:1]:
        _report_on(award, officer)
    _bids(officer)
    OutboxMessage.objects.filter(kind__startswith="monitoring.").exclude(
        to_address=GROUP_EMAIL
    ).delete()


def _report_on(award: Award, officer: User) -> None:
    actor = owners_of(award.application.lead).first().person
    report = award.reports.get(number=1)
    _write(report, actor)
    services.send(report_id=report.pk, actor=actor)
    services.accept(report_id=report.pk, actor=officer)
    # What was sent keeps its words and their hash; only here it was sent earlier.
    came = datetime.combine(report.due_on - timedelta(days=4), NINE, tzinfo=LUTON)
    Report.objects.filter(pk=report.pk).update(sent_at=came)
    ReportEdition._base_manager.filter(report=report).update(received_at=came)
    partner = award.application.partners.taking_part().get(is_lead=False)
    services.ask_change(
        award_id=award.pk,
        actor=actor,
        reason="Two more schools have asked for a shelf. We need three months more for them.",
        ends_on=award.ends_on + timedelta(days=90),
        tasks={partner.pk: "Three afternoons a week, and the new schools first."},
    )


def _write(report: Report, actor: User) -> None:
    """All that the first report says: less was spent than planned."""
    ours = {"report_id": report.pk, "actor": actor}
    spent = {line.pk: line.pence * 2 // 5 for line in report.award.plan.all()}
    note = "The second school opened its shelf six weeks late, so its costs come later too."
    services.save_spending(**ours, pence=spent, note=note)
    services.add_output(**ours, name="Shelves in schools", planned=5, number=2)
    services.add_output(**ours, name="Bags of food shared", planned=3_000, number=1_240)
    wards = dict(Ward.objects.values_list("slug", "pk"))
    people = {wards[slug]: number for slug, number in PEOPLE.items() if slug in wards}
    services.save_reached(**ours, people=people | {None: 12})
    services.save_words(**ours, learnt=LEARNT)
    services.add_story(
        **ours,
        words=STORY,
        told_by="A mother from Sundon Park (invented)",
        may_be_public=True,
        consent="Signed form, in the group’s folder",
    )


def _bids(officer: User) -> None:
    lead = Organisation.objects.filter(is_demo=True).order_by("pk").first()
    today = timezone.localdate()
    for funder, pot, what_for, bidder, pence, days, won in BIDS:
        bid = Bid.objects.create(
            funder=funder,
            pot=pot,
            what_for=what_for,
            bidder=bidder,
            organisation=None if bidder == Bidder.COUNCIL else lead,
            bid_pence=pence,
            bid_on=today - timedelta(days=days),
            is_demo=True,
        )
        if won is not None:
            services.win(bid_id=bid.pk, actor=officer, decided_on=today, won_pence=won)
