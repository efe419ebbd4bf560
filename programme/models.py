"""Luton 2040: the themes that citizen panel topics belong to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import has_address


class Theme(models.Model):
    """A key theme of Luton 2040, in the council's own words."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=120)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["order", "title"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        constraints = [has_address("theme")]

    def __str__(self):
        return self.title
