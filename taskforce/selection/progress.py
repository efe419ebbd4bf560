"""How a long draw tells where it is, and how it is stopped."""

from collections.abc import Callable
from enum import StrEnum

from taskforce.selection.errors import Cancelled

Report = Callable[[float, "Stage"], None]


class Stage(StrEnum):
    """What the draw is doing, in words; a caller with other languages translates them."""

    CHECKING = "Checking that the targets can be met"
    BOUNDING = "Working out how equal chances can be"
    WALKING = "Finding panels that give these chances"
    COVERING = "Looking for people whom no panel can include"
    ATTAINING = "Looking for more panels"
    STAGING = "Settling chances one by one"
    ROUNDING = "Writing the panels of the lottery"
    DONE = "Done"


_SPANS = {
    Stage.CHECKING: (0.0, 0.02),
    Stage.BOUNDING: (0.02, 0.05),
    Stage.WALKING: (0.05, 0.6),
    Stage.COVERING: (0.6, 0.65),
    Stage.ATTAINING: (0.65, 0.8),
    Stage.STAGING: (0.8, 1.0),
    Stage.ROUNDING: (0.0, 1.0),
    Stage.DONE: (1.0, 1.0),
}


class Progress:
    """Passes a caller's two callbacks on to the parts of the draw.

    Args:
        report: called with a fraction from 0 to 1, which never falls, and what is being done.
        cancelled: asked often; once it says yes, the draw raises Cancelled.
    """

    def __init__(self, report: Report | None, cancelled: Callable[[], bool] | None):
        self._report, self._cancelled = report, cancelled
        self._reached = 0.0

    def at(self, stage: Stage) -> Callable[[float], None]:
        """What a part calls with its own fraction; the first call is made here.

        Raises:
            Cancelled: by this call or a later one.
        """
        start, end = _SPANS[stage]

        def tick(done: float) -> None:
            if self._cancelled is not None and self._cancelled():
                raise Cancelled("the draw was cancelled")
            self._reached = max(self._reached, start + (end - start) * min(1.0, max(0.0, done)))
            if self._report is not None:
                self._report(self._reached, stage)

        tick(0.0)
        return tick
