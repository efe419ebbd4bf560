"""When members are reminded, and what is still worth saying when the time comes.

A reminder is said at nine in the morning in Luton, whatever the clocks did in between.
"""

from dataclasses import replace

from django.utils import timezone

from core.luton import nine_in_luton
from messaging.services import Message, cancel_scheduled, reschedule
from taskforce import emails
from taskforce.enums import INTERESTS_STALE_DAYS, ReviewState
from taskforce.models import Member, Review

TERM_DAYS = {"taskforce.term-90": 90, "taskforce.term-30": 30}
INTERESTS = "taskforce.interests"
REVIEW_DAYS = {"taskforce.review-90": 90, "taskforce.review-30": 30}


def about_term(member: Member) -> str:
    """What the due rows of a term are filed under."""
    return f"member:{member.pk}"


def about_interests(member: Member) -> str:
    """What the due rows of a register of interests are filed under."""
    return f"interests:{member.pk}"


def schedule_term(member: Member) -> None:
    """Write the reminders that are still ahead, once for each last day."""
    for kind, days in TERM_DAYS.items():
        due_at = nine_in_luton(member.ends_on, days=-days)
        if due_at > timezone.now():
            reschedule(
                kind=kind,
                about=about_term(member),
                due_at=due_at,
            )


def schedule_interests(member: Member) -> None:
    """Ask again a year after the register was last confirmed."""
    reschedule(
        kind=INTERESTS,
        about=about_interests(member),
        due_at=nine_in_luton(member.interests_confirmed_on, days=INTERESTS_STALE_DAYS + 1),
    )


def cancel_term(member: Member) -> None:
    """Say nothing more of a last day that is no longer the one."""
    cancel_scheduled(about=about_term(member))


def cancel(member: Member) -> None:
    """Say nothing more to somebody whose membership is over."""
    cancel_term(member)
    cancel_scheduled(about=about_interests(member))


def _live(about: str) -> Member | None:
    pk = int(about.partition(":")[2])
    return Member.objects.live().select_related("person").filter(pk=pk).first()


def write_first_term_reminder(about: str) -> Message | None:
    """The reminder 90 days before, or None where the one 30 days before is due already."""
    member = _live(about)
    if member and nine_in_luton(member.ends_on, days=-30) <= timezone.now():
        return None
    return _term(member)


def write_last_term_reminder(about: str) -> Message | None:
    """The reminder 30 days before, or None where it is no longer due."""
    return _term(_live(about))


def _term(member: Member | None) -> Message | None:
    if member is None or member.ends_on < timezone.localdate():
        return None
    the_day_after = nine_in_luton(member.ends_on, days=1).replace(hour=0)
    return replace(emails.term_ending(member), worth_until=the_day_after)


def write_interests_reminder(about: str) -> Message | None:
    """Ask to look at the register again, or None where it was confirmed meanwhile."""
    member = _live(about)
    if member is None or not member.interests_are_stale:
        return None
    return emails.interests_stale(member)


# --- Reviews --------------------------------------------------------------------------------------


def about_review(review: Review) -> str:
    """What the due rows of a review are filed under."""
    return f"review:{review.pk}"


def schedule_review(review: Review) -> None:
    """Tell the team 90 and 30 days before it is due."""
    for kind, days in REVIEW_DAYS.items():
        due_at = nine_in_luton(review.due_on, days=-days)
        if due_at > timezone.now():
            reschedule(
                kind=kind,
                about=about_review(review),
                due_at=due_at,
            )


def cancel_review(review: Review) -> None:
    """Say nothing more about a review that is decided."""
    cancel_scheduled(about=about_review(review))


def write_review_reminder(about: str) -> Message | None:
    """The reminder of a review, or None where it is decided."""
    pk = int(about.partition(":")[2])
    review = Review.objects.filter(pk=pk, state=ReviewState.OPEN).first()
    return emails.review_due(review) if review else None
