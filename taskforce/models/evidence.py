"""The library of evidence: where it comes from, who agreed, and how much of it may be read."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.models import has_address, is_known
from taskforce.enums import CONSENT_ALLOWS, SLUG_HELP, ContributorConsent, EvidenceKind, Publication


class EvidenceQuerySet(models.QuerySet):
    """Evidence by how much of it may be read."""

    def listed(self):
        """At least title and summary are public."""
        return self.exclude(publication=Publication.PRIVATE)

    def public(self):
        """All of it is public."""
        return self.filter(publication=Publication.PUBLIC)


class Evidence(models.Model):
    """One piece of evidence that the Taskforce asked for or was given."""

    slug = models.SlugField(
        _("address of its page"), max_length=80, unique=True, help_text=SLUG_HELP
    )
    kind = models.CharField(_("kind"), max_length=20, choices=EvidenceKind)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=2000)
    body = models.TextField(
        _("the whole of it"),
        max_length=50_000,
        blank=True,
        help_text=_("Read by anybody only where all of it is public."),
    )
    provenance = models.TextField(
        _("where it comes from"),
        max_length=1000,
        help_text=_("How it was collected, from whom and by what method. It is public."),
    )
    commissioned_from = models.CharField(_("commissioned from"), max_length=160, blank=True)
    collected_from = models.DateField(_("collected from"), null=True, blank=True)
    collected_until = models.DateField(
        _("collected until"),
        null=True,
        blank=True,
        help_text=_("Leave both empty while it is commissioned and not collected yet."),
    )
    area = models.ForeignKey(
        "taskforce.PriorityArea",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="evidence",
        verbose_name=_("priority area"),
    )
    consent = models.CharField(
        _("consent of those who contributed"),
        max_length=20,
        choices=ContributorConsent,
        default=ContributorConsent.AWAITED,
        editable=False,
    )
    consent_on = models.DateField(_("consent given on"), null=True, blank=True, editable=False)
    consent_note = models.CharField(
        _("where the consent is kept"), max_length=300, blank=True, editable=False
    )
    publication = models.CharField(
        _("what anybody may read"),
        max_length=20,
        choices=Publication,
        default=Publication.PRIVATE,
        editable=False,
    )
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("piece of evidence")
        verbose_name_plural = _("pieces of evidence")
        ordering = [F("collected_until").desc(nulls_first=True), "-pk"]
        permissions = [
            ("publish_evidence", _("Can record consent to evidence and publish it")),
            ("export_evidence", _("Can export the list of evidence")),
        ]
        constraints = [
            has_address("evidence"),
            is_known("evidence", kind=EvidenceKind),
            is_known("evidence", publication=Publication),
            is_known("evidence", consent=ContributorConsent),
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.STORY)
                | ~Q(publication=Publication.PUBLIC)
                | Q(consent=ContributorConsent.GIVEN),
                name="evidence_story_is_public_only_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.STORY) | ~Q(consent=ContributorConsent.NOT_NEEDED),
                name="evidence_story_always_needs_consent",
            ),
            models.CheckConstraint(
                condition=Q(publication=Publication.PRIVATE) | Q(consent__in=CONSENT_ALLOWS),
                name="evidence_is_shown_only_with_consent",
            ),
            models.CheckConstraint(
                condition=~Q(consent=ContributorConsent.GIVEN) | Q(consent_on__isnull=False),
                name="evidence_consent_has_a_day",
            ),
            models.CheckConstraint(
                condition=Q(collected_from=None)
                | Q(collected_until=None)
                | Q(collected_until__gte=F("collected_from")),
                name="evidence_collected_in_order",
                violation_error_message=_("The last day can't be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(publication=Publication.PRIVATE)
                | Q(collected_from__isnull=False, collected_until__isnull=False),
                name="evidence_is_shown_once_collected",
                violation_error_message=_("Enter from when to when it was collected."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("taskforce:evidence_page", args=[self.slug])

    def clean(self):
        """What is collected has been collected by today."""
        if self.collected_until and self.collected_until > timezone.localdate():
            raise ValidationError(
                {"collected_until": _("The last day it was collected can't be in the future.")}
            )

    @property
    def is_listed(self) -> bool:
        return self.publication != Publication.PRIVATE

    @property
    def is_public(self) -> bool:
        return self.publication == Publication.PUBLIC

    @property
    def is_collected(self) -> bool:
        return self.collected_from is not None and self.collected_until is not None

    @property
    def consent_allows(self) -> bool:
        """Whether anything of it may be shown."""
        return self.consent in CONSENT_ALLOWS


class EvidenceFile(KeptFile):
    """The file of a piece of evidence."""

    evidence = models.OneToOneField(Evidence, on_delete=models.CASCADE, related_name="file")

    class Meta(KeptFile.Meta):
        verbose_name = _("file of evidence")

    def __str__(self):
        return str(self.evidence)
