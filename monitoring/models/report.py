"""Reports on an award: what was spent, done and learnt, whom it reached, and what was sent."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import AwardState
from collaboration_fund.models.edition import EditionQuerySet, UnchangeableError
from core.files import KeptFile
from core.moves import MoveRecord
from core.uploads import PICTURES, Takes
from monitoring import rules
from monitoring.enums import MOST_PEOPLE, OPEN_REPORTS, REPORT_MOVES, ReportState


class ReportQuerySet(models.QuerySet):
    """Reports in the words of the services and lists."""

    def awaited(self):
        """Those that a group still has to send, of awards that stand."""
        return self.filter(state__in=OPEN_REPORTS, award__state=AwardState.AGREED)

    def overdue(self, today=None):
        """Never sent yet, and past their day; one with questions waits for the answer instead."""
        late = self.awaited().filter(due_on__lt=today or timezone.localdate())
        return late.filter(state=ReportState.DUE)

    def accepted(self):
        """Those that an officer has accepted."""
        return self.filter(state=ReportState.ACCEPTED)


class Report(models.Model):
    """One report that an award asks for. Its day stays where it is, however late it comes."""

    MOVES = REPORT_MOVES
    State = ReportState

    award = models.ForeignKey(
        "collaboration_fund.Award",
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("award"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    covers_from = models.DateField(_("covers from"))
    covers_to = models.DateField(_("covers to"))
    due_on = models.DateField(_("due on"))
    is_last = models.BooleanField(_("the last one"), default=False)
    state = models.CharField(
        _("state"), max_length=20, choices=ReportState, default=ReportState.DUE, editable=False
    )
    spending_note = models.TextField(_("why it differs from the plan"), blank=True)
    learnt = models.TextField(_("what was learnt"), blank=True)
    reply = models.TextField(_("answers to our questions"), blank=True)
    sent_at = models.DateTimeField(_("last sent at"), null=True, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report on an award")
        verbose_name_plural = _("reports on awards")
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="award_report_number_once"),
            models.UniqueConstraint(
                fields=["award"], condition=Q(is_last=True), name="award_report_one_is_last"
            ),
            models.CheckConstraint(
                condition=Q(state__in=ReportState.values), name="award_report_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, covers_to__gte=F("covers_from"))
                & Q(due_on__gte=F("covers_to")),
                name="award_report_is_due_after_what_it_covers",
            ),
            models.CheckConstraint(
                condition=Q(state=ReportState.DUE) | Q(sent_at__isnull=False),
                name="award_report_that_was_sent_says_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="award_report_by_day")]

    def __str__(self):
        return f"{self.award}, {self.label}"

    def get_absolute_url(self):
        return reverse("monitoring:report", args=[self.award.reference, self.number])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the report to state `to`."""
        return rules.may_move_report(actor, self, to)

    @property
    def label(self) -> str:
        """Which one it is, in words."""
        if self.is_last and self.number == 1:
            return _("the report at the end")
        return _("report %(number)s") % {"number": self.number}

    @property
    def full_url(self) -> str:
        """The address of the group's own page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def filed_under(self) -> str:
        """What messages about this report are filed under."""
        return f"fund-report:{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the group still writes it."""
        return self.state in OPEN_REPORTS and self.award.state == AwardState.AGREED

    @property
    def is_overdue(self) -> bool:
        """Whether its day has passed and nothing of it was sent."""
        is_due = self.is_open and self.state == ReportState.DUE
        return is_due and self.due_on < timezone.localdate()


