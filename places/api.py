"""The places' part of the public API: read only."""

import django_filters

from core.api import PublicViewSet, TrueOrFalseFilter
from places.models import Area, Venue, Ward
from places.serializers import VenueSerializer, WardSerializer


class WardFilter(django_filters.FilterSet):
    """Wards by the council's areas."""

    area = django_filters.ChoiceFilter(choices=Area.choices)


class WardViewSet(PublicViewSet):
    """Luton's 20 wards with their census figures."""

    queryset = Ward.objects.order_by("name")
    serializer_class = WardSerializer
    filterset_class = WardFilter


class VenueFilter(django_filters.FilterSet):
    """Venues by place and by what is known of getting in."""

    ward = django_filters.ModelChoiceFilter(queryset=Ward.objects.all(), to_field_name="slug")
    area = django_filters.ChoiceFilter(field_name="ward__area", choices=Area.choices)
    step_free = TrueOrFalseFilter()
    hearing_loop = TrueOrFalseFilter()
    parking = TrueOrFalseFilter()
    accessible_toilet = TrueOrFalseFilter()
    prayer_room = TrueOrFalseFilter()


class VenueViewSet(PublicViewSet):
    """Where sessions are held, and what getting in is like."""

    queryset = Venue.objects.select_related("ward").order_by("name")
    serializer_class = VenueSerializer
    filterset_class = VenueFilter
