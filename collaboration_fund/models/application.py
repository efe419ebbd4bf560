"""What groups apply for together: the application, and what they send in each stage."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules
from collaboration_fund.enums import (
    APPLICATION_MOVES,
    APPLICATION_PUBLIC_LABELS,
    CHANGEABLE,
    DAYS_TO_ACCEPT,
    LIVE,
    TAKES_ENTRIES,
    AcceptBy,
    ApplicationState,
    Came,
    PartnerState,
    RoundState,
)
from collaboration_fund.models.interests import of_interest_to
from core.moves import MoveRecord
from core.text import random_letters
from core.working_days import working_days_after
from organisations.enums import MembershipState

# Five working days with every holiday that can lie between are fewer.
MOST_TO_ACCEPT = timedelta(days=21)


def new_reference() -> str:
    """What the groups know the application by, such as CF-7KQ4-M2XD."""
    return f"CF-{random_letters(4)}-{random_letters(4)}"


class ApplicationQuerySet(models.QuerySet):
    """Applications in the words of the services and lists."""

    def live(self):
        """Not withdrawn."""
        return self.filter(state__in=LIVE)

    def of(self, person):
        """Those of the groups that somebody belongs to: the lead, and partners that take part."""
        return self.filter(
            partners__state=PartnerState.IN,
            partners__organisation__memberships__person=person,
            partners__organisation__memberships__state=MembershipState.ACTIVE,
        ).distinct()

    def not_kept_from(self, person, tied: set[int] | None = None):
        """Without those that somebody has an interest in or stays out of: in no list or count.

        Args:
            tied: `of_interest_to` them, where a page has asked for it before.
        """
        stays_out = self.model.objects.filter(decisions__recusals__member__person=person)
        tied = of_interest_to(person) if tied is None else tied
        return self.exclude(pk__in=stays_out.values("pk")).exclude(pk__in=tied)

    def sent_ever(self):
        """Those of which something was sent, whatever came of it."""
        return self.filter(entries__editions__number=1, entries__stage__number=1)


class Application(models.Model):
    """One application: the group that leads it, its title and areas, and where it stands."""

    MOVES = APPLICATION_MOVES
    PUBLIC_LABELS = APPLICATION_PUBLIC_LABELS
    State = ApplicationState

    round = models.ForeignKey(
        "collaboration_fund.Round", on_delete=models.PROTECT, related_name="applications"
    )
    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    lead = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="fund_applications",
        verbose_name=_("lead group"),
    )
    title = models.CharField(_("title"), max_length=120)
    priorities = models.ManyToManyField(
        "collaboration_fund.Priority",
        blank=True,
        related_name="applications",
        verbose_name=_("priority areas"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    feedback = models.TextField(_("what the groups are told"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("begun by"),
    )
    partnership = models.ForeignKey(
        "partnerships.Partnership",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="fund_applications",
        editable=False,
        verbose_name=_("partnership"),
    )
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(_("begun at"), default=timezone.now, editable=False)
    came = models.CharField(
        _("how it came"), max_length=10, choices=Came, blank=True, editable=False
    )
    came_at = models.DateTimeField(_("reached the council at"), null=True, editable=False)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
        verbose_name=_("entered by"),
    )
    asked_at = models.DateTimeField(_("asked to confirm at"), null=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed at"), null=True, editable=False)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("fund application")
        verbose_name_plural = _("fund applications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ApplicationState.values),
                name="fund_application_state_is_known",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="fund_application_has_a_title"),
            models.CheckConstraint(
                condition=Q(came="", came_at=None, asked_at=None, confirmed_at=None)
                | Q(came__in=Came.values, came_at__isnull=False),
                name="fund_application_came_says_when",
            ),
            models.UniqueConstraint(
                fields=["round", "lead"],
                condition=Q(state__in=LIVE),
                name="fund_application_once_a_lead",
                violation_error_message=_("This group leads an application in this round."),
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="fund_application_by_round")]

    def __str__(self):
        # Officers read it everywhere, and a title that was never sent is its groups' own.
        return self.reference

    def get_absolute_url(self):
        return reverse("collaboration_fund:application", args=[self.reference])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the application to state `to`."""
        return rules.may_move_application(actor, self, to)

    @property
    def full_url(self) -> str:
        """The address of the groups' own page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def filed_under(self) -> str:
        """What messages about this application are filed under."""
        return f"fund-application:{self.pk}"

    @property
    def public_state(self) -> str:
        """Where it stands, as the groups read it."""
        if self.state in LIVE and self.round.state == RoundState.CANCELLED:
            return _("This round is cancelled")
        if self.state == ApplicationState.WITHDRAWN:
            return _("%(group)s has withdrawn this application") % {"group": self.lead}
        return self.PUBLIC_LABELS[self.state]

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def is_over(self) -> bool:
        """Whether nothing comes of it any more, so that nobody has anything left to do for it."""
        gone = {ApplicationState.WITHDRAWN, ApplicationState.UNSUCCESSFUL}
        return self.state in gone or self.round.state == RoundState.CANCELLED

    @property
    def was_sent(self) -> bool:
        """Whether something of it was sent, in any stage."""
        return self.entries.filter(received_at__isnull=False).exists()

    @property
    def is_unconfirmed(self) -> bool:
        """Whether an officer entered it, and its group hasn't confirmed it by sending it."""
        return bool(self.came) and self.confirmed_at is None and self.is_draft

    @cached_property
    def entry(self):
        """What is written in the latest of its stages."""
        return self.entries.select_related("stage").latest("stage__number")


