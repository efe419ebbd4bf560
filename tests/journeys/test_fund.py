"""A whole round of the fund in real browsers: from twenty sent applications to the public page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessment.models import Assessment, Assignment
from awards.models import Payment
from collaboration_fund import services
from collaboration_fund.models import Award, PanelMeeting, Round
from messaging.models import OutboxMessage
from monitoring.models import Report
from publishing.models import PublicAward
from publishing.services import keep_up
from tests.factories.assessing import Assessed
from tests.factories.awards import published_text
from tests.factories.fund import fund_officer, moved, open_round, together
from tests.journeys.test_recruitment import officer_cookie, press
from tests.journeys.walk import enter

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("town"),
]
SENT = 20
GRANTED = 2
# The first are the best of the round; each asks for £2,000, so that the money is for two.
BEST, OTHERS = 4, 2
EACH = 200_000
# As many by hand as show the way; the others come by the services, as their pages do.
BY_HAND = 2
WIDE = {"width": 1280}
NARROW = {"width": 320, "javascript": False}


@pytest.mark.parametrize(
    ("office", "group"),
    [pytest.param(NARROW, WIDE, marks=pytest.mark.soak), (WIDE, NARROW)],
    ids=["groups-at-a-desk", "groups-on-a-telephone-without-javascript"],
)
def test_twenty_applications_become_two_grants_that_report_and_are_public(
    walker, site, office, group
):
    scene, second = sent_applications(), fund_officer()
    desk, approver = (desk_of(walker, site, one, office) for one in (scene.officer, second))
    act(desk, of(scene.round, "start_assessing"))
    share_out(desk, scene)
    assess(walker, site, scene, office)
    meeting = decide(desk, scene, second)
    act(approver, of(meeting, "confirm_second"))
    awards = [*Award.objects.order_by("application_id")]
    assert [one.pence for one in awards] == [EACH] * GRANTED
    assert Round.objects.get().committed_pence == EACH * GRANTED
    told = OutboxMessage.objects.filter(subject__contains="Tea for all")
    assert told.values("to_address").distinct().count() >= SENT
    published_text(scene.officer)
    for award, made in zip(awards, scene.made, strict=False):
        leads, partner = (walk_of(walker, site, one, group) for one in (made.lead, made.owner))
        read_the_letter(leads, award)
        agree(desk, award, leads, partner)
        pay(desk, approver, award, leads)
    look_around(desk, awards[0], meeting)
    report(walk_of(walker, site, scene.made[0].lead, group), awards[0])
    desk.open(reverse("admin:monitoring_report_changelist") + "?state__exact=sent")
    act(desk, of(Report.objects.get(award=awards[0]), "accept"))
    read_in_public(walker(**group), awards)


def sent_applications() -> Assessed:
    """A round for two grants that is closed, all its applications, three assessors, an officer."""
    round = open_round(total_pence=EACH * GRANTED, largest_pence=EACH)
    made = [together(round) for _number in range(SENT)]
    for one in made:
        one.sent()
    moved(round.stage, closes_at=timezone.now() - timedelta(hours=1))
    services.turn_rounds()
    return Assessed(round, made, fund_officer())


def desk_of(walker, site, officer, browser):
    """Somebody of the council in a browser of their own."""
    walk = walker(**browser)
    officer_cookie(walk.page, site, officer)
    return walk


def walk_of(walker, site, person, browser):
    """Somebody of a group in a browser of their own."""
    walk = walker(**browser)
    enter(walk.page, site, person)
    return walk


def of(thing, name: str = "change") -> str:
    """An officers' page of a thing."""
    kind = f"{thing._meta.app_label}_{thing._meta.model_name}"
    return reverse(f"admin:{kind}_{name}", args=[thing.pk])


def act(desk, address: str, **typed) -> None:
    """Open the page of an act, read what it will do, say what it asks, and do it."""
    desk.open(address)
    fill(desk, **typed)
    press(desk)
    # Where somebody is told, or it can't be undone, it is asked once more.
    if desk.page.locator("[name=seen]").count():
        press(desk)
    expect(desk.page.locator(".messagelist .success")).to_be_visible()


