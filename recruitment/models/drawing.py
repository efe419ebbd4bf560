"""A draw: its inputs, its lottery, the number that was drawn, and who was chosen; kept for ever."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from recruitment import rules
from recruitment.enums import DRAW_MOVES, LOTTERY_PANELS, DrawState


class Draw(models.Model):
    """One lottery over the pool of a round.

    `sealed_inputs` is what anyone with the pool file can run again: size, targets, people as pool
    numbers with their categories, household numbers; encrypted like the answers it is made of.
    `outcome` is what the method certified.
    """

    MOVES = DRAW_MOVES
    State = DrawState

    round = models.ForeignKey("recruitment.Round", on_delete=models.PROTECT, related_name="draws")
    state = models.CharField(
        _("state"), max_length=20, choices=DrawState, default=DrawState.PREPARING, editable=False
    )
    size = models.PositiveSmallIntegerField(_("seats to draw"))
    panels = models.PositiveSmallIntegerField(_("panels"), default=LOTTERY_PANELS)
    seed = models.CharField(
        _("seed of the lottery"),
        max_length=80,
        help_text=_("Fixes how the panels are numbered. Public."),
    )
    sealed_inputs = models.BinaryField(editable=False)
    outcome = models.JSONField(default=dict, editable=False)
    lottery = models.BinaryField(null=True, editable=False)
    lottery_sha256 = models.CharField(_("hash of the lottery"), max_length=64, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)
    number_source = models.CharField(
        _("where the number comes from"),
        max_length=200,
        blank=True,
        help_text=_("A public source of chance that nobody knows yet, said before the draw."),
    )
    number_on = models.DateField(_("day on which it gives its number"), null=True, blank=True)
    chance = models.CharField(_("what the source gave"), max_length=200, blank=True, editable=False)
    number = models.PositiveSmallIntegerField(_("panel drawn"), null=True, editable=False)
    drawn_at = models.DateTimeField(_("drawn at"), null=True, blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        ordering = ["-created_at", "-pk"]
        constraints = [
            is_known("draw", state=DrawState),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "drawn"]) | Q(published_at__isnull=False),
                name="draw_published_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["worked-out", "published", "drawn"])
                | (~Q(lottery_sha256="") & Q(lottery__isnull=False)),
                name="draw_published_has_its_lottery",
            ),
            models.CheckConstraint(
                condition=(Q(state="drawn") & Q(number__isnull=False, drawn_at__isnull=False))
                | (~Q(state="drawn") & Q(number=None)),
                name="draw_drawn_has_its_number",
            ),
            models.UniqueConstraint(
                fields=["round"],
                condition=Q(state__in=["preparing", "worked-out", "published"]),
                name="draw_one_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["round"], condition=Q(state="drawn"), name="draw_once_a_round"
            ),
        ]

    def __str__(self):
        return f"{self.round}: {self.get_state_display()}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the draw to state `to`."""
        return rules.may_move_draw(actor, self, to)

    @property
    def filed_under(self) -> str:
        """What the background job of this draw is filed under."""
        return f"draw:{self.pk}"


class DrawMove(MoveRecord):
    """The history of a draw's state."""

    thing = models.ForeignKey(Draw, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("draw history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class DrawEntry(models.Model):
    """One application in a draw: its pool number, its chance, and whether it was chosen."""

    draw = models.ForeignKey(Draw, on_delete=models.PROTECT, related_name="entries")
    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.PROTECT, related_name="draw_entries"
    )
    pool_number = models.CharField(_("pool number"), max_length=8)
    probability = models.FloatField(_("chance of selection"), null=True)
    chosen = models.BooleanField(_("chosen"), default=False)

    class Meta:
        verbose_name = _("entry in a draw")
        ordering = ["pool_number"]
        constraints = [
            models.UniqueConstraint(
                fields=["draw", "application"], name="draw_entry_once_an_application"
            ),
            models.UniqueConstraint(
                fields=["draw", "pool_number"], name="draw_entry_once_a_number"
            ),
            models.CheckConstraint(
                condition=Q(probability=None) | Q(probability__gte=0, probability__lte=1),
                name="draw_entry_probability_is_one",
            ),
        ]

    def __str__(self):
        return self.pool_number

    @property
    def percent(self) -> str:
        """The chance in percent, as people read it."""
        return "" if self.probability is None else f"{100 * self.probability:.1f}"
