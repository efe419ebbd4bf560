"""What somebody is to do: an action of a meeting, a priority area, a piece of its programme."""

from django.db import models
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taskforce import rules
from taskforce.enums import OPEN_WORK, WORK_MOVES, WorkState
from taskforce.models.membership import Member


class WorkQuerySet(models.QuerySet):
    """Work in the words of the pages that list it."""

    def late(self):
        """Not done though its day has passed."""
        return self.filter(state__in=OPEN_WORK, due_on__lt=timezone.localdate())

    def open(self):
        """Still to be done, what is due first first."""
        return self.filter(state__in=OPEN_WORK).order_by(F("due_on").asc(nulls_last=True), "pk")

    def with_owners(self):
        """With each owner as they may be shown."""
        owners = Member.objects.with_consent().select_related("person")
        return self.prefetch_related(models.Prefetch("owner", owners))


class OwnedWork(models.Model):
    """Something that somebody is to do by a day: it has an owner, a state and a reason."""

    MOVES = WORK_MOVES
    State = WorkState

    owner = models.ForeignKey(
        "taskforce.Member",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="%(class)ss",
        verbose_name=_("owner, if a member"),
        help_text=_("Named in public only if the member agreed to be named."),
    )
    owner_words = models.CharField(
        _("owner or partner, if somebody else"),
        max_length=120,
        blank=True,
        help_text=_("An organisation or a team, such as “Social Justice Unit”. It is public."),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=WorkState,
        default=WorkState.PLANNED,
        editable=False,
    )
    state_reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)

    objects = WorkQuerySet.as_manager()

    class Meta:
        abstract = True

    def may_move(self, actor, _to) -> bool:
        """Whether `actor` may say how far the work is."""
        return rules.may_move_work(actor, self)

    @property
    def is_late(self) -> bool:
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return late and self.state in OPEN_WORK

    @property
    def public_owner(self) -> str:
        """Whose it is, without a name that may not be shown."""
        if self.owner and self.owner_words:
            return gettext("%(member)s with %(others)s") % {
                "member": self.owner.public_name,
                "others": self.owner_words,
            }
        return self.owner.public_name if self.owner else self.owner_words

    @property
    def owners(self) -> str:
        """Whose it is, for officers."""
        return " / ".join(filter(None, [self.owner and str(self.owner), self.owner_words]))
