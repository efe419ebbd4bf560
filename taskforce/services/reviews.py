"""Reviews: planned two years ahead, decided with a reason, and what they start."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.languages import Texts, columns, english_column, in_each, in_english
from core.luton import LUTON
from core.moves import move
from core.refusal import Refusal
from people.models import User
from taskforce import registry, reminders
from taskforce.enums import TERM_YEARS, ReviewOutcome, ReviewState
from taskforce.models import Review, Vote

# The vote for a new chair is drafted with a first proposal of when it closes.
VOTE_CLOSES = timedelta(days=42)
VOTE_CLOSES_AT = time(17, 0)


def years_after(day: date, years: int = TERM_YEARS) -> date:
    """The same day so many years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def plan_review(*, period_starts_on: date) -> Review:
    """The open review; a new one, due two years after `period_starts_on`, where there is none."""
    review = Review.objects.filter(state=ReviewState.OPEN).first()
    if review:
        return review
    try:
        with transaction.atomic():
            review = Review.objects.create(
                period_starts_on=period_starts_on, due_on=years_after(period_starts_on)
            )
    except IntegrityError:
        return Review.objects.get(state=ReviewState.OPEN)
    reminders.schedule_review(review)
    return review


def decide_review(
    *, review_id: int, outcome: str, reason: Texts, actor: User, new_chair: bool = False
) -> Review:
    """Decide what becomes of the Taskforce, publish it, and start what follows from it.

    A refresh is started with whatever app recruits; for a new chair a vote is drafted. Unless the
    Taskforce ends, the next review is planned.

    Args:
        review_id: primary key of the review.
        outcome: one of `enums.ReviewOutcome`.
        reason: public.
        actor: an officer with `taskforce.decide_review`.
        new_chair: whether the members are to choose a new chair.

    Raises:
        Refusal: `not-answered` while a question has no answer, `reason-needed`, `no-chair` where
            the end is to bring a new chair, or what `core.moves.move` raises.
    """
    why = in_english(reason)
    if not why:
        raise Refusal(
            _("Say why. It is published."), code="reason-needed", field=english_column("reason")
        )
    if new_chair and outcome == ReviewOutcome.CLOSE:
        raise Refusal(
            _("A Taskforce that ends needs no new chair."), code="no-chair", field="new_chair"
        )
    today = timezone.localdate()
    with transaction.atomic():
        review = Review.objects.select_for_update().get(pk=review_id)
        if not review.is_answered:
            raise Refusal(
                _("Answer the three questions of the review and save them first."),
                code="not-answered",
            )
        move(
            review,
            to=ReviewState.DECIDED,
            actor=actor,
            reason=why,
            outcome=outcome,
            new_chair=new_chair,
            decided_on=today,
            **columns("outcome_reason", reason),
        )
        reminders.cancel_review(review)
        if outcome == ReviewOutcome.REFRESH:
            started = registry.start_refresh(review=review, new_chair=new_chair, actor=actor)
            if started:
                review.started_label, review.started_url = started.label, started.url
                review.save(update_fields=["started_label", "started_url"])
        if new_chair:
            _draft_vote(review, today)
        if outcome != ReviewOutcome.CLOSE:
            plan_review(period_starts_on=today)
        return review


def _draft_vote(review: Review, today: date) -> None:
    """A vote that officers date and open; until then nobody is told."""
    titles = in_each(lambda: _("Chair of the Taskforce, %(year)s") % {"year": today.year})
    Vote.objects.create(
        review=review,
        closes_at=datetime.combine(today + VOTE_CLOSES, VOTE_CLOSES_AT, tzinfo=LUTON),
        **columns("title", titles),
    )