class ApplicationMove(MoveRecord):
    """The history of an application's state."""

    thing = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a fund application")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class EntryQuerySet(models.QuerySet):
    """Entries in the words of the services."""

    def writable_at(self, received: datetime):
        """What can be written and sent of what was received at this moment.

        The one rule of the deadline: of the stage, or of what this application alone was given. The
        button, saving and sending all ask it.
        """
        in_time = (
            Q(stage__closes_at__gt=received)
            | Q(extended_to__gt=received)
            | Q(reopened_to__gt=received)
        )
        return self.filter(
            in_time,
            stage__opens_at__lte=received,
            stage__round__state__in=TAKES_ENTRIES,
            application__state__in=CHANGEABLE,
        )

    def acceptable_after_closing(self, now: datetime):
        """What was sent and may still be accepted though it is closed: five working days long.

        The day on which those end is asked of each: `Entry.accept_until`.
        """
        since = now - MOST_TO_ACCEPT
        closed = Q(stage__closes_at__gt=since) | Q(extended_to__gt=since) | Q(reopened_to__gt=since)
        return self.filter(
            closed,
            stage__opens_at__lte=now,
            stage__round__state__in=TAKES_ENTRIES,
            application__round__accept_by=AcceptBy.FIVE_DAYS,
            application__state=ApplicationState.SENT,
        )


class Entry(models.Model):
    """What an application writes and sends in one stage."""

    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="entries")
    stage = models.ForeignKey(
        "collaboration_fund.Stage", on_delete=models.PROTECT, related_name="entries"
    )
    response = models.OneToOneField(
        "questionnaires.Response", on_delete=models.PROTECT, related_name="+"
    )
    piece = models.OneToOneField(
        "assessment.Piece", on_delete=models.PROTECT, related_name="fund_entry", editable=False
    )
    received_at = models.DateTimeField(_("last received at"), null=True, blank=True)
    extended_to = models.DateTimeField(_("closes for this application at"), null=True, blank=True)
    reopened_to = models.DateTimeField(_("named questions due at"), null=True, blank=True)
    reopened_keys = models.JSONField(_("named questions"), default=list, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of an application")
        verbose_name_plural = _("entries of applications")
        ordering = ["stage__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "stage"], name="fund_entry_once_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(reopened_to=None) | ~Q(reopened_keys=[]),
                name="fund_entry_reopened_names_questions",
            ),
        ]

    def __str__(self):
        return f"{self.application_id}, {self.stage_id}"

    @property
    def closes_at(self) -> datetime:
        """Until when this application can be sent: the latest of the moments that count for it."""
        own = (self.stage.closes_at, self.extended_to, self.reopened_to)
        return max(moment for moment in own if moment)

    @property
    def accept_until(self) -> datetime:
        """Until when partners can accept: the closing, or five working days after it."""
        if self.application.round.accept_by == AcceptBy.FIVE_DAYS:
            return working_days_after(self.closes_at, DAYS_TO_ACCEPT)
        return self.closes_at

    def is_writable(self, received: datetime | None = None) -> bool:
        """Whether it can be written and sent now, by the one rule."""
        rows = Entry.objects.writable_at(received or timezone.now())
        return rows.filter(pk=self.pk).exists()

    def only_reopened(self, received: datetime | None = None) -> bool:
        """Whether only the named questions can be changed: all other time is over."""
        received = received or timezone.now()
        others = [self.stage.closes_at, self.extended_to]
        return not any(moment and moment > received for moment in others)

    def named_alone(self, received: datetime | None = None) -> frozenset[str]:
        """The keys of the questions that alone can be changed and sent; empty where all can."""
        return frozenset(self.reopened_keys if self.only_reopened(received) else ())

    def asked_again(self):
        """The asking of named questions that is still open, whatever else is; None without one."""
        if self.reopened_to is None or self.reopened_to <= timezone.now():
            return None
        return self.extensions.exclude(keys=[]).last()


class Extension(models.Model):
    """That one application was given more time, all of it or for named questions, and why."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="extensions")
    until = models.DateTimeField(_("until"))
    keys = models.JSONField(_("named questions"), default=list, blank=True)
    reason = models.TextField(_("reason"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("more time for an application")
        verbose_name_plural = _("more time for applications")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="fund_extension_says_why"),
        ]

    def __str__(self):
        return f"{self.entry_id}: {self.until:%Y-%m-%d %H:%M}"

    @property
    def questions(self) -> list:
        """The named questions, in the order in which they are asked."""
        asked = self.entry.response.version.questions.all() if self.keys else ()
        return [one for one in asked if one.key in self.keys]


class SavedAnswer(models.Model):
    """That somebody saved an answer, and when. The answers themselves name nobody."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="saved")
    key = models.CharField(_("question"), max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("saved at"), default=timezone.now)

    class Meta:
        verbose_name = _("who saved an answer")
        verbose_name_plural = _("who saved answers")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["entry", "key", "at"], name="fund_saved_by_question")]

    def __str__(self):
        return f"{self.entry_id}: {self.key}"
