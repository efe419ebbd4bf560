"""Three groups in three browsers, from a need that one posts to the receipt that all three keep."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from collaboration_fund.emails import APPLICATION, PARTNERS
from collaboration_fund.models import Acceptance, Application, Edition
from messaging.models import OutboxMessage
from partnerships import services
from partnerships.models import Match, Partnership
from tests.collaboration_fund.test_own_pages import pages
from tests.factories.fund import Together, open_round
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory
from tests.factories.places import WardFactory
from tests.journeys.walk import Walk, enter
from tests.pdf_ua import faults, heard

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

WAYS = [
    pytest.param({}, id="with JavaScript"),
    pytest.param({"javascript": False}, id="without", marks=pytest.mark.soak),
]


@pytest.fixture
def groups() -> list:
    """(group, its owner) of three groups of the directory, the first of which has a need."""
    WardFactory()
    people = [group_with(listed=True, form="cio") for _number in range(3)]
    for group, _owner in people[1:]:
        PostingFactory(organisation=group, kind="offer", parts=[("volunteers-cooks", 2)])
    return people


@pytest.fixture
def walks(visitor, axe, fits, groups, way) -> list[Walk]:
    """Each owner in a browser of their own: the first on a telephone, the others at a desk."""
    made = []
    for (_group, person), width in zip(groups, (320, 1280, 1280), strict=True):
        walk = Walk(visitor(width=width, **way), fits, axe)
        enter(walk.page, settings.SITE_URL, person)
        made.append(walk)
    return made


@pytest.mark.parametrize("way", WAYS)
def test_three_groups_find_each_other_apply_together_and_are_told_that_it_is_there(
    groups, walks, site, way
):
    round = open_round()
    partnership = become_partners(groups, walks)
    application = begin(round, partnership, groups, walks[0])
    write(application, groups, walks[0])
    for (group, _owner), walk in zip(groups[1:], walks[1:], strict=True):
        accept(application, group, walk)
    change_a_line_of_one(application, groups, walks)
    put_a_typo_right(application, groups, walks)
    send(application, groups, walks, site)
    look_at_every_page(application, groups, walks)


def become_partners(groups, walks) -> Partnership:
    """A need meets the offers of two, all say yes and talk, and a partnership is made."""
    (asking, _owner), *others = groups
    first = walks[0]
    first.open(asking.own_url)
    first.follow("Needs and offers")
    first.press("Post a need")
    first.press("Post it")
    first.field("In a few words").fill("Cooks for a street lunch")
    first.page.locator("[name=category_1]").select_option("volunteers-cooks")
    first.page.locator("[name=quantity_1]").fill("4")
    first.press("Post it")
    assert services.look_for_matches() == 3
    match = Match.objects.order_by("pk").last()
    assert match.sides.count() == 3
    for (group, _person), walk in zip(groups, walks, strict=True):
        walk.open(of_match(group, match))
        assert "@demo.example" not in walk.main().inner_text()
        walk.press("Yes")
        walk.page.get_by_label("Show my name and email address").check()
        walk.press("Yes")
    assert walks[2].main().inner_text().count("@demo.example") == 3
    first.page.reload()
    first.field("Write to the other groups").fill("Shall we cook on Sunday?")
    first.press("Send")
    first.follow("Become partners")
    first.field("Name of the partnership").fill("Demo Sunday Lunch")
    first.press("Propose it")
    for (group, _person), walk in zip(others, walks[1:], strict=True):
        walk.open(of_match(group, match))
        assert "Shall we cook on Sunday?" in walk.main().inner_text()
        walk.follow("Demo Sunday Lunch")
        walk.press("Yes, we are partners")
    partnership = Partnership.objects.get()
    assert partnership.is_formed
    walks[1].open("/needs/")
    return partnership


def of_match(group, match) -> str:
    return f"/my/organisations/{group.slug}/needs/matches/{match.pk}/"


def begin(round, partnership, groups, walk) -> Application:
    """The draft begins with what the partnership says already."""
    (asking, _owner), *others = groups
    walk.open(partnership.own_url(asking))
    walk.main().get_by_text(f"Apply together in “{round}”").click()
    walk.look()
    assert walk.field("What is your work together called?").input_value() == "Demo Sunday Lunch"
    assert walk.field(str(asking)).is_checked()
    walk.press("Begin")
    application = Application.objects.get()
    assert application.partnership == partnership
    shown = walk.main().inner_text()
    for group, _person in others:
        assert str(group) in shown
        part = application.partners.get(organisation=group)
        assert part.tasks == "Cooks: 2 volunteers"
    return application


def address(application, name, *more) -> str:
    return reverse(f"collaboration_fund:{name}", args=[application.reference, *more])


def write(application, groups, walk) -> None:
    """The lead group answers, says what each does, and writes the budget."""
    answers = {"new": "We share one kitchn.", "where": "In two wards."}
    for key, words in answers.items():
        walk.open(address(application, "answers_page", key))
        walk.page.locator(f"[name=q-{key}]").fill(words)
        walk.press("Continue")
    for partner in application.partners.all():
        walk.open(address(application, "part", partner.pk))
        walk.field("Its role in your work together").fill("Cooks")
        walk.field("What it is to do").fill(partner.tasks or "Keeps the books.")
        walk.press("Save and go back")
    lead, one, two = application.partners.all()
    for partner, what, source, pounds in (
        (lead, "Rent", "Asked of the fund", "1,500"),
        (one, "Food", "Asked of the fund", "250"),
        (one, "Pans", "Given in kind", "300"),
        (two, "Buses", "Asked of the fund", "99.50"),
    ):
        walk.open(address(application, "budget"))
        walk.page.locator("[name=partner]").select_option(str(partner.pk))
        walk.page.locator("[name=what]").fill(what)
        walk.page.locator("[name=category]").select_option("activities")
        walk.page.get_by_label(source, exact=True).check()
        walk.page.locator("[name=quarter_1]").fill(pounds)
        walk.press("Add it to the budget")
        assert what in walk.main().inner_text()
    walk.open(address(application, "subsidies", lead.pk))
    walk.page.locator("[name=pence]").fill("0")
    walk.page.locator("[name=agree]").check()
    walk.press("Save and go back")


def accept(application, group, walk) -> None:
    """A partner goes from the email that invited it to its part, and accepts it."""
    partner = application.partners.get(organisation=group)
    walk.open(application.get_absolute_url())
    walk.follow("Read and accept your part")
    assert partner.tasks in walk.main().inner_text()
    walk.page.locator("[name=capacity]").fill("Director")
    walk.page.locator("[name=agree]").check()
    walk.press("Accept our part")
    assert "Has accepted its part as it stands." in walk.main().inner_text()


def change_a_line_of_one(application, groups, walks) -> None:
    """What one gives in kind changes: its yes ends, with the figures, and is given once more."""
    group, owner = groups[1]
    line = application.lines.get(what="Pans")
    walks[0].open(address(application, "line", line.pk))
    walks[0].page.locator("[name=pence]").fill("450")
    walks[0].press("Save")
    ended = Acceptance.objects.get(voided_at__isnull=False)
    assert ended.partner.organisation == group
    told = OutboxMessage.objects.filter(kind=PARTNERS, key__contains=".voided:")
    assert [message.to_address for message in told] == [owner.email]
    walks[1].open(address(application, "accept", ended.partner_id))
    said = walks[1].main().inner_text()
    assert "What you accepted has changed" in said
    assert "£300" in said
    assert "£450" in said
    accept(application, group, walks[1])
    assert Acceptance.objects.standing().count() == 2


def put_a_typo_right(application, groups, walks) -> None:
    """A word in an answer ends nobody's yes, and who has said it sees what was changed."""
    lead, partner = walks[0], application.partners.get(organisation=groups[2][0])
    lead.open(address(application, "answers_page", "new"))
    lead.page.locator("[name=q-new]").fill("We share one kitchen.")
    lead.press("Continue")
    assert Acceptance.objects.standing().count() == 2
    walks[2].open(address(application, "accept", partner.pk))
    said = walks[2].main().inner_text()
    assert "Your yes still counts." in said
    assert "We share one kitchn." in said
    assert "We share one kitchen." in said


