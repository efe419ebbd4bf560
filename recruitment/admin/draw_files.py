"""A draw as files: its people, its targets and its numbered panels."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse

from core.exports import table_response
from core.refusal import Refusal
from people.services import record_reading
from recruitment.enums import DrawState
from recruitment.models import Draw
from recruitment.services.drawing import (
    as_it_stands,
    inputs_of,
    people_table,
)


def _file_of(request, round) -> Draw:
    """The draw whose files may be taken. Raises PermissionDenied or Http404."""
    if not request.user.has_perm("recruitment.export_applications"):
        raise PermissionDenied
    draw = round.draws.filter(state__in=[DrawState.PUBLISHED, DrawState.DRAWN]).first()
    if draw is None:
        raise Http404
    return draw


def _pool_of(request, round) -> tuple:
    """People and targets: of the published draw, else of the pool as it stands, by code."""
    if not request.user.has_perm("recruitment.export_applications"):
        raise PermissionDenied
    draw = round.draws.filter(state__in=[DrawState.PUBLISHED, DrawState.DRAWN]).first()
    if draw:
        pool, targets, _size = inputs_of(draw)
        return draw, pool, targets
    try:
        made = as_it_stands(round)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    return round, made.pool, made.targets


def pool_file(model_admin, request, round):
    """The people of the draw under pool numbers, or its targets, as the offline command reads."""
    about, pool, targets = _pool_of(request, round)
    if request.GET.get("what") == "features":
        rows = [(t.feature, t.value, t.minimum, t.maximum) for t in targets]
        headings = ["feature", "value", "min", "max"]
        return table_response(headings, rows, kind="csv", name=f"{round.slug} features")
    record_reading(about, actor=request.user, what="pool file", rows=len(pool.people))
    headings, rows = people_table(pool, targets)
    return table_response(headings, rows, kind="csv", name=f"{round.slug} people")


def lottery_file(model_admin, request, round):
    """The numbered panels, byte for byte what the hash is of."""
    draw = _file_of(request, round)
    response = HttpResponse(bytes(draw.lottery), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-lottery.csv"'
    response["Cache-Control"] = "no-store"
    return response