def fill(walk, **typed) -> None:
    """Put words into fields, tick boxes and choose, each by the name of its field."""
    for name, value in typed.items():
        field = walk.main().locator(f'[name="{name}"]').first
        if value is True:
            field.check()
        elif field.evaluate("element => element.type") == "radio":
            walk.page.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def share_out(desk, scene) -> None:
    """Two assessors of three for each application: worked out, looked at, released."""
    Assessment.objects.update(asked="assigned")
    for _number in range(3):
        scene.assessor()
    page = "admin:assessment_assessment_"
    act(desk, reverse(f"{page}plan", args=[scene.assessment.pk]), each=2)
    assert Assignment.objects.held().count() == SENT * 2
    act(desk, reverse(f"{page}release", args=[scene.assessment.pk]))
    assert not Assignment.objects.held().exists()


def assess(walker, site, scene, browser) -> None:
    """Each declares that there is no interest, and scores: some by hand, then the rest."""
    criterion = scene.assessment.criteria.get()
    numbers = {scene.piece(number).pk: number for number in range(SENT)}
    for assessor in scene.assessment.assessors.all():
        scorer = desk_of(walker, site, assessor.person, browser)
        scorer.open(reverse("admin:assessment_piece_changelist"))
        asked = assessor.assignments.select_related("piece").order_by("piece")
        for place, row in enumerate(asked):
            number = numbers[row.piece_id]
            value = BEST if number < GRANTED else OTHERS
            if place >= BY_HAND:
                scene.score(number, assessor, value)
                continue
            scorer.open(reverse("admin:assessment_piece_declare", args=[row.piece.code]))
            assert scene.made[number].application.reference not in scorer.page.content()
            fill(scorer, has_interest="no")
            press(scorer)
            assert "We share one kitchen." in scorer.main().inner_text()
            fill(scorer, **{f"score-{criterion.pk}": value}, advice="fund")
            scorer.page.locator("[name=final]").click()
            scorer.look()


def decide(desk, scene, second) -> PanelMeeting:
    """The plan is read, the panel meets, decides on all, and the first officer confirms it."""
    desk.open(of(scene.round, "plan"))
    assert "With £10,000 more" in desk.main().inner_text()
    begins = timezone.localtime() - timedelta(hours=1)
    said = {"starts_at": f"{begins:%Y-%m-%dT%H:%M:%S}", "place": "Demo hall", "quorum": 2}
    act(desk, of(scene.round, "plan_meeting"), **said)
    meeting = PanelMeeting.objects.get()
    desk.open(of(meeting) + "?tab=members")
    for row, person in enumerate((scene.officer, second)):
        fill(desk, **{f"members-{row}-person": person.pk, f"members-{row}-came": True})
    desk.page.locator("[name=_save]").first.click()
    desk.look()
    assert meeting.members.filter(came=True).count() == 2
    for place, one in enumerate(meeting.decisions.order_by("order")):
        verdict = "fund" if one.advised_pence else "no"
        if place < BY_HAND + GRANTED:
            reason = {"reason": "Demo: as the scores say."}
            act(desk, of(one, "decide_on"), verdict=verdict, **reason)
            continue
        services.decide_on(
            decision_id=one.pk,
            verdict=verdict,
            pounds_pence=one.advised_pence,
            reason="Demo: as the scores say.",
            actor=scene.officer,
        )
    for name in ("letters", "minutes", "change"):
        desk.open(of(meeting, name))
    act(desk, of(meeting, "confirm_first"))
    assert not Award.objects.exists()
    return meeting


def read_the_letter(walk, award) -> None:
    """The group reads what was decided, and why."""
    walk.open(award.application.get_absolute_url())
    assert "Demo: as the scores say." in walk.main().inner_text()
    walk.open(reverse("awards:award", args=[award.application.reference]))
    assert "The council is still writing it." in walk.main().inner_text()


