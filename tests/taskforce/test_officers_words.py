"""What officers read is said to officers, and stays in its paragraphs."""

import re

import pytest
from django.urls import reverse

from taskforce.models import Decision, Minutes
from tests.factories.people import ResidentFactory
from tests.factories.taskforce import MeetingFactory, MinutesFactory, ReviewFactory, make_body
from tests.officers.pages import url
from tests.taskforce.test_admin import EXPORTS
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db

LONG = (
    "First paragraph.\n\nSecond paragraph.\nIts second line.\n\n" + "word " * 600 + "\n\nThe end."
)


@pytest.mark.parametrize(
    ("state", "page"),
    [
        ("draft", "circulate_minutes"),
        ("circulated", "approve_minutes"),
        ("approved", "publish_minutes"),
    ],
)
def test_minutes_are_read_whole_and_in_paragraphs_before_they_stand(office, state, page):
    minutes = MinutesFactory(state=state, text=LONG)
    Minutes.objects.update(text_ur="پہلا")
    Decision.objects.create(meeting=minutes.meeting, text="First decision")
    Decision.objects.create(meeting=minutes.meeting, text="Second decision")
    shown = words(office, url("meeting", page, minutes.meeting_id))
    for said in (
        "<p>First paragraph.</p>",
        "<p>Second paragraph.<br>Its second line.</p>",
        "The end.</p>",
        "<p>پہلا</p>",
        "<p>First decision</p>",
        "<p>Second decision</p>",
    ):
        assert said in shown, said


def test_what_a_meeting_is_about_keeps_its_paragraphs(client):
    meeting = MeetingFactory(summary="One.\n\nTwo.")
    page = words(client, meeting.get_absolute_url())
    assert "<p>One.</p>" in page
    assert "<p>Two.</p>" in page


def test_why_a_review_was_decided_keeps_its_paragraphs(office, officer):
    review = ReviewFactory(impact="One.\n\nTwo.")
    assert "<p>Two.</p>" in words(office, url("review", "decide", review.pk))


@pytest.mark.parametrize("model", [*EXPORTS, "vote"])
def test_no_officer_is_asked_for_what_is_theirs(office, model):
    """A form about somebody else never says "your"."""
    make_body(ResidentFactory())
    address = reverse(f"admin:taskforce_{model}_add")
    pages = [office.get(address), *(office.post(address, sent) for sent in ({}, {"email": "x"}))]
    assert not [_yours(page) for page in pages if page.status_code == 200 and _yours(page)]


def _yours(page) -> list[str]:
    main = page.content.decode().partition('id="content-main"')[2].partition("</form>")[0]
    said = re.sub(r"<[^>]+>", " ", main)
    return re.findall(r".{20}\byour\b.{20}", said)
