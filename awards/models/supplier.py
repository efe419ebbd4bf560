"""Under which number the finance team knows a group, and how that number was changed.

The number itself stands with the group (`Organisation.supplier_reference`); no account is kept.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards import rules
from awards.enums import CHANGE_MOVES, ChangeState
from core.models import is_known
from core.moves import MoveRecord
from organisations.validators import no_account_number
from people.telephones import TELEPHONE


class Supplier(models.Model):
    """A group that is paid: the telephone number on which a change is asked about."""

    organisation = models.OneToOneField(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="supplier",
        verbose_name=_("group"),
    )
    telephone = models.CharField(_("telephone number for checking"), max_length=16)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kept_at = models.DateTimeField(_("kept since"), default=timezone.now)
    held_until = models.DateTimeField(_("nothing is paid before"), null=True, blank=True)

    class Meta:
        verbose_name = _("supplier")
        verbose_name_plural = _("suppliers")
        ordering = ["organisation__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(telephone__regex=TELEPHONE), name="awards_supplier_can_be_called"
            ),
        ]

    def __str__(self):
        return str(self.organisation)

    @property
    def number(self) -> str:
        """What the finance team calls the group; "" where it doesn't yet."""
        return self.organisation.supplier_reference


class SupplierChange(models.Model):
    """Another supplier number for a group, or another telephone number: it takes two people."""

    MOVES = CHANGE_MOVES
    State = ChangeState

    supplier = models.ForeignKey(Supplier, on_delete=models.PROTECT, related_name="changes")
    number = models.CharField(
        _("new supplier number"), max_length=20, blank=True, validators=[no_account_number]
    )
    telephone = models.CharField(_("new telephone number"), max_length=16, blank=True)
    reason = models.TextField(_("why, and how we heard of it"), max_length=1000)
    state = models.CharField(
        _("state"), max_length=20, choices=ChangeState, default=ChangeState.ASKED, editable=False
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True)
    called = models.CharField(_("number that was called"), max_length=16, blank=True)
    called_at = models.DateTimeField(_("called at"), null=True)
    spoke_with = models.CharField(_("who answered, and what they said"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("change of a supplier")
        verbose_name_plural = _("changes of suppliers")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            is_known("awards_change", state=ChangeState),
            models.CheckConstraint(
                condition=~Q(number="") | ~Q(telephone=""), name="awards_change_is_of_something"
            ),
            models.CheckConstraint(
                condition=Q(telephone="") | Q(telephone__regex=TELEPHONE),
                name="awards_change_telephone_is_digits",
            ),
            models.CheckConstraint(
                condition=~Q(number__regex=r"[0-9]{8}"),
                name="awards_change_keeps_no_account_number",
            ),
            models.UniqueConstraint(
                fields=["supplier"],
                condition=Q(state=ChangeState.ASKED),
                name="awards_change_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("asked_by")),
                name="awards_change_takes_two",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.CONFIRMED)
                | (
                    Q(confirmed_by__isnull=False, confirmed_at__isnull=False)
                    & Q(called_at__isnull=False)
                    & ~Q(called="")
                ),
                name="awards_change_was_called_about",
            ),
        ]

    def __str__(self):
        return f"{self.supplier}: {self.number or self.telephone}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the change to state `to`."""
        return rules.may_move_change(actor, self, to)


class SupplierChangeMove(MoveRecord):
    """The history of a changed supplier number."""

    thing = models.ForeignKey(SupplierChange, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a changed supplier")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
