"""The fund's part of the public API: rounds that take applications now, read only."""

from django.db.models import Prefetch
from django.utils import timezone

from collaboration_fund.models import Priority, Round
from collaboration_fund.serializers import RoundSerializer
from core.api import PublicViewSet


class RoundViewSet(PublicViewSet):
    """Rounds of the Collaboration Fund that groups can begin to apply to now."""

    queryset = Round.objects.order_by("slug")
    serializer_class = RoundSerializer
    filterset_fields: list[str] = []

    def get_queryset(self):
        """Those that are open at this moment, with their parts."""
        open_now = super().get_queryset().taking_new(timezone.now())
        priorities = Prefetch("priorities", Priority.objects.select_related("theme"))
        return open_now.prefetch_related("stages", priorities)
