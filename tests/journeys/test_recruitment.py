"""A whole recruitment round in a real browser.

It is opened, twelve people apply, two score, targets are set, the lottery is drawn, seats are
offered, one is declined and replaced, members are appointed, and one shows on the public pages.
"""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from assessment.models import Assessor
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from people.roles import SELECTION_PANEL
from recruitment.models import Application, Offer
from taskforce.models import Member
from taskforce.services import consent_to_publish
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer
from tests.factories.recruitment import RoundFactory, recruitment_officer, scored, submitted
from tests.journeys.walk import code_sent_to, enter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

WIDE = {"width": 1280}
NARROW = {"width": 320, "javascript": False}
NEWCOMER = "newcomer@demo.example"
APPLICANTS = 12
# As many by hand as show the way again; the others come by the services, as their pages do.
BY_HAND = 2
ROUNDS = "/admin/recruitment/round/"


def officer_cookie(page, site, officer) -> None:
    """Give a browser the cookie of an officer who has shown both factors."""
    client = Client()
    sign_in_officer(client, officer)
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])


@pytest.fixture
def scene():
    """A draft round for four seats, an officer, and two scorers with nothing but their role."""
    call_command("load_wards", verbosity=0)
    call_command("load_sample_postcodes", verbosity=0)
    call_command("load_roles", verbosity=0)
    officer = recruitment_officer()
    round = RoundFactory(state="draft", seats={"residents": (4, "lottery")}, criteria=["Listening"])
    scorers = [OfficerFactory(name=f"Demo Scorer {n}") for n in range(2)]
    for person in scorers:
        person.groups.add(Group.objects.get(name=SELECTION_PANEL))
        round.assessment.assessors.create(person=person)
    return round, officer, scorers


@pytest.mark.parametrize(
    "browser",
    [pytest.param(WIDE, marks=pytest.mark.soak), NARROW],
    ids=["wide", "narrow-without-javascript"],
)
def test_a_whole_round(walker, site, scene, browser):
    round, officer, scorers = scene
    desk = walker(**browser)
    officer_cookie(desk.page, site, officer)
    act(desk, round, "Open")
    newcomer_applies(walker(**browser), scripted=browser.get("javascript", True))
    others_apply(walker(), site, round)
    act(desk, round, "Close now")
    screen_all(desk)
    act(desk, round, "Start scoring")
    for person in scorers:
        score_all(walker(**browser), site, person, looks=person == scorers[0])
    act(desk, round, "Settle the pool")
    set_targets(desk, round)
    draw(desk, round)
    act(desk, round, "Offer the drawn seats")
    answer_offers(walker, site, browser)
    replace(desk, site, walker, round)
    act(desk, round, "Tell everybody else")
    act(desk, round, "Appoint")
    assert Member.objects.count() == 4
    show_a_member(walker(**browser), site)


def act(desk, round, words, **typed) -> None:
    """Press one of the buttons of the round, read what it will do, and do it."""
    desk.open(f"{ROUNDS}{round.pk}/change/")
    desk.page.get_by_role("link", name=words, exact=True).last.click()
    desk.look()
    for name, value in typed.items():
        desk.page.fill(f"input[name={name}]", value)
    press(desk)
    # Where somebody is told, or it can't be undone, it is asked once more.
    if desk.page.locator("[name=seen]").count():
        press(desk)
    expect(desk.page.locator(".messagelist .success")).to_be_visible()


def press(desk) -> None:
    """The first button of the page."""
    desk.page.locator("#content-main .submit-row [type=submit]").first.click()
    desk.look()


def newcomer_applies(walk, *, scripted: bool) -> None:
    """From the front of the Taskforce to the receipt, with a mistake on the way."""
    walk.open("/taskforce/")
    walk.press("Find out more")
    walk.follow("Check whether you can apply")
    walk.press("Check")
    walk.has_error("condition-0", "condition-1", scripted=scripted)
    for number in range(2):
        walk.page.locator(f"input[name=condition-{number}][value=yes]").check()
    walk.press("Check")
    walk.press("Apply now")
    walk.field("Email address").fill(NEWCOMER)
    walk.press("Send me a code")
    walk.field("Code").fill(code_sent_to(NEWCOMER))
    walk.press("Continue")
    walk.press("Save and continue")
    walk.has_error("name", "address", "postcode", scripted=scripted)
    fill_details(walk, "Demo Newcomer", 0)
    answer_all(walk, 0, "Demo Newcomer")
    assert walk.heading() == "Sent: we have your application"
    receipt = OutboxMessage.objects.filter(to_address=NEWCOMER).first()
    assert Application.objects.get(person__email=NEWCOMER).reference in receipt.subject


