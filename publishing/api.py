"""Publishing's part of the public API: awards, read only."""

from core.api import PublicViewSet
from publishing.filters import AwardFilter
from publishing.models import PublicAward
from publishing.serializers import AwardSerializer


class AwardViewSet(PublicViewSet):
    """Grants of the Collaboration Fund that groups have agreed to."""

    queryset = PublicAward.objects.order_by("-award__decided_on", "award__reference")
    serializer_class = AwardSerializer
    filterset_class = AwardFilter
    lookup_field = "award__reference"
    lookup_url_kwarg = "reference"

    def get_queryset(self):
        """Those that are published, with their parts."""
        return super().get_queryset().published().for_reading()
