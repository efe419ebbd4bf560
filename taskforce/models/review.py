"""The review every two years, and the members' vote for a chair.

Who has voted and what was voted are two tables that share nothing but the vote. Neither has a time
or a number that counts up, and when the vote is closed both are written again in a random order, so
that no row of one leads to a row of the other.
"""

import secrets
import uuid
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.actors import PORTAL
from core.models import is_known
from core.moves import MoveRecord
from taskforce import rules
from taskforce.enums import (
    REVIEW_MOVES,
    VOTE_MOVES,
    ReviewOutcome,
    ReviewState,
    VoteState,
)
from taskforce.models.membership import Member

# What was sent in time and waits behind other ballots is in before anybody counts.
COUNTED_AFTER = timedelta(minutes=1)


class Review(models.Model):
    """A look back at two years: impact, relevance, and whether the Taskforce is still needed."""

    MOVES = REVIEW_MOVES
    State = ReviewState

    period_starts_on = models.DateField(_("looks back to"))
    due_on = models.DateField(_("due on"))
    impact = models.TextField(_("what has the Taskforce achieved?"), max_length=10_000, blank=True)
    relevance = models.TextField(
        _("does it still deal with what matters most?"), max_length=10_000, blank=True
    )
    need = models.TextField(_("is it still needed?"), max_length=10_000, blank=True)
    evidence = models.ManyToManyField(
        "taskforce.Evidence", blank=True, related_name="+", verbose_name=_("evidence")
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ReviewState, default=ReviewState.OPEN, editable=False
    )
    outcome = models.CharField(
        _("outcome"), max_length=20, choices=ReviewOutcome, blank=True, editable=False
    )
    outcome_reason = models.TextField(_("why"), max_length=2000, blank=True, editable=False)
    new_chair = models.BooleanField(_("with a new chair"), default=False, editable=False)
    decided_on = models.DateField(_("decided on"), null=True, blank=True, editable=False)
    started_label = models.CharField(_("started"), max_length=200, blank=True, editable=False)
    started_url = models.CharField(max_length=300, blank=True, editable=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-due_on", "-pk"]
        permissions = [
            ("decide_review", _("Can decide reviews of the Taskforce")),
            ("export_reviews", _("Can export reviews")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("period_starts_on")),
                name="review_is_due_after_its_period",
                violation_error_message=_("It is due after the day it looks back to."),
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=ReviewState.OPEN),
                name="review_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ReviewState.OPEN, outcome="", decided_on__isnull=True)
                | Q(
                    state=ReviewState.DECIDED,
                    outcome__in=ReviewOutcome.values,
                    decided_on__isnull=False,
                ),
                name="review_decided_has_an_outcome",
            ),
        ]

    def __str__(self):
        return f"{self.period_starts_on:%Y}–{self.due_on:%Y}"

    def may_move(self, actor, _to) -> bool:
        """Whether `actor` may decide."""
        return rules.may_decide_review(actor)

    @property
    def is_answered(self) -> bool:
        return all(text.strip() for text in (self.impact, self.relevance, self.need))


class ReviewMove(MoveRecord):
    """The history of a review."""

    thing = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a review")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


def new_seed() -> str:
    """What decides a tie: nobody can guess it, and its hash is public before anybody votes."""
    return secrets.token_hex(32)


class VoteQuerySet(models.QuerySet):
    """Votes in the words of the pages that list them."""

    def open(self):
        """Taking votes at this moment."""
        return self.filter(state=VoteState.OPEN, closes_at__gt=timezone.now())

    def overdue(self):
        """Past their time, with every ballot in, and not counted yet."""
        return self.filter(state=VoteState.OPEN, closes_at__lte=timezone.now() - COUNTED_AFTER)

    def counted(self):
        return self.filter(state=VoteState.CLOSED)

    def taking_candidates(self):
        """Members can still say that they stand."""
        return self.filter(state=VoteState.DRAFT, asked_on__isnull=False)