def fill_details(walk, name, number) -> None:
    if walk.page.locator("input[name=name]").count():
        walk.page.fill("input[name=name]", name)
    walk.page.check("input[name=sector][value=residents]")
    walk.page.fill("input[name=address]", f"{number} Demo Street")
    walk.page.fill("input[name=postcode]", f"LU99 1A{'ABCDEFGHIJKL'[number]}")
    walk.press("Save and continue")


def answer_all(walk, number, name) -> None:
    """Both sets of questions, then check and send."""
    walk.follow("Your answers")
    walk.page.fill("[name=q-called]", name)
    walk.press("Continue")
    walk.page.fill("[name=q-why]", f"I have lived here for {number + 5} years.")
    walk.press("Continue")
    walk.open(application_of(name).get_absolute_url())
    walk.follow("Selection questions")
    walk.page.check("input[name=agree]")
    walk.press("Continue")
    walk.page.check(f"input[name=q-sex][value={['female', 'male'][number % 2]}]")
    walk.press("Continue")
    walk.page.check(f"input[name=q-age][value='{['16-34', '35-54', '55+'][number % 3]}']")
    walk.press("Continue")
    walk.press("Keep these answers")
    walk.press("Check and send")
    walk.press("Send your application")


def application_of(name) -> Application:
    return Application.objects.get(person__name=name)


def others_apply(walk, site, round) -> None:
    """Eleven residents who have signed in before; some of them in one browser after the other."""
    walk.looks = ()
    for number in range(BY_HAND, APPLICANTS):
        values = {
            "sex": ["female", "male"][number % 2],
            "age": ["16-34", "35-54", "55+"][number % 3],
        }
        answers = {"why": f"I have lived here for {number + 5} years.", **values}
        submitted(
            round,
            ResidentFactory(name=f"Demo Applicant {number}"),
            number=number,
            postcode=f"LU99 1A{'ABCDEFGHIJKL'[number]}",
            answers=answers,
        )
    for number in range(1, BY_HAND):
        person = ResidentFactory(name=f"Demo Applicant {number}")
        walk.page.context.clear_cookies()
        enter(walk.page, site, person)
        walk.open(reverse("recruitment:apply", args=[round.slug]))
        fill_details(walk, person.name, number)
        answer_all(walk, number, person.name)
    assert Application.objects.filter(state="submitted").count() == APPLICANTS


def screen_all(desk) -> None:
    """All at once, after a look at who they are."""
    desk.open("/admin/recruitment/application/")
    for box in desk.page.locator("input.action-select").all():
        box.check()
    desk.page.select_option("select[name=action]", "screen_eligible")
    desk.page.get_by_role("button", name="Go", exact=True).click()
    desk.look()
    desk.page.get_by_role("button", name="Screen as eligible").click()
    desk.look()
    assert Application.objects.filter(state="eligible").count() == APPLICANTS


def score_all(walk, site, person, *, looks: bool) -> None:
    """Declare, read and score applications by their code; no name is ever on the page."""
    officer_cookie(walk.page, site, person)
    if not looks:
        walk.looks = ()
    walk.open("/admin/assessment/piece/")
    for number in range(BY_HAND):
        walk.page.locator("#content-main table a").nth(number).click()
        walk.look()
        walk.page.check("input[name=has_interest][value=no]")
        walk.page.get_by_role("button", name="Continue", exact=True).click()
        walk.look()
        assert "Demo Applicant" not in walk.page.content()
        assert "I have lived here for" in walk.page.inner_text("#content-main")
        walk.page.locator("fieldset input[type=radio]").nth(3).check()
        walk.page.get_by_role("button", name="Submit the scores").click()
        walk.look()
        if number == 0:
            walk.looks = ()
    member = Assessor.objects.get(person=person)
    for application in Application.objects.exclude(piece__scores__assessor=member):
        scored(application, [member], 3)


