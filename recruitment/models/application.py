"""One person's application to a round, its history, and who wants to hear of the next round."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from core.text import random_letters
from recruitment import rules
from recruitment.enums import (
    APPLICATION_MOVES,
    APPLICATION_PUBLIC_LABELS,
    CHANGEABLE,
    LIVE,
    SENT,
    STILL_ENTERED,
    ApplicationState,
    HowChosen,
    HowConsented,
    RoundState,
)
from recruitment.models.round import Round
from taskforce.enums import Sector


def new_reference() -> str:
    """What the applicant knows the application by, such as TF-7KQ4-M2XD."""
    return f"TF-{random_letters(4)}-{random_letters(4)}"


class ApplicationQuerySet(models.QuerySet):
    """Applications in the words of the services."""

    def of(self, person):
        return self.filter(person=person)

    def live(self):
        """Not withdrawn."""
        return self.filter(state__in=LIVE)

    def sent(self):
        """Submitted and not withdrawn, whatever came of it."""
        return self.filter(state__in=SENT)

    def writable_at(self, received):
        """What may still be written into, of what was received at this moment.

        The round takes applications, or an officer enters what arrived in time on paper.
        """
        on_paper = Q(
            entered_by__isnull=False,
            arrived_on__isnull=False,
            state=ApplicationState.DRAFT,
            round__state__in=STILL_ENTERED,
        )
        taking = Round.objects.taking_applications(received).values("pk")
        return self.filter(on_paper | Q(round__in=taking))

    def visible_to(self, officer):
        """With names: those of the rounds they run and don't score in."""
        rounds = Round.objects.run_by(officer).not_scored_by(officer)
        return self.filter(round__in=rounds.values("pk"))


class Application(models.Model):
    """An application: who applies, for which sector, and where it stands."""

    MOVES = APPLICATION_MOVES
    PUBLIC_LABELS = APPLICATION_PUBLIC_LABELS
    State = ApplicationState

    round = models.ForeignKey(
        "recruitment.Round", on_delete=models.PROTECT, related_name="applications"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="taskforce_applications"
    )
    reference = models.CharField(
        _("reference"), max_length=12, unique=True, default=new_reference, editable=False
    )
    piece = models.OneToOneField(
        "assessment.Piece", on_delete=models.PROTECT, related_name="application", editable=False
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ApplicationState, default=ApplicationState.DRAFT
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    address = models.CharField(_("first line of the address"), max_length=120)
    postcode = models.CharField(_("postcode"), max_length=8)
    ward = models.ForeignKey(
        "places.Ward", null=True, blank=True, on_delete=models.PROTECT, verbose_name=_("ward")
    )
    changed_details = models.JSONField(
        _("details changed since they were sent"), null=True, blank=True, editable=False
    )
    response = models.OneToOneField(
        "questionnaires.Response", on_delete=models.PROTECT, related_name="+"
    )
    selection_response = models.OneToOneField(
        "questionnaires.Response",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    consented_at = models.DateTimeField(_("consented at"), null=True, blank=True)
    consent_how = models.CharField(
        _("how they consented"), max_length=20, choices=HowConsented, blank=True
    )
    consent_wording = models.TextField(_("what they consented to"), blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("entered by"),
        help_text=_("The officer who entered an application made on paper or by telephone."),
    )
    arrived_on = models.DateField(
        _("arrived on"),
        null=True,
        blank=True,
        help_text=_(
            "The day on which an application on paper or by telephone reached the council."
        ),
    )
    late_reason = models.TextField(_("why it was entered after the closing"), blank=True)
    screening_reason = models.TextField(_("reason of the screening"), blank=True)
    feedback = models.TextField(_("feedback to the applicant"), blank=True)
    told_at = models.DateTimeField(_("told the outcome at"), null=True, blank=True)
    created_at = models.DateTimeField(_("started at"), default=timezone.now, editable=False)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)

    objects = ApplicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            is_known("application", state=ApplicationState),
            is_known("application", sector=Sector),
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(state__in=LIVE),
                name="application_once_a_round",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=SENT) | Q(submitted_at__isnull=False),
                name="application_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(selection_response=None) | Q(consented_at__isnull=False),
                name="application_selection_answers_need_consent",
            ),
            models.CheckConstraint(
                condition=~Q(state=ApplicationState.INELIGIBLE) | ~Q(screening_reason=""),
                name="application_ineligible_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(late_reason="") | Q(arrived_on__isnull=False),
                name="application_late_says_when_it_arrived",
            ),
            models.CheckConstraint(
                condition=Q(consent_how__in=["", *HowConsented.values]),
                name="application_way_of_consent_is_known",
            ),
        ]
        indexes = [models.Index(fields=["round", "state"], name="application_by_round")]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("recruitment:application", args=[self.reference])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the application to state `to`."""
        return rules.may_move_application(actor, self, to)

    @property
    def full_url(self) -> str:
        """The address of the applicant's own page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def public_state(self) -> str:
        """Where it stands, as the applicant reads it."""
        if self.state in LIVE and self.round.state == RoundState.CANCELLED:
            return _("This round is cancelled")
        return self.PUBLIC_LABELS[self.state]

    @property
    def is_offline(self) -> bool:
        """Whether an officer entered it in the applicant's name."""
        return self.entered_by_id is not None

    @property
    def is_draft(self) -> bool:
        return self.state == ApplicationState.DRAFT

    @property
    def can_change(self) -> bool:
        """Whether the answers may still be changed, by the applicant or whoever enters them."""
        return self.state in CHANGEABLE and (self.round.is_open or self.is_entered_on_paper)

    @property
    def is_entered_on_paper(self) -> bool:
        """Whether an officer enters what arrived in time: possible until the screening ends."""
        return (
            self.is_offline
            and self.is_draft
            and self.arrived_on is not None
            and self.round.state in STILL_ENTERED
        )

    @property
    def is_changing(self) -> bool:
        """Whether it was sent and has been opened since; what was sent counts meanwhile."""
        return self.state in SENT and self.response.is_draft

    @property
    def is_unsent(self) -> bool:
        """Whether something of it waits to be sent: all of it, or what was changed."""
        return self.is_draft or self.is_changing

    @property
    def is_drawn_from(self) -> bool:
        """Whether the seats of its sector are filled by lottery."""
        return self.round.seat_groups.filter(sector=self.sector, how=HowChosen.LOTTERY).exists()

    @property
    def lacks_selection(self) -> bool:
        """Whether it could be drawn, but for selection answers that aren’t there or finished."""
        answered = self.selection_response and self.selection_response.submissions.exists()
        return not answered and self.is_drawn_from

    @property
    def can_withdraw(self) -> bool:
        return ApplicationState.WITHDRAWN in self.MOVES[self.state]


class ApplicationMove(MoveRecord):
    """The history of an application's state."""

    thing = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("application history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Follower(models.Model):
    """Somebody who wants to be told, once, when the next round opens."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("follower")
        ordering = ["at"]

    def __str__(self):
        return str(self.person)


class Invitation(models.Model):
    """That one person invited somebody; whom, only as a fingerprint that can't be read back."""

    round = models.ForeignKey(
        "recruitment.Round", on_delete=models.CASCADE, related_name="invitations"
    )
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    fingerprint = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("invitation")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "fingerprint"], name="invitation_once_an_address"
            )
        ]

    def __str__(self):
        return f"{self.round_id}: {self.at:%Y-%m-%d}"
