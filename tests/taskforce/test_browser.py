"""The Taskforce in a real browser: a member, an officer, a visitor; narrow, without JavaScript."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from people import roles
from taskforce import services
from taskforce.models import Meeting, Member, Minutes
from tests.factories.people import officer_of, sign_in, sign_in_officer
from tests.factories.taskforce import (
    ActionFactory,
    CandidateFactory,
    ConsentFactory,
    EngagementFactory,
    EvidenceFactory,
    ExpenseFactory,
    GroupMeasureFactory,
    GroupMemberFactory,
    InterestFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    ReviewFactory,
    VoteFactory,
    WorkItemFactory,
    day,
)
from tests.taskforce.conftest import picture

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = [
    pytest.param({"width": 320, "javascript": False}, id="narrow without JavaScript"),
    pytest.param({"width": 1280}, id="wide", marks=pytest.mark.soak),
]
# Whether a list scrolls sideways in its own box.
TOO_WIDE = """[...document.querySelectorAll(".results")].some(
    list => list.scrollWidth > list.clientWidth)"""
ADMIN = [
    ("member", "changelist", False),
    ("member", "add", False),
    ("member", "change", True),
    ("member", "leave", True),
    ("member", "forecast", False),
    ("member", "export", False),
    ("meeting", "changelist", False),
    ("meeting", "change", True),
    ("meeting", "attendance", True),
    ("meeting", "write_minutes", True),
    ("engagement", "changelist", False),
    ("evidence", "change", True),
    ("evidence", "consent", True),
    ("crosssectorgroup", "change", True),
    ("review", "decide", True),
    ("vote", "change", True),
    ("workitem", "move", True),
    ("expenseclaim", "change", True),
]


@pytest.fixture
def signed_in(visitor, site):
    """Makes a browser page in which somebody is signed in already."""

    def open_page(enter, person, **options):
        client = Client()
        enter(client, person)
        page = visitor(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return open_page


@pytest.fixture
def look(axe, fits):
    """Looks at a page: `look(page)`."""

    def at(page):
        page.wait_for_load_state()
        axe(page)
        fits(page)

    return at


@pytest.fixture
def recruiter():
    """A recruitment officer."""
    return officer_of(roles.RECRUITMENT_OFFICER)


@pytest.fixture
def body():
    """A Taskforce with something on each of its pages."""
    member = ConsentFactory(member__person__name="Demo Rowan of a very long name").member
    services.consent_to_publish(
        member_id=member.pk, actor=member.person, biography="I grew up here.", photo=picture()
    )
    InterestFactory(member=member)
    MemberFactory(sector="private")
    ExpenseFactory(member=member)
    meeting = MinutesFactory().meeting
    ActionFactory(meeting=meeting, owner=member, due_on=day(-1))
    PaperFactory(meeting=MeetingFactory(agenda="First\nSecond", cancel_reason=""))
    WorkItemFactory(owner=member)
    EvidenceFactory()
    GroupMeasureFactory(group=GroupMemberFactory().group)
    EngagementFactory(member=member)
    ReviewFactory()
    CandidateFactory(
        member=member, votes=3, vote=VoteFactory(state="closed", winner=member, by_lot=True)
    )
    return member


def public(member) -> list[str]:
    things = [member, *Meeting.objects.all()]
    parts = ("", "members/", "meetings/", "work/", "evidence/", "groups/", "reviews/")
    evidence = EvidenceFactory()
    return [
        *(f"/taskforce/{part}" for part in parts),
        *(thing.get_absolute_url() for thing in things),
        evidence.get_absolute_url(),
    ]


@pytest.mark.parametrize("way", WAYS)
def test_a_visitor_reads_every_public_page(visitor, look, body, way):
    page = visitor(**way)
    for address in public(body):
        page.goto(address)
        look(page)


def test_the_pages_fit_right_to_left(visitor, fits, body):
    page = visitor(width=320, locale="ur")
    for address in public(body):
        page.goto(address)
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)


@pytest.mark.parametrize("way", WAYS)
def test_a_member_consents_declares_and_votes(signed_in, look, recruiter, tmp_path, way):
    member, rival = MemberFactory(person__name="Demo Rowan"), MemberFactory()
    vote = services.call_vote(
        title="Who should be chair?",
        closes_at=timezone.now() + timedelta(days=2),
        candidates=[member, rival],
        actor=recruiter,
    )
    services.open_vote(vote_id=vote.pk, actor=recruiter)
    file = tmp_path / "me.jpg"
    file.write_bytes(picture().read())
    page = signed_in(lambda client, who: sign_in(client, who, "code"), member.person, **way)

    page.goto("/my/")
    page.get_by_role("link", name="Open my membership").click()
    look(page)
    page.get_by_role("button", name="Introduce myself in public").click()
    look(page)
    page.get_by_label("About you").fill("I grew up in Demo Street.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    look(page)
    expect(page.get_by_label("About you")).to_have_value("I grew up in Demo Street.")
    page.get_by_label("Photo (optional)").set_input_files(str(file))
    page.get_by_label("I agree that the council shows").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Shows your name")).to_be_visible()

    page.get_by_role("link", name="Open my register of interests").click()
    page.get_by_role("button", name="Add an interest").click()
    look(page)
    page.get_by_label("Paid work").check()
    page.get_by_label("Name of the organisation").fill("Demo bakery")
    for label, value in (("Day", "1"), ("Month", "2"), ("Year", "2020")):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Confirm that this is complete").click()
    look(page)
    page.goto(f"/taskforce/members/{member.slug}/")
    expect(page.get_by_role("heading", name="Demo Rowan")).to_be_visible()
    expect(page.get_by_text("Demo bakery")).to_be_visible()
    look(page)

    page.goto("/my/taskforce/")
    page.get_by_role("button", name="Vote", exact=True).click()
    look(page)
    page.get_by_label(rival.person.name).check()
    page.get_by_role("button", name="Cast my vote").click()
    page.goto(f"/my/taskforce/vote/{vote.pk}/")
    expect(page.get_by_text("You have voted.")).to_be_visible()
    look(page)

    page.goto("/my/taskforce/")
    page.get_by_role("link", name="Stop showing my name").click()
    look(page)
    page.get_by_role("button", name="Take them down").click()
    expect(page.get_by_text("Shows your seat, not your name")).to_be_visible()
    assert not Member.objects.published().exists()


# Where the button of a page says something else than the link to it.
PRESSED = {"Attendance": "Save attendance"}
# What emails people is asked about once more.
TELLS = {"Send the minutes to the members"}


@pytest.mark.parametrize("way", WAYS)
def test_an_officer_runs_a_meeting_to_published_minutes(signed_in, axe, recruiter, way):
    member = MemberFactory(person__name="Demo Rowan", starts_on=day(-30))
    meeting = MeetingFactory(title="Demo meeting", starts_at=timezone.now() - timedelta(hours=3))
    page = signed_in(sign_in_officer, recruiter, **way)
    page.goto(reverse("admin:taskforce_meeting_change", args=[meeting.pk]))
    acts = (
        ("Mark as held", {}),
        ("Attendance", {f"Demo Rowan ({member.seat})": "came"}),
        ("Add a decision", {"What was decided (English)": "Ask the schools"}),
        ("Write the minutes", {"Minutes (English)": "We talked."}),
        ("Send the minutes to the members", {}),
        (
            "Record that the members approved the minutes",
            {"Approved by the members on": timezone.localdate().isoformat()},
        ),
        ("Publish the minutes", {}),
    )
    for words, answers in acts:
        page.get_by_role("link", name=words, exact=True).click()
        press = page.get_by_role("button", name=PRESSED.get(words, words), exact=True)
        expect(press).to_be_visible()
        axe(page)
        for label, value in answers.items():
            field = page.get_by_label(label)
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if words in TELLS:
            expect(page.get_by_text("1 person will be told by email")).to_be_visible()
        press.click()
        expect(page.locator(".messagelist")).to_be_visible()
    assert Minutes.objects.get().are_public
    page.goto(meeting.get_absolute_url())
    for shown in ("1 member came", "Ask the schools", "We talked."):
        expect(page.get_by_text(shown)).to_be_visible()
    axe(page)


@pytest.mark.parametrize("way", WAYS)
def test_officers_pages_are_clean(signed_in, look, recruiter, body, way):
    page = signed_in(sign_in_officer, recruiter, **way)
    for model, name, of_one in ADMIN:
        kind = f"admin:taskforce_{model}_{name}"
        arguments = [_first(model).pk] if of_one else []
        page.goto(reverse(kind, args=arguments))
        look(page)
        if way["width"] == 1280:
            assert not page.evaluate(TOO_WIDE), f"the list of {model} is wider than its window"


def _first(model: str):
    rows = apps.get_model("taskforce", model)._default_manager
    return rows.filter(state="held").first() if model == "meeting" else rows.first()
