"""What the public reads of awards, and what was found where one was checked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund.enums import OVER_ROUNDS, AwardState

# The groups have said yes to these; what is only offered may never come to anything.
AGREED_STATES = (AwardState.AGREED, AwardState.CLOSED)
LONGEST_PURPOSE = 1000


def may_be_public(path: str = "") -> Q:
    """Which awards the public may read of: agreed, of a decided round, and not invented.

    Invented rounds are published on a demonstration alone.

    Args:
        path: from the rows that are asked to their award, such as "award__".
    """
    found = Q(**{f"{path}state__in": AGREED_STATES, f"{path}round__state__in": OVER_ROUNDS})
    return found if settings.DEMO else found & Q(**{f"{path}round__is_demo": False})


class PublicAwardQuerySet(models.QuerySet):
    """Public awards in the words of pages and services."""

    def published(self):
        """Those that the public reads: nothing holds them back, and they stand."""
        return self.filter(may_be_public("award__"), faults="").exclude(text="")

    def held_back(self):
        """Those that would be published if nothing were wrong with them."""
        return self.filter(may_be_public("award__")).exclude(faults="")

    def for_reading(self):
        """With what their grants are made of, in as many statements for one as for many."""
        return self.select_related("award__round", "award__application__lead").prefetch_related(
            "wards",
            "award__application__priorities",
            "award__application__partners__organisation",
            "award__shares__organisation__numbers",
        )


class PublicAward(models.Model):
    """One award as the public reads it: what it is for, where, and its grants as open data.

    `text` are the grants as they were found right and are published, as JSON; `faults` is what was
    found wrong when they were checked last, a line for each.
    """

    award = models.OneToOneField(
        "collaboration_fund.Award",
        on_delete=models.CASCADE,
        related_name="public",
        editable=False,
        verbose_name=_("award"),
    )
    purpose = models.TextField(
        _("what it is for"),
        max_length=LONGEST_PURPOSE,
        help_text=_("A few plain sentences. Nobody’s name, address or telephone number."),
    )
    wards = models.ManyToManyField(
        "places.Ward",
        blank=True,
        related_name="+",
        verbose_name=_("wards of those who benefit"),
    )
    is_said = models.BooleanField(
        _("said by an officer"),
        default=False,
        editable=False,
        help_text=_("Else the portal itself says who works together on what."),
    )
    is_town_wide = models.BooleanField(_("for the whole of Luton"), default=False)
    text = models.TextField(_("open data"), blank=True, editable=False)
    faults = models.TextField(_("what holds it back"), blank=True, editable=False)
    changed_at = models.DateTimeField(
        _("published last changed at"), default=timezone.now, editable=False
    )

    objects = PublicAwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("published award")
        verbose_name_plural = _("published awards")
        ordering = ["-award__decided_on", "award__reference"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(purpose=""),
                name="public_award_says_what_for",
                violation_error_message=_("Say what it is for."),
            ),
        ]

    def __str__(self):
        return self.award.reference

    def get_absolute_url(self):
        return reverse("publishing:award", args=[self.award.reference])

    @property
    def full_url(self) -> str:
        """The address of its page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def is_published(self) -> bool:
        """Whether the public reads it now."""
        return PublicAward.objects.published().filter(pk=self.pk).exists()

    @property
    def groups(self) -> list:
        """The groups that do the work: the lead, then its partners."""
        return groups_of(self.award)


def groups_of(award) -> list:
    """The groups that do the work of an award: the lead, then the partners that take part.

    Their rows are asked of `award.application.partners`, which may have been read already.
    """
    application = award.application
    partners = [one for one in application.partners.all() if one.state == one.State.IN]
    others = [one.organisation for one in partners if one.organisation_id != application.lead_id]
    return [application.lead, *others]
