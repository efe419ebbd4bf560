"""Where the draw of a round stands; what comes next is an act of the round."""

from django.utils.translation import gettext as _

from people.services import record_reading
from recruitment import rules
from recruitment.enums import DrawState
from recruitment.models import Draw
from recruitment.services.chances import in_words, why_impossible
from recruitment.services.drawing import current_draw, job_of, left_out
from recruitment.services.panel import DRAWN
from recruitment.services.replacing import now_and_target, reserve_list
from recruitment.services.targets import words_of


def draw_page(model_admin, request, round):
    """Where the draw stands."""
    draw = current_draw(round)
    return model_admin.page(
        request,
        round,
        _("Draw"),
        "admin/recruitment/draw.html",
        draw=draw,
        job=job_of(draw) if draw else None,
        earlier=round.draws.exclude(pk=draw.pk) if draw else [],
        **(_found(draw, request) if draw else {}),
    )


def _found(draw: Draw, request) -> dict:
    """What an officer reads of a lottery that is worked out or can't be, and of a panel drawn."""
    if draw.state == DrawState.IMPOSSIBLE:
        return {"why_impossible": why_impossible(draw)}
    if draw.state in {DrawState.WORKED_OUT, DrawState.PUBLISHED}:
        return {"left_out": left_out(draw, actor=request.user)}
    if draw.state != DrawState.DRAWN:
        return {}
    words = words_of(draw.round)
    found = {
        "achieved": [
            (in_words((feature, value), words), *numbers)
            for feature, value, *numbers in now_and_target(draw.round, draw, actor=request.user)
        ],
        "reserves": list(reserve_list(draw.round)),
        "reads_names": rules.may_read_names(request.user, draw.round),
    }
    if found["reads_names"]:
        chosen = draw.entries.filter(chosen=True).select_related("application__person")
        named = len(chosen) + len(found["reserves"])
        record_reading(draw, actor=request.user, what=DRAWN, rows=named)
        found["chosen"] = [
            (entry.pool_number, entry.application)
            for entry in chosen.order_by("application__person__name", "pool_number")
        ]
    return found
