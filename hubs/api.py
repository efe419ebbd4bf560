"""The hubs' part of the public API: read only."""

import django_filters

from core.api import PublicViewSet
from hubs.enums import Facility, HubState
from hubs.models import Hub
from hubs.serializers import HubSerializer
from hubs.services import entries_of
from places.models import Area, Ward


class HubFilter(django_filters.FilterSet):
    """Hubs by place, state and what they have."""

    ward = django_filters.ModelChoiceFilter(
        field_name="venue__ward", queryset=Ward.objects.all(), to_field_name="slug"
    )
    area = django_filters.ChoiceFilter(field_name="venue__ward__area", choices=Area.choices)
    facility = django_filters.ChoiceFilter(field_name="facilities__kind", choices=Facility.choices)
    state = django_filters.ChoiceFilter(choices=HubState.choices)

    class Meta:
        model = Hub
        fields = []


class HubViewSet(PublicViewSet):
    """Community hubs of which somebody said within a year that all of it is right."""

    queryset = Hub.objects.all()
    serializer_class = HubSerializer
    filterset_class = HubFilter

    def get_queryset(self):
        """The public hubs, by address."""
        hubs = Hub.objects.public().with_details().prefetch_related("source_lines")
        return hubs.order_by("slug")

    def paginate_queryset(self, queryset):
        """One page, with what is worked out about its hubs together."""
        page = super().paginate_queryset(queryset)
        self.shown = page
        return page

    def get_object(self):
        """One hub, with what is worked out about it."""
        hub = super().get_object()
        self.shown = [hub]
        return hub

    def get_serializer_context(self):
        """With what is worked out about the hubs that are shown."""
        shown = getattr(self, "shown", [])
        entries = {entry.hub.pk: entry for entry in entries_of(shown)} if shown else {}
        return super().get_serializer_context() | {"entries": entries}
