"""A panel session: when, where, for whom, how many places and how many are taken."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import has_address, is_known
from core.moves import MoveRecord
from panels import rules
from panels.enums import (
    FEW_HOLDS,
    NOTICE_DAYS,
    SESSION_MOVES,
    Attendance,
    RegistrationState,
    SessionState,
)
from places.occasions import Occasion, OccasionQuerySet

PUBLIC_STATES = (
    SessionState.PUBLISHED,
    SessionState.CANCELLED,
    SessionState.HELD,
    SessionState.REPORTED,
)


class SessionQuerySet(OccasionQuerySet):
    """Sessions in the words of the pages that list them."""

    def public(self):
        """Sessions anyone may see."""
        return self.filter(state__in=PUBLIC_STATES)

    def visible_to(self, user):
        """Public sessions, and drafts too for officers who may see them."""
        return self if user.has_perm("panels.view_session") else self.public()

    def held(self):
        """Took place, latest first."""
        return self.filter(state__in=[SessionState.HELD, SessionState.REPORTED]).order_by(
            "-starts_at", "-pk"
        )

    def open_for_registration(self, received: datetime | None = None):
        """Taking registrations at that moment, or now."""
        moment = received or timezone.now()
        return self.filter(
            state=SessionState.PUBLISHED,
            registration_opens_at__lte=moment,
            registration_closes_at__gt=moment,
        )

    def with_room(self, number: int = 1):
        """Have so many places left, or no limit."""
        return self.filter(Q(capacity=None) | Q(taken__lte=F("capacity") - number))

    def with_details(self):
        """With everything a list or a page shows."""
        return self.select_related("topic__theme", "venue__ward").prefetch_related("provisions")

    def with_numbers(self):
        """With the numbers engaged: registered, attended, walked in and did not come (people)."""
        came = Q(registrations__attendance=Attendance.ATTENDED)
        registered = Q(
            registrations__state=RegistrationState.CONFIRMED, registrations__is_walk_in=False
        )
        return self.annotate(
            number_registered=Count("registrations", filter=registered),
            number_attended=Count("registrations", filter=registered & came),
            number_walked_in=Count("registrations", filter=came & ~registered) + F("walked_in"),
            number_absent=Count(
                "registrations",
                filter=registered & Q(registrations__attendance=Attendance.ABSENT),
            ),
        )


class Session(Occasion):
    """One citizen panel session."""

    MOVES = SESSION_MOVES
    State = SessionState

    programme = models.ForeignKey(
        "panels.Programme",
        on_delete=models.PROTECT,
        related_name="sessions",
        verbose_name=_("programme"),
    )
    topic = models.ForeignKey(
        "panels.Topic", on_delete=models.PROTECT, related_name="sessions", verbose_name=_("topic")
    )
    slug = models.SlugField(_("address of its page"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    expect = models.TextField(_("what to expect"), blank=True)
    audience = models.CharField(_("who it is for"), max_length=200, blank=True)
    host = models.CharField(_("hosted by"), max_length=120, blank=True)
    provisions = models.ManyToManyField(
        "panels.AccessProvision", blank=True, verbose_name=_("access provision")
    )
    capacity = models.PositiveIntegerField(
        _("places"), null=True, blank=True, help_text=_("Leave empty for no limit.")
    )
    taken = models.PositiveIntegerField(_("places taken"), default=0, editable=False)
    registration_opens_at = models.DateTimeField(_("registration opens"))
    registration_closes_at = models.DateTimeField(_("registration closes"))
    notice_days = models.PositiveSmallIntegerField(
        _("notice period in days"),
        default=NOTICE_DAYS,
        help_text=_("Publishing later than this many days before the session takes a reason."),
    )
    late_reason = models.TextField(_("reason for short notice"), blank=True, editable=False)
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True, editable=False)
    state = models.CharField(
        max_length=20, choices=SessionState, default=SessionState.DRAFT, editable=False
    )
    walked_in = models.PositiveIntegerField(_("walked in without giving a name"), default=0)
    outcome = models.TextField(
        _("what came of it"),
        blank=True,
        help_text=_("Published once the session is reported: what was said and what changed."),
    )
    outcome_draft = models.TextField(
        _("draft of what came of it"),
        blank=True,
        max_length=10_000,
        help_text=_("Only officers read it, until you publish the report."),
    )
    is_demo = models.BooleanField(default=False, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = SessionQuerySet.as_manager()

    class Meta(Occasion.Meta):
        abstract = False
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        permissions = [
            ("publish_session", _("Can publish, hold and report sessions")),
            ("cancel_session", _("Can cancel sessions")),
            ("export_registrations", _("Can export registrations and sign-in sheets")),
            ("mark_attendance", _("Can mark attendance")),
        ]
        constraints = [
            *Occasion.Meta.constraints,
            has_address("session"),
            is_known("session", state=SessionState),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="session_never_overbooked",
            ),
            models.CheckConstraint(
                condition=Q(registration_closes_at__gt=F("registration_opens_at"))
                & Q(registration_closes_at__lte=F("ends_at")),
                name="session_registration_window_in_order",
                violation_error_message=_(
                    "Registration must open before it closes, and close before the session ends."
                ),
            ),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="session_by_state_and_start")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("panels:session", args=[self.slug])

    @property
    def filed_under(self) -> str:
        """What messages about this session are filed under."""
        return f"session:{self.pk}"

    @property
    def is_online(self) -> bool:
        return bool(self.online_link)

    @property
    def most_holds(self) -> int | None:
        """How many places may be held from one network before anybody enters a code.

        Never all of them, so that one visitor with invented addresses can't fill the session.
        """
        if self.capacity is None:
            return None
        share = int(self.capacity * settings.PANELS_HOLDS_FROM_ONE_NETWORK)
        return max(1, min(self.capacity - 1, max(FEW_HOLDS, share)))

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the session to state `to`."""
        return rules.may_move_session(actor, to)

    @property
    def places_left(self) -> int | None:
        """Places still free, or None where there is no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    @property
    def is_full(self) -> bool:
        return self.places_left == 0

    @property
    def is_open(self) -> bool:
        """Whether registrations are taken now."""
        return (
            self.state == SessionState.PUBLISHED
            and self.registration_opens_at <= timezone.now() < self.registration_closes_at
        )

    @property
    def registration_is_over(self) -> bool:
        return self.registration_closes_at <= timezone.now()

    @property
    def day_has_come(self) -> bool:
        """Whether it is the day of the session in Luton, or later."""
        return timezone.localdate(self.starts_at) <= timezone.localdate()

    @property
    def took_place(self) -> bool:
        return self.state in {SessionState.HELD, SessionState.REPORTED}

    @property
    def needs_late_reason(self) -> bool:
        """Whether publishing now gives less notice than promised."""
        return self.starts_at - timezone.now() < timedelta(days=self.notice_days)


class SessionMove(MoveRecord):
    """The history of a session's state."""

    thing = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("session history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
