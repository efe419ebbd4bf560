"""Luton 2040 for tests."""

import factory
from factory.django import DjangoModelFactory

from programme.models import Theme


class ThemeFactory(DjangoModelFactory):
    """A theme of its own."""

    class Meta:
        model = Theme

    slug = factory.Sequence(lambda n: f"theme-{n}")
    title = factory.Sequence(lambda n: f"Theme {n}")
    order = factory.Sequence(lambda n: n)
