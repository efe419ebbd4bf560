"""Who belongs to a group, as what, and how they came to."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.columns import MailboxColumn
from core.moves import MoveRecord
from organisations import rules
from organisations.enums import LIVE_MEMBERSHIPS, MEMBERSHIP_MOVES, MembershipState, Role

State = MembershipState


class MembershipQuerySet(models.QuerySet):
    """Memberships in the words of the services."""

    def active(self):
        """Belong to the group."""
        return self.filter(state=State.ACTIVE)

    def owners(self):
        """Belong to the group as owners."""
        return self.active().filter(role=Role.OWNER)

    def live(self):
        """Belong to the group, or wait to."""
        return self.filter(state__in=LIVE_MEMBERSHIPS)

    def of(self, person):
        return self.filter(person=person)


class Membership(models.Model):
    """One person's place in one group: invited or asked for, then active, then left.

    Whoever is invited may have no account: `person` is empty until they say yes.
    """

    MOVES = MEMBERSHIP_MOVES
    State = State

    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.CASCADE,
        related_name="memberships",
        verbose_name=_("group"),
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organisation_memberships",
        verbose_name=_("person"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.VIEWER)
    state = models.CharField(_("state"), max_length=20, choices=State, editable=False)
    email = MailboxColumn(
        _("invited at"),
        max_length=254,
        blank=True,
        help_text=_("Where the invitation went, while it is open."),
    )
    said = models.TextField(_("what they wrote"), max_length=500, blank=True)
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("invited by"),
    )
    expires_at = models.DateTimeField(_("the link works until"), null=True, blank=True)
    consent_at = models.DateTimeField(
        _("agreed at"),
        null=True,
        blank=True,
        help_text=_("When they agreed to be named to the others of the group and to officers."),
    )
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    ended_at = models.DateTimeField(_("until"), null=True, blank=True, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("person of a group")
        verbose_name_plural = _("people of groups")
        ordering = ["created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="membership_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.INVITED, State.DECLINED]) | Q(person__isnull=False),
                name="membership_has_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACTIVE) | Q(consent_at__isnull=False),
                name="membership_active_only_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.INVITED) | (~Q(email="") & Q(expires_at__isnull=False)),
                name="membership_invited_has_a_link",
            ),
            models.CheckConstraint(
                condition=Q(state__in=LIVE_MEMBERSHIPS, ended_at=None)
                | (~Q(state__in=LIVE_MEMBERSHIPS) & Q(ended_at__isnull=False)),
                name="membership_ended_has_a_time",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(state__in=LIVE_MEMBERSHIPS),
                name="membership_once_a_person",
                violation_error_message=_("This person belongs to the group already."),
            ),
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state=State.INVITED),
                name="membership_invited_once",
                violation_error_message=_("This person is invited already."),
            ),
        ]

    def __str__(self):
        return self.called

    @property
    def called(self) -> str:
        """What the person is called in lists: their name, or the address of an invitation."""
        return str(self.person) if self.person else self.email

    @property
    def address(self) -> str:
        """The email address of the person, or of the invitation."""
        return self.person.email if self.person else self.email

    @property
    def is_open(self) -> bool:
        """Whether the link of the invitation still works."""
        return self.state == State.INVITED and self.expires_at > timezone.now()

    @property
    def is_owner(self) -> bool:
        """Whether they belong to the group as an owner."""
        return self.state == State.ACTIVE and self.role == Role.OWNER

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may let them in, or end it."""
        return rules.may_move_membership(actor, self, to)


class MembershipMove(MoveRecord):
    """The history of somebody's place in a group."""

    thing = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a person of a group")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