class Vote(models.Model):
    """A secret ballot of the members for their chair."""

    MOVES = VOTE_MOVES
    State = VoteState

    title = models.CharField(_("title"), max_length=120)
    review = models.ForeignKey(
        Review,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="votes",
        verbose_name=_("review"),
    )
    closes_at = models.DateTimeField(_("closes"))
    asked_on = models.DateField(_("members asked on"), null=True, blank=True, editable=False)
    opened_on = models.DateField(_("opened on"), null=True, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=VoteState, default=VoteState.DRAFT, editable=False
    )
    seed = models.CharField(max_length=64, default=new_seed, editable=False)
    electorate = models.PositiveIntegerField(_("members who may vote"), default=0, editable=False)
    winner = models.ForeignKey(
        Member,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("elected"),
    )
    by_lot = models.BooleanField(_("a tie was decided by lot"), default=False, editable=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = VoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("vote for a chair")
        verbose_name_plural = _("votes for a chair")
        ordering = ["-closes_at", "-pk"]
        permissions = [("run_vote", _("Can call, open, close and cancel votes of the members"))]
        constraints = [
            is_known("vote", state=VoteState),
            models.CheckConstraint(
                condition=~Q(state__in=[VoteState.OPEN, VoteState.CLOSED])
                | Q(opened_on__isnull=False),
                name="vote_open_has_a_day",
            ),
        ]

    def __str__(self):
        return self.title

    def may_move(self, actor, _to) -> bool:
        """Whether `actor` may move the vote; the portal closes it when its time is over."""
        return actor is PORTAL or rules.may_run_votes(actor)

    @property
    def is_open(self) -> bool:
        return self.takes_ballots(timezone.now())

    def takes_ballots(self, received: datetime) -> bool:
        """Whether a ballot received at this moment, in UTC, is in time."""
        return self.state == VoteState.OPEN and self.closes_at > received

    @property
    def can_be_counted(self) -> bool:
        """Every ballot is in: all have voted, or its time is over."""
        if self.closes_at + COUNTED_AFTER <= timezone.now():
            return True
        return self.turnout.count() >= self.electorate

    @property
    def is_counted(self) -> bool:
        return self.state == VoteState.CLOSED

    @property
    def takes_candidates(self) -> bool:
        return self.state == VoteState.DRAFT and self.asked_on is not None

    @property
    def commitment(self) -> str:
        """The SHA-256 of the seed: shown before the vote, so that the seed can't be changed."""
        return sha256(self.seed.encode()).hexdigest()

    def electors(self):
        """The members who may vote: in office on the day it opened, and still members."""
        return Member.objects.live().serving(self.opened_on)

    def lot(self, candidate: "Candidate") -> str:
        """What a candidate draws in a tie: the smallest wins. Anybody can work it out again."""
        return sha256(f"{self.seed}:{candidate.member.slug}".encode()).hexdigest()


class VoteMove(MoveRecord):
    """The history of a vote."""

    thing = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a vote")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Candidate(models.Model):
    """A member who stands, and how many voted for them once it is counted."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="candidates")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    votes = models.PositiveIntegerField(_("votes"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = [F("votes").desc(nulls_last=True), "member__seat_order"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "member"], name="candidate_once_a_vote")
        ]

    def __str__(self):
        return str(self.member)


class Turnout(models.Model):
    """That a member has voted, and not what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="turnout")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("turnout")
        verbose_name_plural = _("turnout")
        constraints = [
            models.UniqueConstraint(fields=["vote", "member"], name="turnout_one_vote_a_member")
        ]

    def __str__(self):
        return f"{self.vote_id}: {self.member_id}"


class Ballot(models.Model):
    """What somebody voted, and not who."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    vote = models.ForeignKey(Vote, on_delete=models.PROTECT, related_name="ballots")
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="ballots")

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")

    def __str__(self):
        return str(self.pk)
