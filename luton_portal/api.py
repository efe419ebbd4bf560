"""The public API under /api/: read only, JSON, for anybody."""

from django.urls import include, path, re_path
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.decorators import api_view
from rest_framework.exceptions import NotFound
from rest_framework.routers import DefaultRouter

from collaboration_fund.api import RoundViewSet
from hubs.api import HubViewSet
from luton_portal.api_docs import api_docs
from panels.api import SessionViewSet, TopicViewSet
from places.api import VenueViewSet, WardViewSet
from publishing.api import AwardViewSet
from taskforce.api import EvidenceViewSet, MeetingViewSet, MemberViewSet

router = DefaultRouter()
router.include_format_suffixes = False
router.register("sessions", SessionViewSet)
router.register("topics", TopicViewSet)
router.register("venues", VenueViewSet)
router.register("wards", WardViewSet)
router.register("taskforce-members", MemberViewSet)
router.register("taskforce-meetings", MeetingViewSet)
router.register("taskforce-evidence", EvidenceViewSet)
router.register("hubs", HubViewSet)
router.register("fund-rounds", RoundViewSet, basename="fund-round")
router.register("fund-awards", AwardViewSet, basename="fund-award")


@extend_schema(exclude=True)
@api_view(["GET"])
def nothing_here(request, **kwargs):
    """Any other address under /api/ gets JSON, not a page."""
    raise NotFound


urlpatterns = [
    path("v1/", include((router.urls, "api"))),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", api_docs, name="api_docs"),
    re_path(r"^.*$", nothing_here),
]
