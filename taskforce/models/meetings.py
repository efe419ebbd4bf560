"""Meetings: agenda, papers, who came, minutes, decisions and actions."""

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.models import has_address, is_known
from core.moves import MoveRecord
from places.occasions import Occasion, OccasionQuerySet
from taskforce import rules
from taskforce.enums import (
    MEETING_MOVES,
    MINUTES_MOVES,
    SLUG_HELP,
    Attended,
    Audience,
    MeetingKind,
    MeetingState,
    MinutesState,
    WorkState,
)
from taskforce.models.owned import OwnedWork

PUBLIC_STATES = (MeetingState.ANNOUNCED, MeetingState.HELD, MeetingState.CANCELLED)


class MeetingQuerySet(OccasionQuerySet):
    """Meetings in the words of the pages that list them."""

    def public(self):
        """Meetings anyone may know of."""
        return self.filter(state__in=PUBLIC_STATES)

    def with_numbers(self):
        """With how many members came and how many sent apologies."""
        return self.annotate(
            number_came=Count("attendance", filter=Q(attendance__mark=Attended.CAME)),
            number_apologies=Count("attendance", filter=Q(attendance__mark=Attended.APOLOGIES)),
        )


class Meeting(Occasion):
    """A meeting of the Taskforce."""

    MOVES = MEETING_MOVES
    State = MeetingState

    slug = models.SlugField(
        _("address of its page"), max_length=80, unique=True, help_text=SLUG_HELP
    )
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("what it is about"), max_length=1000, blank=True)
    agenda = models.TextField(
        _("agenda"), max_length=5000, blank=True, help_text=_("One point a line. It is public.")
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=MeetingState,
        default=MeetingState.DRAFT,
        editable=False,
    )
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True, editable=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta(Occasion.Meta):
        abstract = False
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        permissions = [
            ("run_meeting", _("Can announce, hold and cancel meetings and mark attendance")),
            ("publish_minutes", _("Can approve and publish minutes")),
            ("export_meetings", _("Can export meetings")),
        ]
        constraints = [
            *Occasion.Meta.constraints,
            has_address("meeting"),
            is_known("meeting", state=MeetingState),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="meeting_by_state_and_start")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("taskforce:meeting", args=[self.slug])

    def may_move(self, actor, _to) -> bool:
        """Whether `actor` may move the meeting."""
        return rules.may_run_meetings(actor)

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC_STATES

    @property
    def agenda_points(self) -> list[str]:
        """The agenda, point by point."""
        return [line.strip() for line in self.agenda.splitlines() if line.strip()]


class MeetingMove(MoveRecord):
    """The history of a meeting."""

    thing = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("meeting history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class PaperQuerySet(models.QuerySet):
    """Papers by who may read them."""

    def public(self):
        return self.filter(audience=Audience.PUBLIC, meeting__state__in=PUBLIC_STATES)

    def for_members(self):
        return self.exclude(audience=Audience.OFFICERS).filter(meeting__state__in=PUBLIC_STATES)


class Paper(KeptFile):
    """A file for a meeting, and who may read it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="papers")
    title = models.CharField(_("title"), max_length=120)
    audience = models.CharField(
        _("who may read it"), max_length=20, choices=Audience, default=Audience.OFFICERS
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = PaperQuerySet.as_manager()

    class Meta(KeptFile.Meta):
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["order", "pk"]
        constraints = [
            *KeptFile.Meta.constraints,
            is_known("paper", audience=Audience),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("taskforce:paper", args=[self.pk])


class Attendance(models.Model):
    """Whether one member came to one meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendance")
    member = models.ForeignKey(
        "taskforce.Member", on_delete=models.CASCADE, related_name="attendance"
    )
    mark = models.CharField(
        _("attendance"), max_length=20, choices=Attended, default=Attended.UNMARKED
    )

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="attendance_once_a_member"),
            is_known("attendance", mark=Attended),
        ]

    def __str__(self):
        return str(self.member)


class Minutes(models.Model):
    """What was said at a meeting."""

    MOVES = MINUTES_MOVES
    State = MinutesState

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    text = models.TextField(_("minutes"), max_length=50_000)
    state = models.CharField(
        _("state"), max_length=20, choices=MinutesState, default=MinutesState.DRAFT
    )
    approved_on = models.DateField(_("approved by the members on"), null=True, blank=True)

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        constraints = [
            is_known("minutes", state=MinutesState),
            models.CheckConstraint(
                condition=~Q(state__in=[MinutesState.APPROVED, MinutesState.PUBLISHED])
                | Q(approved_on__isnull=False),
                name="minutes_approved_have_a_day",
            ),
        ]

    def __str__(self):
        return f"{self.meeting}: {self.get_state_display()}"

    def may_move(self, actor, _to) -> bool:
        """Whether `actor` may approve, publish or take back."""
        return rules.may_publish_minutes(actor)

    @property
    def are_settled(self) -> bool:
        """Approved: the minutes, decisions and actions stand as they are."""
        return self.state in {MinutesState.APPROVED, MinutesState.PUBLISHED}

    @property
    def are_public(self) -> bool:
        return self.state == MinutesState.PUBLISHED


class MinutesMove(MoveRecord):
    """The history of minutes."""

    thing = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of minutes")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Decision(models.Model):
    """What a meeting decided. Public with the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    text = models.CharField(_("decision"), max_length=500)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.text


class Action(OwnedWork):
    """What somebody promised at a meeting. Public with the minutes."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="actions")
    text = models.CharField(_("action"), max_length=500)

    class Meta:
        verbose_name = _("action of a meeting")
        verbose_name_plural = _("actions of meetings")
        ordering = ["due_on", "pk"]
        permissions = [
            ("move_work", _("Can say how far work of the Taskforce is")),
            ("export_actions", _("Can export actions of meetings")),
        ]
        constraints = [is_known("action", state=WorkState)]

    def __str__(self):
        return self.text


class ActionMove(MoveRecord):
    """The history of an action."""

    thing = models.ForeignKey(Action, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of an action")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
