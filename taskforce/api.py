"""The Taskforce's part of the public API: read only."""

import django_filters

from core.api import MomentFilter, PublicViewSet
from taskforce.enums import EvidenceKind, MeetingKind, Sector
from taskforce.models import Evidence, Meeting, Member
from taskforce.serializers import EvidenceSerializer, MeetingSerializer, MemberSerializer


class MemberFilter(django_filters.FilterSet):
    """Members by sector."""

    sector = django_filters.ChoiceFilter(choices=Sector.choices)

    class Meta:
        model = Member
        fields = []


class MemberViewSet(PublicViewSet):
    """Members in office who agreed to be named."""

    queryset = Member.objects.none()
    serializer_class = MemberSerializer
    filterset_class = MemberFilter

    def get_queryset(self):
        """Worked out at each request: who serves depends on the day."""
        serving = Member.objects.serving().with_details()
        return serving.filter(has_consent=True).order_by("slug")


class MeetingFilter(django_filters.FilterSet):
    """Meetings by kind and time."""

    kind = django_filters.ChoiceFilter(choices=MeetingKind.choices)
    starts_after = MomentFilter(field_name="starts_at", lookup_expr="gte")
    starts_before = MomentFilter(field_name="starts_at", lookup_expr="lt")

    class Meta:
        model = Meeting
        fields = []


class MeetingViewSet(PublicViewSet):
    """Meetings that have been announced, past ones too."""

    queryset = (
        Meeting.objects.public().select_related("venue", "minutes").order_by("starts_at", "pk")
    )
    serializer_class = MeetingSerializer
    filterset_class = MeetingFilter


class EvidenceFilter(django_filters.FilterSet):
    """Evidence by kind and priority area."""

    kind = django_filters.ChoiceFilter(choices=EvidenceKind.choices)
    area = django_filters.CharFilter(field_name="area__slug")

    class Meta:
        model = Evidence
        fields = []


class EvidenceViewSet(PublicViewSet):
    """Evidence that may be shown."""

    queryset = Evidence.objects.listed().select_related("area").order_by("slug")
    serializer_class = EvidenceSerializer
    filterset_class = EvidenceFilter
