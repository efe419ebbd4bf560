"""Groups that could meet a need together, their answers, and what they write to each other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from partnerships import rules
from partnerships.enums import MATCH_MOVES, MOST_OF_ANYTHING, Category, MatchState, so_many
from partnerships.models.posting import Part, Posting


class MatchQuerySet(models.QuerySet):
    """Matches in the words of the pages that list them."""

    def of(self, organisation):
        """Those that a group is a side of."""
        return self.filter(sides__organisation=organisation)

    def between(self, one, other):
        """The match of just two groups of which one's need and the other's offer these are.

        Args:
            one, other: two postings, the need and the offer in any order.
        """
        need = one if one.is_need else other
        keys = sorted({one.organisation_id, other.organisation_id})
        return self.filter(need=need, who=",".join(map(str, keys)))

    def with_details(self):
        """With all that a line or a page of each shows."""
        gifts = Gift.objects.select_related("posting").prefetch_related("posting__wards")
        sides = Side.objects.select_related("organisation", "answered_by").prefetch_related(
            models.Prefetch("gifts", gifts)
        )
        return self.select_related("need__organisation").prefetch_related(
            models.Prefetch("need__parts", Part.objects.with_given()),
            *("need__wards", "need__spoken"),
            models.Prefetch("sides", sides),
        )


class Match(models.Model):
    """Two groups of whom one has what the other needs, or three to six that cover a need together.

    The one that needs is a side as the others are. Nobody's contact is shown before all agree.
    """

    MOVES = MATCH_MOVES
    State = MatchState

    need = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="matches")
    who = models.CharField(
        _("groups"),
        max_length=80,
        help_text=_("The keys of all its groups, in order: 3,14,15."),
    )
    points = models.PositiveSmallIntegerField(_("points out of 100"))
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=MatchState,
        default=MatchState.SUGGESTED,
        editable=False,
    )
    found_at = models.DateTimeField(_("found at"), default=timezone.now)
    agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-points", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["need", "who"], name="match_once_for_these_groups"),
            models.CheckConstraint(
                condition=Q(state__in=MatchState.values), name="match_state_is_known"
            ),
            models.CheckConstraint(condition=Q(points__lte=100), name="match_points_within_100"),
            models.CheckConstraint(
                condition=Q(state=MatchState.AGREED, agreed_at__isnull=False)
                | (~Q(state=MatchState.AGREED) & Q(agreed_at=None)),
                name="match_agreed_has_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.need}: {', '.join(str(group) for group in self.groups())}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may answer for it, or take it back."""
        return rules.may_move_between(actor, self, to)

    def groups(self) -> list:
        """All its groups, the one that needs first."""
        groups = [side.organisation for side in self.sides.all()]
        return sorted(groups, key=lambda one: (one.pk != self.need.organisation_id, one.pk))

    def gifts(self) -> list["Gift"]:
        """All that its groups would give."""
        return [gift for side in self.sides.all() for gift in side.gifts.all()]

    def gives(self) -> tuple[list[str], list[str]]:
        """(what it gives of what is needed, what it doesn't), each with how much, in words."""
        amounts: dict[str, int] = {}
        for gift in self.gifts():
            amounts[gift.category] = amounts.get(gift.category, 0) + gift.amount
        given, left = [], []
        for part in self.need.parts.all():
            # A match that was agreed may itself be what the need has found.
            wanted = part.missing if self.is_suggested else part.quantity
            number = min(wanted, amounts.get(part.category, 0))
            given += [part.in_words(number)] if number else []
            left += [part.in_words(wanted - number)] if wanted > number else []
        return given, left

    @property
    def covers_together(self) -> bool:
        """Whether several groups give all of it between them."""
        return len(self.sides.all()) > 2

    @property
    def is_suggested(self) -> bool:
        return self.state == MatchState.SUGGESTED

    @property
    def is_agreed(self) -> bool:
        return self.state == MatchState.AGREED


class MatchMove(MoveRecord):
    """The history of a match."""

    thing = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a match")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Side(models.Model):
    """One group of a match, and its answer."""

    match = models.ForeignKey(Match, on_delete=models.CASCADE, related_name="sides")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="match_sides"
    )
    says_yes = models.BooleanField(_("says yes"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("side of a match")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["match", "organisation"], name="side_once_a_match"),
            models.CheckConstraint(
                condition=Q(says_yes=None, answered_at=None, answered_by=None)
                | Q(says_yes__isnull=False, answered_at__isnull=False, answered_by__isnull=False),
                name="side_answer_has_who_and_when",
            ),
        ]

    def __str__(self):
        return str(self.organisation)


class Gift(models.Model):
    """What a side would give: of which offer, how much, and why it fits, as codes."""

    side = models.ForeignKey(Side, on_delete=models.CASCADE, related_name="gifts")
    posting = models.ForeignKey(Posting, on_delete=models.PROTECT, related_name="gifts")
    category = models.CharField(_("what is needed"), max_length=30, choices=Category)
    amount = models.PositiveIntegerField(_("how many"))
    reasons = models.JSONField(
        _("reasons"), default=list, help_text=_("Sentences as `core.words` keeps them.")
    )

    class Meta:
        verbose_name = _("part of a match")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["side", "posting", "category"], name="gift_once_a_side"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=1, amount__lte=MOST_OF_ANYTHING), name="gift_is_some"
            ),
        ]

    def __str__(self):
        return f"{self.get_category_display()}: {so_many(self.category, self.amount)}"


class Message(models.Model):
    """What somebody of one group of an agreed match wrote to the others. It is kept as it is."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="messages")
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(max_length=3000)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("message between groups")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="message_says_something"),
        ]

    def __str__(self):
        return f"{self.organisation}, {self.at:%Y-%m-%d %H:%M}"
