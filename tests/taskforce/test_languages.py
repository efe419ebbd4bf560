"""Public words of officers in each language, and words that the portal writes for others."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from messaging.models import OutboxMessage
from taskforce import services
from taskforce.models import Action, Decision, Evidence, Meeting, Member, Minutes, Review, Vote
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.taskforce import (
    ActionFactory,
    EvidenceFactory,
    GroupMeasureFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    ReviewFactory,
    VoteFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import press, url
from tests.taskforce.test_membership import appoint, refusal
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db

URDU = "اردو کے الفاظ"


@pytest.fixture
def reads_urdu(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    return client


def marked(page: str, said: str) -> bool:
    """Whether every place of the page's body that has these English words is marked as English."""
    body = page.partition("<body")[2]
    without = re.sub(r'<(\w+)[^>]* lang="en" dir="ltr"[^>]*>.*?</\1>', "", body, flags=re.DOTALL)
    return said in body and said not in without


def minuted(**words) -> Meeting:
    meeting = MinutesFactory(text="The minuted words").meeting
    Decision.objects.create(meeting=meeting, text="The decided words")
    ActionFactory(meeting=meeting, text="The promised words")
    PaperFactory(meeting=meeting, title="The paper words")
    return meeting


def test_what_officers_wrote_in_urdu_is_read_in_urdu(reads_urdu):
    meeting = minuted()
    for model in (Minutes, Decision, Action):
        model.objects.update(text_ur=f"{URDU} {model.__name__}")
    page = words(reads_urdu, meeting.get_absolute_url())
    for model in (Minutes, Decision, Action):
        assert f"{URDU} {model.__name__}" in page
    assert "The minuted words" not in page


def test_english_on_an_urdu_page_is_marked_as_english(reads_urdu):
    page = words(reads_urdu, minuted().get_absolute_url())
    for said in ("The minuted words", "The decided words", "The promised words", "The paper words"):
        assert marked(page, said), said
    assert marked(page, Meeting.objects.get().title)


@pytest.mark.parametrize("state", ["listed", "shown"])
def test_each_public_page_marks_english(reads_urdu, officer, state):
    evidence = EvidenceFactory(commissioned_from="Demo researchers")
    member = MemberFactory()
    item = WorkItemFactory()
    measure = GroupMeasureFactory(unit="demo days")
    meeting = MeetingFactory(agenda="The point words", summary="The summed words")
    cancelled = MeetingFactory(state="cancelled", cancel_reason="The snowy words")
    review = ReviewFactory()
    services.decide_review(
        review_id=review.pk, outcome="continue", reason="The reasoned words", actor=officer
    )
    vote = VoteFactory(state="closed")
    shown = {
        "listed": {
            "/taskforce/members/": [member.seat],
            "/taskforce/meetings/": [meeting.title],
            "/taskforce/work/": [item.title, item.area.title],
            "/taskforce/evidence/": [evidence.title, evidence.summary],
            "/taskforce/groups/": [measure.measure, "demo days", measure.group.remit],
            "/taskforce/reviews/": [
                "The reasoned words",
                "Two policies changed.",
                "People ask for it.",
                vote.title,
            ],
        },
        "shown": {
            meeting.get_absolute_url(): ["The point words", "The summed words", meeting.title],
            cancelled.get_absolute_url(): ["The snowy words"],
            member.get_absolute_url(): [member.seat],
            evidence.get_absolute_url(): [
                "The whole words.",
                "Counted by demo hands.",
                "Demo researchers",
            ],
        },
    }[state]
    for address, said in shown.items():
        page = words(reads_urdu, address)
        for one in said:
            assert marked(page, one), (address, one)


def test_a_members_own_pages_mark_english(reads_urdu):
    member = MemberFactory()
    action, item = ActionFactory(owner=member), WorkItemFactory(owner=member)
    meeting = MeetingFactory()
    sign_in(reads_urdu, member.person, "code")
    page = words(reads_urdu, "/my/taskforce/")
    for said in (action.text, item.title, meeting.title, member.seat):
        assert marked(page, said), said
    assert marked(words(reads_urdu, f"/my/taskforce/actions/{action.pk}/"), action.text)


def test_a_seat_is_named_in_each_language_whoever_appoints(officer):
    with override("ur"):
        first = appoint(ResidentFactory(), officer, seat="")
    assert first.seat_en == "Resident seat 1"
    assert first.slug == "resident-seat-1"
    with override("en"):
        second = appoint(ResidentFactory(), officer, seat="")
    assert second.seat_en == "Resident seat 2"
    assert first.seat_ur.rstrip("1") == second.seat_ur.rstrip("2")


def test_a_seat_taken_in_one_language_is_taken(officer):
    appoint(ResidentFactory(), officer, seat={"en": "First seat", "ur": URDU})
    asked = {"person": ResidentFactory(), "officer": officer}
    refusal("seat-taken", appoint, seat={"en": "Second seat", "ur": URDU}, **asked)
    with override("ur"):
        refusal("seat-taken", appoint, seat="first seat", **asked)


def test_the_vote_for_a_chair_is_called_so_in_each_language(officer):
    with override("ur"):
        services.decide_review(
            review_id=ReviewFactory().pk,
            outcome="continue",
            reason="It works.",
            new_chair=True,
            actor=officer,
        )
    vote = Vote.objects.get()
    assert vote.title_en == f"Chair of the Taskforce, {day(0).year}"
    assert vote.title_ur
    assert Review.objects.get(state="decided").outcome_reason_en == "It works."


