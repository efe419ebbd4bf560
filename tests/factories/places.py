"""Places for tests."""

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from places.models import Area, PostcodeWard, Venue, Ward


class WardFactory(DjangoModelFactory):
    """An invented ward of 10,000 people."""

    class Meta:
        model = Ward
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"E99{n:06}")
    name = factory.Sequence(lambda n: f"Test ward {n}")
    slug = factory.LazyAttribute(lambda ward: slugify(ward.name))
    area = Area.CENTRAL
    population = 10_000
    asian = black = mixed = other = white = 2_000
    disabled = 1_400
    mean_deprivation_decile = "3.0"
    deprived_lsoas = 2
    lsoas = 6


class PostcodeWardFactory(DjangoModelFactory):
    """A never-issued postcode and its ward."""

    class Meta:
        model = PostcodeWard

    postcode = factory.Sequence(lambda n: f"LU99{n % 10}{chr(65 + n // 10 % 26)}A")
    ward = factory.SubFactory(WardFactory)
    is_sample = True


class VenueFactory(DjangoModelFactory):
    """A venue that knows nothing about its access yet."""

    class Meta:
        model = Venue

    name = factory.Sequence(lambda n: f"Test venue {n}")
    slug = factory.LazyAttribute(lambda venue: slugify(venue.name))
    postcode = "LU99 1AA"
    ward = factory.SubFactory(WardFactory)