class ReportMove(MoveRecord):
    """The history of a report; the reason of a move to “questions” is what is asked."""

    thing = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a report")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Spending(models.Model):
    """What was spent on one line of the plan in the time that a report covers, in pence."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="spending")
    line = models.ForeignKey(
        "monitoring.PlanLine", on_delete=models.PROTECT, related_name="spending"
    )
    pence = models.PositiveBigIntegerField(_("spent"))

    class Meta:
        verbose_name = _("spending on an award")
        verbose_name_plural = _("spending on awards")
        ordering = ["line__number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "line"], name="spending_once_a_line"),
        ]

    def __str__(self):
        return f"{self.report_id}, {self.line_id}: {self.pence}"


class Output(models.Model):
    """Something that an award does and that is counted; what was planned is said once."""

    given_in = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="outputs_given")
    name = models.CharField(_("what is counted"), max_length=120)
    planned = models.PositiveIntegerField(_("planned"))

    class Meta:
        verbose_name = _("output of an award")
        verbose_name_plural = _("outputs of awards")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="output_has_a_name"),
            models.UniqueConstraint(fields=["given_in", "name"], name="output_once_a_name"),
        ]

    def __str__(self):
        return self.name


class OutputCount(models.Model):
    """How much of an output there was in the time that a report covers."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="counts")
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="counts")
    number = models.PositiveIntegerField(_("number"))

    class Meta:
        verbose_name = _("counted output")
        verbose_name_plural = _("counted outputs")
        ordering = ["output"]
        constraints = [
            models.UniqueConstraint(fields=["report", "output"], name="output_counted_once"),
        ]

    def __str__(self):
        return f"{self.output_id}: {self.number}"


class Reached(models.Model):
    """How many people of one ward came for the first time in the time that a report covers.

    Of no ward are people from elsewhere, and those of whom nobody knows it.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reached")
    ward = models.ForeignKey("places.Ward", null=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField(_("people"))

    class Meta:
        verbose_name = _("people reached")
        verbose_name_plural = _("people reached")
        ordering = ["ward__name"]
        constraints = [
            models.UniqueConstraint(fields=["report", "ward"], name="reached_once_a_ward"),
            models.UniqueConstraint(
                fields=["report"], condition=Q(ward=None), name="reached_once_elsewhere"
            ),
            models.CheckConstraint(
                condition=Q(people__lte=MOST_PEOPLE), name="reached_number_is_meant"
            ),
        ]

    def __str__(self):
        return f"{self.ward_id}: {self.people}"


class WithConsent(models.Model):
    """What shows or tells of people: public only where they said yes, and how is kept."""

    may_be_public = models.BooleanField(_("may be public"), default=False)
    consent = models.CharField(_("how they agreed"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(may_be_public=False) | ~Q(consent=""),
                name="%(class)s_is_public_by_consent",
                violation_error_message=_("Say how and when they agreed."),
            ),
        ]


class Story(WithConsent):
    """What a report tells of somebody's experience."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="stories")
    words = models.TextField(_("story"))
    told_by = models.CharField(_("signed"), max_length=80, blank=True)

    class Meta(WithConsent.Meta):
        verbose_name = _("story of a report")
        verbose_name_plural = _("stories of reports")
        ordering = ["pk"]
        constraints = [
            *WithConsent.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="story_says_something"),
        ]

    def __str__(self):
        return self.words[:60]


class Photograph(WithConsent, KeptFile):
    """A picture of a report, drawn again, with what it shows in words."""

    takes = Takes(kinds=PICTURES)

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="photographs")
    shows = models.CharField(_("what it shows"), max_length=200)

    class Meta(KeptFile.Meta):
        verbose_name = _("photograph of a report")
        verbose_name_plural = _("photographs of reports")
        ordering = ["pk"]
        constraints = [
            *KeptFile.Meta.constraints,
            *WithConsent.Meta.constraints,
            models.CheckConstraint(condition=~Q(shows=""), name="photograph_says_what_it_shows"),
        ]

    def __str__(self):
        return self.shows


class ReportEdition(models.Model):
    """One sending of a report: whole, numbered, and known by its SHA-256. Nothing changes it."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    content = models.JSONField(_("what was sent"))
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("received at"))
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sent report")
        verbose_name_plural = _("sent reports")
        ordering = ["report", "number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_edition_number_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="report_edition_is_numbered_and_hashed",
            ),
        ]

    def __str__(self):
        return f"{self.report_id}: {self.number}"

    def save(self, *args, **kwargs):
        """Write a new edition.

        Raises:
            UnchangeableError: it is written already.
        """
        if not self._state.adding:
            raise UnchangeableError("A sent report is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: what was sent stays.

        Raises:
            UnchangeableError: always.
        """
        raise UnchangeableError("A sent report is never deleted.")