def agree(desk, award, *groups) -> None:
    """The officer plans two payments and makes the agreement; both groups accept it."""
    today = timezone.localdate()
    for pounds, due in ((1_500, today), (500, today + timedelta(days=90))):
        act(desk, of(award, "plan_payment"), due_on=due.isoformat(), pence=pounds)
    desk.open(of(award, "make_agreement"))
    assert "gets £2,000 for “Tea for all”" in desk.main().inner_text()
    dates = {
        "starts_on": (today - timedelta(days=200)).isoformat(),
        "ends_on": (today + timedelta(days=20)).isoformat(),
    }
    act(desk, of(award, "make_agreement"), **dates)
    for walk in groups:
        walk.open(reverse("my_organisations:home"))
        walk.open(reverse("awards:award", args=[award.application.reference]))
        walk.press("Read and accept it")
        walk.press("Accept the agreement")
        assert "There is a problem" in walk.main().inner_text()
        fill(walk, capacity="Director", agree=True)
        walk.press("Accept the agreement")
    award.refresh_from_db()
    assert award.state == "agreed"


def pay(desk, approver, award, walk) -> None:
    """The first payment is asked for by one officer, approved by the other, and made."""
    supplier = {"number": f"SUP-{award.pk}", "telephone": "01582 540 001"}
    act(desk, of(award, "keep_supplier"), **supplier)
    payment = award.payments.first()
    act(desk, of(payment, "ask"))
    desk.open(reverse("admin:awards_payment_changelist") + "?state__exact=asked")
    act(approver, of(payment, "approve"))
    act(desk, of(payment, "mark_paid"), finance_reference=f"F-{award.pk}")
    assert Payment.objects.get(pk=payment.pk).state == "paid"
    walk.open(reverse("awards:award", args=[award.application.reference]))
    assert f"F-{award.pk}" in walk.main().inner_text()


def look_around(desk, award, meeting) -> None:
    """Pages that nobody needed on the way."""
    for tab in ("", "?tab=agreement", "?tab=payments"):
        desk.open(of(award) + tab)
    desk.open(of(meeting) + "?tab=members")
    for listed in ("collaboration_fund_award", "awards_supplier", "publishing_publicaward"):
        desk.open(reverse(f"admin:{listed}_changelist"))


def report(walk, award) -> None:
    """The group says what it spent, did and learnt, part by part, and sends it."""
    group = award.application.lead
    for page in ("my_awards:home", "my_monitoring:home"):
        walk.open(reverse(page, args=[group.slug]))
    walk.open(reverse("monitoring:award", args=[award.reference]))
    walk.main().locator(f"a[href='{Report.objects.get(award=award).get_absolute_url()}']").click()
    walk.look()
    first, second = award.plan.all()
    ward = award.application.lead.ward
    parts = {
        "spending": {f"line_{first.pk}": "1,500", f"line_{second.pk}": "500"},
        "output_add": {"name": "Shared meals", "planned": 40, "number": 52},
        "people": {f"ward_{ward.pk}": 47, "elsewhere": 12} if ward else {"elsewhere": 12},
        "learnt": {"learnt": "People come for the soup and stay for the talk."},
        "story_add": {"words": "She sings again.", "may_be_public": True, "consent": "Signed."},
    }
    for name, typed in parts.items():
        walk.open(reverse(f"monitoring:{name}", args=[award.reference, 1]))
        fill(walk, **typed)
        walk.main().locator("form [type=submit]").first.click()
        walk.look()
    walk.open(reverse("monitoring:check", args=[award.reference, 1]))
    walk.press("Send the report")
    assert Report.objects.get(award=award).state == "sent"


def read_in_public(walk, awards) -> None:
    """Both grants are public, one with what changed because of it, and so are the figures."""
    keep_up()
    assert PublicAward.objects.published().count() == GRANTED
    walk.open("/")
    walk.follow("Who got a grant, and what changed")
    assert walk.main().inner_text().count("£2,000") == GRANTED
    walk.open(PublicAward.objects.get(award=awards[0]).get_absolute_url())
    shown = walk.main().inner_text()
    for said in ("stay for the talk", "She sings again.", "£1,500"):
        assert said in shown
    walk.open(reverse("publishing:figures"))
    assert "£4,000" in walk.main().inner_text()
    walk.open(reverse("publishing:open_data"))