def set_targets(desk, round) -> None:
    """From the census; then fewer, tried out before they are saved."""
    desk.open(f"{ROUNDS}{round.pk}/targets/")
    desk.page.get_by_role("button", name="Set from the census figures").click()
    desk.look()
    for row in desk.page.locator(".officers-scroll tbody tr").all():
        chosen = row.locator("select[name$=-of]").input_value()
        if chosen and not chosen.startswith("sex:"):
            row.locator("input[name$=-DELETE]").check()
    desk.page.get_by_role("button", name="Work out everybody’s chance").click()
    desk.look()
    expect(desk.page.locator("#chances")).to_be_visible()
    desk.page.get_by_role("button", name="Save the targets").click()
    desk.look()
    assert set(round.targets.values_list("feature", flat=True)) == {"sex"}


def draw(desk, round) -> None:
    """The lottery is worked out, published, and one number decides."""
    desk.open(f"{ROUNDS}{round.pk}/ask-draw/")
    press(desk)
    expect(desk.page.get_by_text("Fill in").first).to_be_visible()
    source = "The demo lottery of next Saturday"
    act(desk, round, "Start the draw", seed="Luton 2040", number_source=source)
    run_waiting()
    desk.page.get_by_role("link", name="Reload", exact=True).click()
    desk.look()
    act(desk, round, "Publish the lottery")
    act(desk, round, "Draw the number", chance="3 11 19 28 40 51")
    assert "Panel drawn" in desk.page.inner_text("#content-main")
    desk.open(reverse("recruitment:draw", args=[round.slug]))
    assert round.draws.get().lottery_sha256 in desk.page.content()


def answer_offers(walker, site, browser) -> None:
    """Three accept; the fourth declines."""
    offered = list(Application.objects.filter(state="offered").select_related("person"))
    assert len(offered) == 4
    for application in offered:
        walk = walker(**browser)
        enter(walk.page, site, application.person)
        walk.open(application.get_absolute_url())
        if application == offered[0]:
            walk.press("Decline the seat")
            walk.page.fill("textarea[name=reason]", "I am moving away.")
            walk.press("Decline the seat")
        else:
            walk.press("Accept the seat")
            walk.page.fill("textarea[name=interests]", "Demo School")
            walk.press("Accept the seat")
            assert walk.heading() == "You have accepted a seat"


def replace(desk, site, walker, round) -> None:
    """Whoever repairs the balance is offered the seat, and takes it."""
    desk.open(f"{ROUNDS}{round.pk}/replace/")
    desk.page.check("input[name=offer_id]")
    desk.page.fill("input[name=seed]", "Luton 2040")
    for _look_first in range(2):
        press(desk)
    offer = Offer.objects.get(basis=Offer.Basis.REPLACEMENT)
    walk = walker()
    enter(walk.page, site, offer.application.person)
    walk.open(offer.application.get_absolute_url())
    walk.press("Accept the seat")
    walk.press("Accept the seat")


def show_a_member(walk, site) -> None:
    """By seat alone until they agree to be named; then by name."""
    member = Member.objects.select_related("person").first()
    today = timezone.localdate()
    Member.objects.update(starts_on=today, ends_on=today + timedelta(days=700))
    walk.open("/taskforce/members/")
    assert member.person.name not in walk.page.content()
    consent_to_publish(member_id=member.pk, actor=member.person, biography="I live here.")
    walk.open(member.get_absolute_url())
    assert member.person.name in walk.heading()


@pytest.mark.parametrize("browser", [WIDE, NARROW], ids=["wide", "narrow-without-javascript"])
def test_changing_what_was_sent_and_coming_back_later(walker, site, browser):
    application = submitted(RoundFactory(), ResidentFactory(name="Demo Changer"))
    walk = walker(**browser)
    enter(walk.page, site, application.person)
    walk.open(application.get_absolute_url())
    walk.follow("Change your application")
    walk.press("Change my application")
    assert walk.heading() == "Sent: we have your application"
    walk.open(reverse("recruitment:answers_page", args=[application.reference, "why"]))
    walk.page.fill("[name=q-why]", "I would like to say more.")
    walk.press("Save and come back later")
    assert "What you change now counts once you send it again." in walk.page.inner_text("main")
    assert application.response.submissions.count() == 1
    walk.press("Check and send again")
    walk.press("Send your application")
    assert "What you change now" not in walk.page.inner_text("main")
    assert application.response.submissions.count() == 2
    walk.follow("Delete your answers to the selection questions")
    walk.press("Delete my answers")
    walk.look()
    told = OutboxMessage.objects.filter(recipient=application.person.reference)
    assert told.filter(key__startswith="recruitment.selection-deleted").exists()
