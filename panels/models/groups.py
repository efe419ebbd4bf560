"""Places of a session that are held for a group until a date."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from panels import rules
from panels.enums import GROUP_HOLD_MOVES, GroupHoldState


class GroupHoldQuerySet(models.QuerySet):
    """Held places in the words of the services."""

    def open(self):
        """Still held."""
        return self.filter(state=GroupHoldState.OPEN)

    def with_room(self):
        """Have a place that nobody of the group has taken."""
        return self.filter(filled__lt=F("places"))


class GroupHold(models.Model):
    """Some places of one session, held for the people of a group until a moment.

    While it is open, all of its places count as taken; `filled` of them are registrations.
    """

    MOVES = GROUP_HOLD_MOVES
    State = GroupHoldState

    session = models.ForeignKey(
        "panels.Session", on_delete=models.CASCADE, related_name="group_holds"
    )
    name = models.CharField(_("name of the group"), max_length=120)
    places = models.PositiveSmallIntegerField(_("places"))
    filled = models.PositiveSmallIntegerField(_("filled"), default=0, editable=False)
    until = models.DateTimeField(_("until"))
    state = models.CharField(
        max_length=20, choices=GroupHoldState, default=GroupHoldState.OPEN, editable=False
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = GroupHoldQuerySet.as_manager()

    class Meta:
        verbose_name = _("places held for a group")
        verbose_name_plural = _("places held for groups")
        ordering = ["until", "pk"]
        constraints = [
            is_known("group_hold", state=GroupHoldState),
            models.CheckConstraint(condition=Q(places__gte=1), name="group_hold_has_places"),
            models.CheckConstraint(
                condition=Q(filled__lte=F("places")), name="group_hold_never_overfilled"
            ),
            models.UniqueConstraint(
                fields=["session", "name"],
                condition=Q(state=GroupHoldState.OPEN),
                name="group_hold_once_a_group",
            ),
        ]

    def __str__(self):
        return self.name

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may end it."""
        return rules.may_hold_places(actor)

    @property
    def is_there(self) -> bool:
        """Whether somebody of the group can take a place now."""
        is_open = self.state == GroupHoldState.OPEN and self.until > timezone.now()
        return is_open and self.left > 0

    @property
    def left(self) -> int:
        """Places that nobody of the group has taken yet."""
        return self.places - self.filled


class GroupHoldMove(MoveRecord):
    """The history of places held for a group."""

    thing = models.ForeignKey(GroupHold, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of places held for a group")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
