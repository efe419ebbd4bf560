"""What recruitment's pages for officers share: who sees which round."""

from recruitment.models import Round
from recruitment.rules import runs_any


class RoundScoped:
    """Rows of the rounds that an officer runs; services write them.

    Subclasses say in `of_round` how their rows lead to a round.
    """

    of_round = "round"

    def has_module_permission(self, request):
        return runs_any(request.user) or super().has_module_permission(request)

    def has_view_permission(self, request, obj=None):
        return runs_any(request.user) or super().has_view_permission(request, obj)

    def get_queryset(self, request):
        """Those of the rounds they run; whoever scores in a round sees none of it."""
        rounds = Round.objects.run_by(request.user).not_scored_by(request.user)
        return super().get_queryset(request).filter(**{f"{self.of_round}__in": rounds})
