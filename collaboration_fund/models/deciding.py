"""How a panel decides: its meetings, who sits, each decision, who confirmed it, reviews of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import Verdict
from collaboration_fund.models.application import Application


class PanelMeeting(models.Model):
    """A meeting of a round's panel. Its decisions count once two people have confirmed them."""

    round = models.ForeignKey(
        "collaboration_fund.Round",
        on_delete=models.PROTECT,
        related_name="panel_meetings",
        verbose_name=_("round"),
    )
    starts_at = models.DateTimeField(_("begins"))
    place = models.CharField(_("place"), max_length=120)
    quorum = models.PositiveSmallIntegerField(
        _("quorum"),
        default=3,
        help_text=_("How many who are there, and have no interest, decide on an application."),
    )
    notes = models.TextField(_("what else the minutes say"), blank=True, max_length=5000)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, editable=False)
    review_until = models.DateTimeField(_("reviews can be asked until"), null=True, editable=False)

    class Meta:
        verbose_name = _("panel meeting")
        verbose_name_plural = _("panel meetings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quorum__gte=1),
                name="fund_panel_quorum_is_somebody",
                violation_error_message=_("At least one person decides."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, review_until=None)
                | Q(confirmed_at__isnull=False, review_until__gt=F("confirmed_at")),
                name="fund_panel_confirmed_says_until_when",
            ),
        ]

    def __str__(self):
        return f"{self.round}, {date_format(localtime(self.starts_at), 'j F Y')}"

    @property
    def filed_under(self) -> str:
        """What messages about this meeting are filed under."""
        return self.round.filed_under

    def seen_by(self, person):
        """Its decisions in the order of the agenda, without those that somebody stays out of."""
        rows = self.decisions.select_related("application__lead", "application__round")
        return rows.filter(application__in=Application.objects.not_kept_from(person))

    def hides_from(self, person) -> bool:
        """Whether it decides on something that somebody stays out of or has an interest in."""
        return self.seen_by(person).count() < self.decisions.count()


class PanelMember(models.Model):
    """Somebody who sits on the panel in one meeting."""

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("person"),
    )
    came = models.BooleanField(_("was there"), default=False)

    class Meta:
        verbose_name = _("member of the panel")
        verbose_name_plural = _("members of the panel")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="fund_panel_member_once_a_meeting",
                violation_error_message=_("This person is there already."),
            )
        ]

    def __str__(self):
        return str(self.person)


class Decision(models.Model):
    """What a meeting decides on one application; an item of its agenda until it is decided.

    `words` is {key of a criterion: what the panel says of it}; `told` is what the groups were told
    by criterion, kept as the decisions were confirmed: [{"criterion", "mean", "words"}].
    """

    meeting = models.ForeignKey(PanelMeeting, on_delete=models.PROTECT, related_name="decisions")
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="decisions",
        verbose_name=_("application"),
    )
    order = models.PositiveSmallIntegerField(_("place on the agenda"))
    advised_pence = models.PositiveBigIntegerField(_("the plan advised"), default=0)
    verdict = models.CharField(_("decision"), max_length=10, choices=Verdict, blank=True)
    pence = models.PositiveBigIntegerField(_("amount"), default=0)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)
    reason = models.TextField(_("reason"), blank=True, max_length=3000)
    departs = models.TextField(_("why not as advised"), blank=True, max_length=2000)
    words = models.JSONField(_("words by criterion"), default=dict, blank=True)
    told = models.JSONField(_("told by criterion"), default=list, blank=True)

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "application"], name="fund_decision_once_a_meeting"
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(verdict__in=Verdict.values) & ~Q(reason=""),
                name="fund_decision_says_why",
            ),
            models.CheckConstraint(
                condition=Q(verdict=Verdict.FUND, pence__gte=1)
                | ~Q(verdict=Verdict.FUND) & Q(pence=0),
                name="fund_decision_funds_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(verdict="") | Q(pence=F("advised_pence")) | ~Q(departs=""),
                name="fund_decision_says_why_it_departs",
            ),
        ]

    def __str__(self):
        return str(self.application)

    @property
    def departed(self) -> bool:
        """Whether the panel decided otherwise than the plan advised."""
        return bool(self.verdict) and self.pence != self.advised_pence


class Recusal(models.Model):
    """That a member of the panel has an interest in one application and stays out of it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="recusals")
    member = models.ForeignKey(PanelMember, on_delete=models.PROTECT, related_name="recusals")
    reason = models.CharField(_("what the interest is"), max_length=300)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "member"], name="fund_recusal_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="fund_recusal_says_why"),
        ]

    def __str__(self):
        return f"{self.decision_id}: {self.member_id}"


class Confirmation(models.Model):
    """That somebody confirmed a meeting's decisions as they stood, and another person after them.

    `digest` is of the decisions: where they change after the first, it is voided.
    """

    meeting = models.ForeignKey(
        PanelMeeting, on_delete=models.PROTECT, related_name="confirmations"
    )
    digest = models.CharField(max_length=64)
    first_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    first_at = models.DateTimeField()
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    second_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("confirmation")
        verbose_name_plural = _("confirmations")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(second_by=None, second_at=None)
                | Q(second_at__isnull=False, voided_at=None) & ~Q(second_by=F("first_by")),
                name="fund_confirmation_by_two_people",
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(voided_at=None),
                name="fund_confirmation_once_a_meeting",
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="fund_confirmation_has_a_digest"
            ),
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.digest[:12]}"


class ReviewRequest(models.Model):
    """That a group asks once to look again at how its application was decided, and the answer."""

    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="review", verbose_name=_("application")
    )
    reason = models.TextField(_("what the group asks to look at"), max_length=3000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("asked by"),
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.TextField(_("answer"), blank=True, max_length=3000)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True)

    class Meta:
        verbose_name = _("request for review")
        verbose_name_plural = _("requests for review")
        ordering = ["-asked_at"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="fund_review_says_why"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | ~Q(answer="") & Q(answered_at__isnull=False),
                name="fund_review_answer_says_when",
            ),
        ]

    def __str__(self):
        return str(self.application)

    @property
    def stands(self) -> str:
        """Whether it waits for an answer, for lists."""
        return _("Answered") if self.answer else _("Waits for an answer")
