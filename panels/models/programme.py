"""What the panels talk about: topics, the year's programme and what a session can provide."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import has_address


class Topic(models.Model):
    """What a session is about, tied to a Luton 2040 theme."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.TextField(_("summary"), max_length=600, blank=True)
    theme = models.ForeignKey(
        "programme.Theme", on_delete=models.PROTECT, verbose_name=_("Luton 2040 theme")
    )
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["title"]
        constraints = [has_address("topic")]

    def __str__(self):
        return self.title


class Programme(models.Model):
    """A year of panel sessions, set out in advance."""

    title = models.CharField(_("title"), max_length=120, unique=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        ordering = ["-starts_on"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gt=models.F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("The programme must end after it starts."),
            )
        ]

    def __str__(self):
        return self.title


class AccessProvision(models.Model):
    """Something a session provides so that more people can take part, such as a BSL interpreter."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("access provision")
        verbose_name_plural = _("access provisions")
        ordering = ["order", "title"]
        constraints = [has_address("access_provision")]

    def __str__(self):
        return self.title
