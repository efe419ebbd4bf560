"""What is said to members and, about reviews, to the team that looks after the Taskforce."""

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

from messaging.services import Message, Recipient
from taskforce.models import ExpenseClaim, ExpenseMove, Meeting, Member, Review, Vote

MEMBERSHIP = "taskforce.membership"
EXPENSE = "taskforce.expense"
MEETING = "taskforce.meeting"
REMINDER = "taskforce.reminder"
REVIEW = "taskforce.review"
VOTE = "taskforce.vote"
WORK = "taskforce.work"
EXPENSE_WAITS = "taskforce.expense-waits"


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
        about=f"member:{member.pk}",
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


def role_given(member: Member, role: Promise) -> Message:
    """They are chair or deputy from today; `role` is lazy, to be said in their language."""
    return _message(member, "role_given", role=role)


def role_ended(member: Member, role: Promise) -> Message:
    """They are no longer chair or deputy; `role` is lazy, to be said in their language."""
    return _message(member, "role_ended", role=role)


def term_changed(member: Member) -> Message:
    """Their seat or their term was corrected."""
    return _message(member, "term_changed")


def work_given(member: Member, work) -> Message:
    """Something that was agreed is theirs to do."""
    return _message(member, "work_given", kind=WORK, work=work)


def minutes_to_check(member: Member, meeting: Meeting) -> Message:
    """The draft of the minutes of a meeting is there to be checked."""
    url = settings.SITE_URL + reverse("my_taskforce:minutes", args=[meeting.slug])
    return _message(member, "minutes_to_check", kind=MEETING, meeting=meeting, minutes_url=url)


def expense_claimed(claim: ExpenseClaim) -> Message:
    """The team that looks after the Taskforce is told that a claim waits; not whose, nor what."""
    return _to_the_team(
        "expense_claimed",
        EXPENSE_WAITS,
        "admin:taskforce_expenseclaim_change",
        claim.pk,
        about=f"expense:{claim.pk}",
    )


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


def _about_meeting(member: Member, meeting: Meeting, name: str, **context) -> Message:
    about = {"meeting": meeting, "meeting_url": meeting.full_url}
    return _message(member, name, kind=MEETING, **about, **context)


def meeting_announced(member: Member, meeting: Meeting) -> Message:
    """There is a meeting."""
    return _about_meeting(member, meeting, "meeting_announced")


def meeting_changed(
    member: Member, meeting: Meeting, *, is_expected: bool = True, asked_anew: bool = False
) -> Message:
    """A meeting has a new date, time or place.

    Args:
        is_expected: whether the member is in office on the new day.
        asked_anew: whether they had sent apologies for the old time.
    """
    flags = {"is_expected": is_expected, "asked_anew": asked_anew}
    return _about_meeting(member, meeting, "meeting_changed", **flags)


def meeting_cancelled(member: Member, meeting: Meeting) -> Message:
    """A meeting does not take place."""
    return _about_meeting(member, meeting, "meeting_cancelled")


def vote_open(member: Member, vote: Vote) -> Message:
    """The members choose a chair; theirs is one of the votes."""
    url = settings.SITE_URL + reverse("my_taskforce:vote", args=[vote.pk])
    return _message(member, "vote_open", kind=VOTE, vote=vote, vote_url=url)


def vote_ahead(member: Member, vote: Vote) -> Message:
    """The members are to choose a chair; whoever wants to stand can say so."""
    url = settings.SITE_URL + reverse("my_taskforce:stand", args=[vote.pk])
    return _message(member, "vote_ahead", kind=VOTE, vote=vote, stand_url=url)


def vote_counted(member: Member, vote: Vote) -> Message:
    """Whom the members elected, with the counts on the page of reviews and votes."""
    url = settings.SITE_URL + reverse("my_taskforce:vote", args=[vote.pk])
    return _message(member, "vote_counted", kind=VOTE, vote=vote, vote_url=url)


def review_due(review: Review) -> Message:
    """The team that looks after the Taskforce is told that its review falls due."""
    return _to_the_team(
        "review_due",
        REVIEW,
        "admin:taskforce_review_change",
        review.pk,
        about=f"review:{review.pk}",
        review=review,
    )


def _to_the_team(name: str, kind: str, page: str, pk: int, *, about: str, **context) -> Message:
    return Message(
        kind=kind,
        to=Recipient(reference=None, email=settings.CONTACT_EMAIL),
        template=f"taskforce/email/{name}.email",
        context={"admin_url": settings.SITE_URL + reverse(page, args=[pk]), **context},
        about=about,
    )