def test_an_officer_who_works_in_urdu_writes_english_where_english_is_asked(office):
    office.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    meeting = HeldMeetingFactory()
    asked = {"text_en": "We talked.", "text_ur": URDU}
    assert press(office, url("meeting", "write_minutes", meeting.pk), asked).status_code == 302
    minutes = Minutes.objects.get()
    assert (minutes.text_en, minutes.text_ur) == ("We talked.", URDU)
    press(office, url("meeting", "decide", meeting.pk), {"text_en": "To ask.", "text_ur": URDU})
    decision = Decision.objects.get()
    assert (decision.text_en, decision.text_ur) == ("To ask.", URDU)
    changed = {f"decision-{decision.pk}_en": "To ask.", f"decision-{decision.pk}_ur": f"{URDU} 2"}
    press(office, url("meeting", "change_decisions", meeting.pk), changed)
    decision.refresh_from_db()
    assert (decision.text_en, decision.text_ur) == ("To ask.", f"{URDU} 2")
    refused = office.post(url("meeting", "write_minutes", meeting.pk), {"text_ur": "x"})
    assert refused.context["errors"]


def test_who_is_told_of_a_cancelled_meeting_reads_why_in_their_language(officer):
    MemberFactory()
    MemberFactory(person__language="ur")
    meeting = MeetingFactory()
    reason = {"en": "Snow in town", "ur": URDU}
    services.cancel_meeting(meeting_id=meeting.pk, reason=reason, actor=officer)
    said = {row.language: row.text for row in OutboxMessage.objects.all()}
    assert "Snow in town" in said["en"]
    assert URDU in said["ur"]
    assert "Snow in town" not in said["ur"]


def test_minutes_that_stand_stand_in_all_their_languages(officer):
    meeting = MinutesFactory(state="circulated", approved_on=None).meeting
    asked = {"meeting_id": meeting.pk, "actor": officer}
    decision = services.record_decision(text={"en": "To ask.", "ur": URDU}, **asked)
    action = services.add_action(text={"en": "Ask.", "ur": URDU}, owner_words="Team", **asked)
    services.approve_minutes(approved_on=day(0), **asked)
    refusal("not-a-draft", services.write_minutes, text={"en": "x", "ur": "x"}, **asked)
    text = {"en": "To ask.", "ur": "x"}
    refusal(
        "minutes-approved",
        services.change_decision,
        decision_id=decision.pk,
        text=text,
        actor=officer,
    )
    changing = {"action_id": action.pk, "owner_words": "Team", "actor": officer}
    for text in ({"en": "Ask.", "ur": "x"}, {"en": "x", "ur": URDU}):
        refusal("minutes-approved", services.change_action, text=text, **changing)
    services.change_action(text={"en": "Ask.", "ur": URDU}, due_on=day(3), **changing)


@pytest.mark.parametrize("name", ["title", "summary", "body", "provenance", "commissioned_from"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_consent_covers_the_words_of_each_language(office, name, language):
    story = EvidenceFactory(kind="story", consent="given", consent_on=day(-9), file=None)
    shown = office.get(url("evidence", "change", story.pk)).context["adminform"].form
    asked = {key: shown[key].value() or "" for key in shown.fields if key != "file"}
    asked |= {f"{name}_{language}": "Other words"}
    assert press(office, url("evidence", "change", story.pk), asked).status_code == 302
    story.refresh_from_db()
    covered = name != "commissioned_from"
    assert (story.consent, story.publication) == (
        ("awaited", "private") if covered else ("given", "public")
    )


def test_a_decided_review_stays_in_all_its_languages(office, officer):
    review = ReviewFactory(impact_ur=URDU)
    services.decide_review(review_id=review.pk, outcome="continue", reason="x", actor=officer)
    assert office.get(url("review", "change", review.pk)).status_code == 200
    press(office, url("review", "change", review.pk), {"impact_en": "x", "impact_ur": "x"})
    review.refresh_from_db()
    assert (review.impact_en, review.impact_ur) == ("Two policies changed.", URDU)


def test_officers_find_words_in_each_language_whatever_they_read(office):
    MemberFactory(seat_en="Demo seat", seat_ur=URDU)
    for language in ("en", "ur"):
        office.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        for sought in ("Demo seat", URDU):
            page = office.get(url("member", "changelist"), {"q": sought})
            assert page.context["cl"].result_count == 1, (language, sought)


def test_the_history_names_each_language_and_hides_what_was_said_in_confidence(office):
    story = EvidenceFactory(body_ur="Secret words", consent="not-needed", file=None)
    Evidence.objects.get(pk=story.pk).save()
    story.body_ur = "Other secret"
    story.save()
    page = words(office, url("evidence", "history", story.pk))
    assert "[ur]" in page
    assert "secret" not in page.lower()


def test_seats_stand_in_the_order_of_their_numbers(client, officer):
    for number in (10, 2, 1):
        MemberFactory(seat=f"Resident seat {number}")
    found = re.findall(r"Resident seat (\d+)</bdi></p>", words(client, "/taskforce/members/"))
    assert found == ["1", "2", "10"]
    last = Member.objects.get(seat_en="Resident seat 10")
    services.change_term(
        member_id=last.pk,
        seat="Resident seat 0",
        starts_on=last.starts_on,
        ends_on=last.ends_on,
        reason="A slip",
        actor=officer,
    )
    assert Member.objects.first() == last
