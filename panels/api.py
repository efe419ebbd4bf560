"""The panels' part of the public API: read only."""

import django_filters

from core.api import MomentFilter, PublicViewSet
from panels.enums import SessionState
from panels.filters import filter_how
from panels.models import Session, Topic
from panels.models.session import PUBLIC_STATES
from panels.serializers import SessionSerializer, TopicSerializer
from places.models import Area, Ward


class TopicFilter(django_filters.FilterSet):
    """Topics by theme."""

    theme = django_filters.CharFilter(field_name="theme__slug")

    class Meta:
        model = Topic
        fields = []


class TopicViewSet(PublicViewSet):
    """What panel sessions are about."""

    queryset = Topic.objects.select_related("theme").order_by("slug")
    serializer_class = TopicSerializer
    filterset_class = TopicFilter


class SessionApiFilter(django_filters.FilterSet):
    """Sessions by topic, place, time, state and how one takes part."""

    topic = django_filters.CharFilter(field_name="topic__slug")
    ward = django_filters.ModelChoiceFilter(
        field_name="venue__ward", queryset=Ward.objects.all(), to_field_name="slug"
    )
    area = django_filters.ChoiceFilter(field_name="venue__ward__area", choices=Area.choices)
    venue = django_filters.CharFilter(field_name="venue__slug")
    provision = django_filters.CharFilter(field_name="provisions__slug")
    starts_after = MomentFilter(field_name="starts_at", lookup_expr="gte")
    starts_before = MomentFilter(field_name="starts_at", lookup_expr="lt")
    state = django_filters.ChoiceFilter(
        choices=[(state.value, state.label) for state in SessionState if state in PUBLIC_STATES]
    )
    how = django_filters.ChoiceFilter(
        choices=[("online", "Online"), ("in-person", "In person")], method=filter_how
    )

    class Meta:
        model = Session
        fields = []


class SessionViewSet(PublicViewSet):
    """Panel sessions that have been announced, past ones too."""

    queryset = Session.objects.public().with_details().order_by("starts_at", "pk")
    serializer_class = SessionSerializer
    filterset_class = SessionApiFilter
