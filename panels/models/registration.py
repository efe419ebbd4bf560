"""One resident's registration for one session, its history, and what they said afterwards."""

from django.conf import settings
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from core.text import random_letters
from panels import rules
from panels.enums import (
    LIVE,
    REGISTRATION_MOVES,
    TAKES_A_PLACE,
    UNCONFIRMED,
    Attendance,
    RegistrationState,
)

# What is kept of whoever holds a place goes as the hold ends.
NO_VISITOR = {"held_from": "", "held_by": ""}


def new_reference() -> str:
    """A reference such as CP-7KQ4-M2XD: unguessable enough, short enough to read aloud."""
    return f"CP-{random_letters(4)}-{random_letters(4)}"


class RegistrationQuerySet(models.QuerySet):
    """Registrations in the words of the services."""

    def live(self):
        """Hold a place or wait for one."""
        return self.filter(state__in=LIVE)

    def with_a_place(self):
        return self.filter(state__in=TAKES_A_PLACE)

    def waiting(self):
        """On the waiting list and confirmed, first come first."""
        return self.filter(state=RegistrationState.WAITING).order_by("queued_at", "pk")

    def overdue(self):
        """Held but not confirmed in time."""
        return self.filter(state__in=UNCONFIRMED, confirm_by__lte=timezone.now())

    def with_position(self):
        """With `ahead`, how many wait before each; a reader adds one for the position."""
        before = Q(queued_at__lt=OuterRef("queued_at")) | Q(
            queued_at=OuterRef("queued_at"), pk__lt=OuterRef("pk")
        )
        queue = (
            Registration.objects.filter(before, session=OuterRef("session"), state="waiting")
            .order_by()
            .values("session")
            .annotate(number=Count("pk"))
        )
        return self.annotate(ahead=Coalesce(Subquery(queue.values("number")), 0))

    def by_name(self):
        """With the person, in the order of what people are called at the session."""
        called = Coalesce(NullIf("name", Value("")), "person__name")
        return self.select_related("person").order_by(called, "person__email", "pk")

    def of(self, person):
        return self.filter(person=person)


class Registration(models.Model):
    """A resident's place, or place in the queue."""

    MOVES = REGISTRATION_MOVES
    State = RegistrationState

    session = models.ForeignKey(
        "panels.Session", on_delete=models.PROTECT, related_name="registrations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="registrations"
    )
    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    state = models.CharField(_("state"), max_length=20, choices=RegistrationState)
    name = models.CharField(
        _("name for this session"),
        max_length=120,
        blank=True,
        help_text=_("Empty where they go by the name of their account."),
    )
    access_needs = models.TextField(_("access needs"), max_length=1000, blank=True)
    created_at = models.DateTimeField(_("registered at"), default=timezone.now, editable=False)
    queued_at = models.DateTimeField(null=True, blank=True, editable=False)
    details_changed_at = models.DateTimeField(
        _("name or needs changed at"), null=True, blank=True, editable=False
    )
    confirm_by = models.DateTimeField(null=True, blank=True, editable=False)
    held_from = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text=_("A keyed fingerprint of the network an unconfirmed hold was made from."),
    )
    held_by = models.CharField(
        max_length=32,
        blank=True,
        editable=False,
        help_text=_("What names the visitor who holds it, in their session and here alone."),
    )
    attendance = models.CharField(
        _("attendance"), max_length=10, choices=Attendance, default=Attendance.UNMARKED
    )
    group_hold = models.ForeignKey(
        "panels.GroupHold",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="registrations",
        verbose_name=_("held for"),
    )
    is_walk_in = models.BooleanField(_("walked in"), default=False, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-created_at", "-pk"]
        constraints = [
            is_known("registration", state=RegistrationState),
            models.UniqueConstraint(
                fields=["session", "person"],
                condition=Q(state__in=LIVE),
                name="registration_once_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNCONFIRMED) | Q(confirm_by__isnull=False),
                name="registration_held_has_confirm_by",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNCONFIRMED) | Q(**NO_VISITOR),
                name="registration_visitor_goes_with_the_hold",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "waiting-held"]) | Q(queued_at__isnull=False),
                name="registration_waiting_is_queued",
            ),
        ]
        indexes = [
            models.Index(
                fields=["session"],
                condition=Q(attendance=Attendance.ATTENDED),
                name="registration_came",
            ),
            models.Index(
                fields=["session", "queued_at"],
                condition=Q(state="waiting"),
                name="registration_queue",
            ),
            models.Index(
                fields=["confirm_by"],
                condition=Q(state__in=UNCONFIRMED),
                name="registration_holds",
            ),
        ]

    def __str__(self):
        return self.reference

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the registration to state `to`."""
        return rules.may_move_registration(actor, self, to)

    @property
    def called(self) -> str:
        """What the person is called at this session."""
        return self.name or self.person.name or self.person.reached_by

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_place(self) -> bool:
        return self.state in TAKES_A_PLACE

    @property
    def is_waiting(self) -> bool:
        return self.state == RegistrationState.WAITING

    @property
    def is_unconfirmed(self) -> bool:
        return self.state in UNCONFIRMED

    def position(self) -> int | None:
        """This resident's place in the queue, counting from 1, or None when not waiting."""
        if not self.is_waiting:
            return None
        if not hasattr(self, "ahead"):
            self.ahead = Registration.objects.with_position().get(pk=self.pk).ahead
        return self.ahead + 1


class RegistrationMove(MoveRecord):
    """The ledger of a registration, in plain words: held, promoted, lapsed, withdrawn."""

    thing = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("registration history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class SessionFeedback(models.Model):
    """That one person who came has said how it was, once. What they said is in the response."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="feedback"
    )
    response = models.OneToOneField(
        "questionnaires.Response", on_delete=models.CASCADE, related_name="session_feedback"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["-at"]

    def __str__(self):
        return str(self.registration)
