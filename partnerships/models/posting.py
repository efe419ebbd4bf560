"""What a group needs, or can give."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from organisations.enums import STANDING, Language, Listing
from partnerships import rules
from partnerships.enums import (
    MOST_OF_ANYTHING,
    POSTING_MOVES,
    WEEKDAY_CHOICES,
    Category,
    Kind,
    PartnershipState,
    PostingState,
    so_many,
)


class PostingQuerySet(models.QuerySet):
    """Needs and offers in the words of the pages that list them."""

    def needs(self):
        return self.filter(kind=Kind.NEED)

    def offers(self):
        return self.filter(kind=Kind.OFFER)

    def live(self):
        """Open, of a group that stands: what matching looks at."""
        return self.filter(state=PostingState.OPEN, organisation__state__in=STANDING)

    def public(self):
        """What anybody may read: of groups of the directory."""
        return self.live().filter(organisation__listing=Listing.LISTED)

    def to_confirm(self):
        """Entered by officers, and not confirmed by the group."""
        return self.filter(state=PostingState.DRAFT)

    def with_details(self):
        """With all that a line or a card of each shows."""
        parts = models.Prefetch("parts", Part.objects.with_given())
        return self.select_related("organisation").prefetch_related(parts, "wards", "spoken")


class Posting(models.Model):
    """One need or one offer of one group."""

    MOVES = POSTING_MOVES
    State = PostingState

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="postings",
        verbose_name=_("group"),
    )
    kind = models.CharField(_("need or offer"), max_length=10, choices=Kind)
    title = models.CharField(_("in a few words"), max_length=100)
    details = models.TextField(_("more about it"), max_length=1500, blank=True)
    wards = models.ManyToManyField(
        "places.Ward", blank=True, related_name="+", verbose_name=_("wards")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    weekdays = models.CharField(
        _("weekdays"),
        max_length=7,
        blank=True,
        help_text=_("1 is Monday: 25 is Tuesday and Friday. Empty: any."),
    )
    starts_at = models.TimeField(_("from what time"), null=True, blank=True)
    ends_at = models.TimeField(_("until what time"), null=True, blank=True)
    expires_on = models.DateField(_("shown until"))
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PostingState,
        default=PostingState.DRAFT,
        editable=False,
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entered by"),
    )
    event_name = models.CharField(_("said at"), max_length=120, blank=True)
    event_on = models.DateField(_("said on"), null=True, blank=True)
    created_at = models.DateTimeField(_("posted at"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now, editable=False)
    looked_at = models.DateTimeField(
        _("matched at"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty: it is looked at with the next matching."),
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = PostingQuerySet.as_manager()

    class Meta:
        verbose_name = _("need or offer")
        verbose_name_plural = _("needs and offers")
        ordering = ["-created_at", "-pk"]
        permissions = [
            ("manage_postings", _("Can enter what groups said, and close needs and offers")),
            ("export_postings", _("Can export needs and offers")),
        ]
        indexes = [models.Index(fields=["state", "kind"], name="posting_state_kind")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=PostingState.values), name="posting_state_is_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="posting_kind_is_known"),
            models.CheckConstraint(condition=~Q(title=""), name="posting_says_what"),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="posting_dates_in_order",
                violation_error_message=_("The last day can’t be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(weekdays__regex=r"^1?2?3?4?5?6?7?$"), name="posting_weekdays_in_order"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="posting_hours_in_order",
            ),
            models.CheckConstraint(
                condition=Q(event_name="", event_on=None)
                | (~Q(event_name="") & Q(event_on__isnull=False)),
                name="posting_event_has_name_and_day",
                violation_error_message=_("Enter the event and its day, or neither."),
            ),
        ]

    def __str__(self):
        return self.title

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may open, close or otherwise move it."""
        return rules.may_move_posting(actor, self, to)

    @property
    def is_need(self) -> bool:
        return self.kind == Kind.NEED

    @property
    def other_kind(self) -> str:
        """What answers it: an offer a need, a need an offer."""
        return Kind.OFFER if self.is_need else Kind.NEED

    @property
    def is_open(self) -> bool:
        return self.state == PostingState.OPEN

    @property
    def own_url(self) -> str:
        """Where its group looks after it."""
        return reverse("my_needs:posting", args=[self.organisation.slug, self.pk])

    def weekday_names(self) -> list[str]:
        """On which weekdays, none where it is any."""
        return [str(words) for code, words in WEEKDAY_CHOICES if code in self.weekdays]

    def still_asked(self) -> list[str]:
        """What is offered, or asked for and not given by a partnership yet, each with how much."""
        return [part.in_words(part.missing) for part in self.parts.all() if part.missing]

    def found_already(self) -> list[str]:
        """What the partnerships that stand give of a need, each with how much."""
        given = [(part, part.quantity - part.missing) for part in self.parts.all()]
        return [part.in_words(number) for part, number in given if number]

    def languages(self) -> list[str]:
        """Which languages, in the order of the choices."""
        codes = {one.code for one in self.spoken.all()}
        return [str(words) for code, words in Language.choices if code in codes]


class PostingMove(MoveRecord):
    """The history of a need or an offer."""

    thing = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a need or offer")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class PartQuerySet(models.QuerySet):
    """Parts with what has become of them."""

    def with_given(self):
        """Each with how much of it the partnerships that stand give: `given`."""
        match = "posting__matches"
        formed = Q(
            **{f"{match}__partnerships__state": PartnershipState.FORMED},
            **{f"{match}__sides__gifts__category": F("category")},
        )
        given = Sum(f"{match}__sides__gifts__amount", filter=formed)
        # An order of the table isn't kept where rows are summed up.
        return self.annotate(given=Coalesce(given, 0)).order_by("pk")


class Part(models.Model):
    """One thing of a need or an offer, and how much of it."""

    # Counted where rows are asked for `with_given`.
    given = 0

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="parts")
    category = models.CharField(_("what"), max_length=30, choices=Category)
    quantity = models.PositiveIntegerField(_("how many"), default=1)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part of a need or offer")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["posting", "category"], name="part_category_once_a_posting"
            ),
            models.CheckConstraint(
                condition=Q(category__in=Category.values), name="part_category_is_known"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, quantity__lte=MOST_OF_ANYTHING),
                name="part_quantity_is_some",
            ),
        ]

    def __str__(self):
        return self.in_words(self.quantity)

    def in_words(self, number: int) -> str:
        """So much of it, such as “Hall: 2 rooms”."""
        return f"{self.get_category_display()}: {so_many(self.category, number)}"

    @property
    def missing(self) -> int:
        """How much of it no partnership gives yet."""
        return max(self.quantity - self.given, 0)


class Spoken(models.Model):
    """One language of a need or an offer."""

    posting = models.ForeignKey(Posting, on_delete=models.CASCADE, related_name="spoken")
    code = models.CharField(_("language"), max_length=12, choices=Language)

    class Meta:
        verbose_name = _("language of a need or offer")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["posting", "code"], name="spoken_once_a_posting"),
            models.CheckConstraint(
                condition=Q(code__in=Language.values), name="spoken_language_is_known"
            ),
        ]

    def __str__(self):
        return self.get_code_display()
