"""Luton 2040: the themes that citizen panel topics belong to."""

from django.db import models


class Theme(models.Model):
    """A key theme of Luton 2040, in the council's own words."""

    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "title"]

    def __str__(self):
        return self.title
