"""Agreements: from which text, what each says, who accepted it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.words import only_placeholders
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award, Partner, UnchangeableError


class TemplateQuerySet(models.QuerySet):
    """Texts in the words of the services."""

    def in_use(self):
        """The published ones; the last of them is used."""
        return self.filter(published_at__isnull=False).order_by("-number")


class Template(models.Model):
    """One version of the text from which agreements are made. A published one stays as it is."""

    number = models.PositiveSmallIntegerField(_("version"), unique=True, editable=False)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(
        _("text"),
        validators=[only_placeholders],
        help_text=_("Names in curly brackets are filled in. An empty line begins a paragraph."),
    )
    published_at = models.DateTimeField(_("in use since"), null=True, blank=True, editable=False)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of agreements")
        verbose_name_plural = _("texts of agreements")
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="awards_template_says_something"
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def save(self, *args, **kwargs):
        """Save it; a new one is the next version.

        Raises:
            UnchangeableError: it is in use already.
        """
        if self._state.adding and not self.number:
            last = Template.objects.aggregate(last=models.Max("number"))["last"] or 0
            self.number = last + 1
        elif Template.objects.in_use().filter(pk=self.pk).exists():
            raise UnchangeableError("A text that is in use stays as it is: begin a new version.")
        super().save(*args, **kwargs)

    @property
    def is_draft(self) -> bool:
        """Whether it can still be written."""
        return self.published_at is None


class AgreementQuerySet(models.QuerySet):
    """Agreements are written once; only that they were accepted is said of them later."""

    def waiting(self):
        """The last versions of awards that stand which not all groups have accepted."""
        rows = self.filter(
            accepted_at=None, award__state__in=[AwardState.OFFERED, AwardState.AGREED]
        )
        return rows.annotate(last=models.Max("award__agreements__number")).filter(
            number=models.F("last")
        )

    def update(self, **changes):
        """Say that it was accepted.

        Raises:
            UnchangeableError: anything else would change.
        """
        if set(changes) != {"accepted_at"}:
            raise UnchangeableError("An agreement says what it said when it was made.")
        return super().update(**changes)

    def _refuse(self, *_args, **_kwargs):
        raise UnchangeableError("An agreement is never changed or deleted.")

    delete = bulk_update = update_or_create = _refuse


class Agreement(models.Model):
    """One version of an award's agreement, known by its SHA-256, and whether all accepted it."""

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="agreements")
    number = models.PositiveSmallIntegerField(_("version"))
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField(_("what it says"))
    sha256 = models.CharField(max_length=64)
    reason = models.TextField(_("why it replaces the one before"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    accepted_at = models.DateTimeField(_("accepted by all at"), null=True, blank=True)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["award", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["award", "number"], name="awards_agreement_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="awards_agreement_is_numbered_and_hashed",
            ),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="awards_agreement_says_why_it_replaces"
            ),
        ]

    def __str__(self):
        return f"{self.content['reference']}, {self.number}"

    def save(self, *args, **kwargs):
        """Write a new one.

        Raises:
            UnchangeableError: it is written already.
        """
        if not self._state.adding:
            raise UnchangeableError("An agreement says what it said when it was made.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Refuse: an agreement stays.

        Raises:
            UnchangeableError: always.
        """
        raise UnchangeableError("An agreement is never deleted.")


class AgreementAcceptance(models.Model):
    """That somebody accepted an agreement for a group, and in what capacity."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="acceptances")
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, related_name="+", verbose_name=_("group")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(_("in what capacity"), max_length=120)
    at = models.DateTimeField(_("accepted at"), default=timezone.now)

    class Meta:
        verbose_name = _("acceptance of an agreement")
        verbose_name_plural = _("acceptances of agreements")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "partner", "person"],
                name="awards_acceptance_once_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(capacity=""), name="awards_acceptance_says_as_what"
            ),
        ]

    def __str__(self):
        return f"{self.agreement_id}: {self.capacity}"
