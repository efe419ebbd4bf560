"""What is said to members and, about reviews, to the team that looks after the Taskforce."""

from django.conf import settings
from django.urls import reverse

from messaging.services import Message, Recipient
from taskforce.models import ExpenseClaim, ExpenseMove, Meeting, Member, Review, Vote

MEMBERSHIP = "taskforce.membership"
EXPENSE = "taskforce.expense"
MEETING = "taskforce.meeting"
REMINDER = "taskforce.reminder"
REVIEW = "taskforce.review"
VOTE = "taskforce.vote"


def _message(member: Member, name: str, *, kind: str = MEMBERSHIP, **context) -> Message:
    return Message(
        kind=kind,
        to=member.person.recipient,
        template=f"taskforce/email/{name}.email",
        context={
            "member": member,
            "person": member.person,
            "my_url": settings.SITE_URL + reverse("my_taskforce:home"),
            **context,
        },
    )


def appointed(member: Member) -> Message:
    """They are a member, from when to when, and what to do first."""
    return _message(member, "appointed")


def left(member: Member) -> Message:
    """They have left early; what we no longer show."""
    return _message(member, "left")


def term_ended(member: Member) -> Message:
    """Their term is over; thank you."""
    return _message(member, "term_ended")


def role_given(member: Member, role: str) -> Message:
    """They are chair or deputy from today."""
    return _message(member, "role_given", role=role)


def expense_decided(claim: ExpenseClaim, record: ExpenseMove) -> Message:
    """A claim is approved, refused or paid."""
    return _message(claim.member, "expense_decided", kind=EXPENSE, claim=claim, why=record.reason)


def term_ending(member: Member) -> Message:
    """Their term ends soon."""
    return _message(member, "term_ending", kind=REMINDER)


def interests_stale(member: Member) -> Message:
    """The register was last confirmed a year ago."""
    return _message(
        member,
        "interests_stale",
        kind=REMINDER,
        interests_url=settings.SITE_URL + reverse("my_taskforce:interests"),
    )


def _about_meeting(member: Member, meeting: Meeting, name: str) -> Message:
    return _message(member, name, kind=MEETING, meeting=meeting, meeting_url=meeting.full_url)


def meeting_announced(member: Member, meeting: Meeting) -> Message:
    """There is a meeting."""
    return _about_meeting(member, meeting, "meeting_announced")


def meeting_changed(member: Member, meeting: Meeting) -> Message:
    """A meeting has a new date, time or place."""
    return _about_meeting(member, meeting, "meeting_changed")


def meeting_cancelled(member: Member, meeting: Meeting) -> Message:
    """A meeting does not take place."""
    return _about_meeting(member, meeting, "meeting_cancelled")


def vote_open(member: Member, vote: Vote) -> Message:
    """The members choose a chair; theirs is one of the votes."""
    url = settings.SITE_URL + reverse("my_taskforce:vote", args=[vote.pk])
    return _message(member, "vote_open", kind=VOTE, vote=vote, vote_url=url)


def review_due(review: Review) -> Message:
    """The team that looks after the Taskforce is told that its review falls due."""
    admin_url = reverse("admin:taskforce_review_change", args=[review.pk])
    return Message(
        kind=REVIEW,
        to=Recipient(reference=None, email=settings.CONTACT_EMAIL),
        template="taskforce/email/review_due.email",
        context={"review": review, "review_url": settings.SITE_URL + admin_url},
    )