def send(application, groups, walks, site) -> None:
    """It is sent once; the receipt, the email and the PDF say the same to all three."""
    walks[0].open(application.get_absolute_url())
    walks[0].press("Check and send")
    walks[0].press("Send the application")
    edition = Edition.objects.get()
    assert edition.sha256 in walks[0].main().inner_text()
    for (_group, person), walk in zip(groups, walks, strict=True):
        email = OutboxMessage.objects.get(kind=APPLICATION, to_address=person.email)
        assert edition.sha256 in email.text
        [link] = set(re.findall(rf"{site}/fund/application/\S+/", email.text))
        walk.open(link)
        walk.follow("Stage 1, sending 1")
        assert edition.sha256 in walk.main().inner_text()
        pdf = walk.button("Take it as a PDF").get_attribute("href")
        answer = walk.page.context.request.get(pdf)
        assert answer.headers["content-type"] == "application/pdf"
        assert faults(answer.body()) == set()
        assert "We share one kitchen." in heard(answer.body())


def look_at_every_page(application, groups, walks) -> None:
    """Each page of an application that was sent twice, also those that nobody needed on the way."""
    application.entry.editions.get()
    walks[0].open(address(application, "answers_page", "where"))
    walks[0].page.locator("[name=q-where]").fill("In nine wards.")
    walks[0].press("Continue")
    walks[0].open(address(application, "check"))
    walks[0].press("Send the application")
    partner = application.partners.filter(organisation=groups[2][0]).get()
    made = Together(application, groups[0][1], partner, groups[2][1])
    for name, page in pages(made).items():
        if name not in {"accept", "leave", "partner subsidies", "edition_pdf"}:
            walks[0].open(page)
    for name in ("accept", "leave"):
        walks[2].open(address(application, name, partner.pk))
    walks[2].open(address(application, "subsidies", partner.pk))
    walks[0].open(application.round.get_absolute_url())
