"""The Taskforce's pages and emails in Urdu, a member's own among them, with something on each."""

import pytest
from django.conf import settings
from django.db.models import CharField, Model, Value
from django.db.models.functions import Cast, Concat

from people.models import User
from places.models import Venue
from programme.models import Theme
from taskforce import models
from tests.architecture.test_urdu import assert_letter_in_urdu, assert_urdu
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.taskforce import day, make_body
from tests.officers.pages import opened
from tests.taskforce import test_emails

pytestmark = pytest.mark.django_db

WORDS = "لفظ"
# Every text column of what these pages show.
TEXTS = {
    models.Member: ("seat_ur", "biography"),
    models.Meeting: ("title_ur", "summary_ur", "agenda_ur", "cancel_reason_ur"),
    models.Minutes: ("text_ur",),
    models.Paper: ("title_ur",),
    models.Action: ("text_ur",),
    models.PriorityArea: ("title_ur", "summary_ur"),
    models.WorkItem: ("title_ur",),
    models.Evidence: ("title_ur", "summary_ur", "body_ur", "provenance_ur"),
    models.CrossSectorGroup: ("name_ur", "remit_ur"),
    models.GroupMember: ("organisation",),
    models.GroupMeasure: ("measure_ur",),
    models.Engagement: ("title",),
    models.Interest: ("organisation",),
    models.Review: ("impact_ur", "relevance_ur", "need_ur"),
    models.Vote: ("title_ur",),
    User: ("name",),
    Venue: ("name", "address", "nearest_stop"),
    Theme: ("title", "title_en"),
}


def say_all_in_urdu() -> None:
    """Leave no English in the database, so that any that a page shows is the portal's own."""
    for model, columns in TEXTS.items():
        words = Concat(Value(f"{WORDS} "), Cast("pk", CharField()), output_field=CharField())
        model._base_manager.update(**dict.fromkeys(columns, words))


@pytest.fixture
def body(client):
    """A Taskforce in which all that is data is Urdu, and its member, signed in and reading Urdu."""
    person = ResidentFactory(language="ur")
    body = make_body(person)
    say_all_in_urdu()
    models.ExpenseClaim.objects.update(note=WORDS)
    models.MemberRole.objects.create(member=body.member, role="chair", starts_on=day(-9))
    models.Member.objects.filter(pk=body.member.pk).update(interests_confirmed_on=day(-400))
    models.Review.objects.update(
        state="decided",
        outcome="refresh",
        outcome_reason_ur=WORDS,
        decided_on=day(-1),
        new_chair=True,
    )
    sign_in(client, person, "code")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    return body


def test_the_public_pages_are_in_urdu(client, body):
    for page in ("", "members/", "meetings/", "work/", "evidence/", "groups/", "reviews/"):
        assert_urdu(client.get(f"/taskforce/{page}").content.decode())
    for thing in (body.member, body.meeting, body.action.meeting, body.evidence):
        assert_urdu(client.get(thing.get_absolute_url()).content.decode())


def test_a_members_own_pages_are_in_urdu(client, body):
    own = (
        "",
        "profile/",
        "profile/withdraw/",
        "interests/",
        "interests/add/",
        f"interests/{body.interest.pk}/",
        f"interests/{body.interest.pk}/end/",
        f"interests/{body.interest.pk}/remove/",
        "expenses/",
        f"expenses/{body.claim.pk}/withdraw/",
        "engagements/",
        f"actions/{body.action.pk}/",
        f"work/{body.item.pk}/",
        f"areas/{body.area.pk}/",
        f"meetings/{body.meeting.slug}/apologies/",
        f"meetings/{body.minuted.slug}/minutes/",
        f"vote/{body.vote.pk}/",
        f"vote/{body.vote.pk}/stand/",
    )
    for page in own:
        assert_urdu(client.get(f"/my/taskforce/{page}").content.decode())


@pytest.mark.parametrize("page", ["profile/", "interests/add/", "expenses/", "engagements/"])
def test_what_a_member_got_wrong_is_said_in_urdu(client, body, page):
    long = "ا" * 9000
    wrong = {"biography": long, "organisation": long, "title": long, "note": long, "pounds": "x"}
    address = f"/my/taskforce/{page}"
    sent = opened(client, address) | wrong | {"reach": "x"}
    assert_urdu(client.post(address, sent).content.decode())


def test_refusals_are_in_urdu(client, body):
    stand = client.post(f"/my/taskforce/vote/{body.vote.pk}/stand/", {"stand": "yes"})
    assert stand.status_code == 409
    assert_urdu(stand.content.decode())


@pytest.mark.parametrize("name", sorted(test_emails.builders()))
def test_an_email_of_the_taskforce_is_in_urdu(name, body):
    arguments = test_emails.arguments(name)
    say_all_in_urdu()
    for thing in arguments:
        if isinstance(thing, Model) and thing._state.adding:
            thing.title = thing.reason = WORDS
        elif isinstance(thing, Model):
            thing.refresh_from_db()
    message = test_emails.builders()[name](*arguments)
    if message.to.reference is not None:
        assert_letter_in_urdu(message)
