"""Parts of a round that are written on its page, by whoever runs it."""

from recruitment import rules
from recruitment.admin.base import runs_any
from recruitment.enums import RoundState


class RunBy:
    """An inline that whoever runs the round may write."""

    extra = 1

    def has_view_permission(self, request, obj=None):
        return runs_any(request.user) or super().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)

    def _may(self, request, round) -> bool:
        return runs_any(request.user) if round is None else rules.may_run(request.user, round)


class WrittenBeforeOpening(RunBy):
    """An inline that is fixed once the round is open."""

    def _may(self, request, round) -> bool:
        return super()._may(request, round) and (round is None or round.state == RoundState.DRAFT)
