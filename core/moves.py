"""State machines as data: one table of moves, one function that makes a move.

A model with states declares `MOVES: dict[State, frozenset[State]]`, a `moves` relation to a
concrete subclass of `MoveRecord`, and `may_move(actor, to) -> bool`, the predicate. `move` checks
all three itself, so no caller has to be trusted to have checked.
"""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from core.actors import recorded
from core.refusal import Refusal, require


class MoveRecord(models.Model):
    """Who moved what from which state to which, when and why. Subclasses add `thing`."""

    from_state = models.CharField(max_length=20)
    to_state = models.CharField(max_length=20)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty where the portal itself acted."),
    )
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["at", "pk"]


def move(thing, *, to: str, actor, reason: str = "", **changes) -> MoveRecord:
    """Move `thing` to state `to` and record it, in one transaction; returns the record.

    Args:
        thing: a saved model with `state`, `MOVES`, `moves` and `may_move`.
        to: the state to reach.
        actor: the person who acts, or `core.actors.PORTAL`.
        reason: why, in plain words, for the record.
        changes: other columns to write with the same guarded UPDATE.

    Raises:
        Refusal: `not-a-move` where the table has no such move, `not-allowed` where the predicate
            says no, `moved-meanwhile` where another transaction moved it first.
    """
    if to not in thing.MOVES.get(thing.state, frozenset()):
        raise Refusal(
            _("This can't be done now: it is already “%(state)s”.")
            % {"state": thing.get_state_display()},
            code="not-a-move",
        )
    require(thing.may_move(actor, to))
    with transaction.atomic():
        rows = type(thing).objects.filter(pk=thing.pk, state=thing.state)
        if not rows.update(state=to, **changes):
            raise Refusal(
                _("Somebody else changed this a moment ago. Reload the page and try again."),
                code="moved-meanwhile",
            )
        record = thing.moves.create(
            from_state=thing.state, to_state=to, actor=recorded(actor), reason=reason
        )
    thing.state = to
    for name, value in changes.items():
        setattr(thing, name, value)
    return record
