"""A round that starts from an older one: nothing is written twice."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessment.services import start_like
from collaboration_fund import rules
from collaboration_fund.enums import PUBLIC_ROUNDS, RoundState
from collaboration_fund.models import Round, Stage
from core.languages import Texts, columns, english_column, in_english
from core.luton import LUTON
from core.refusal import Refusal, require

# A round is prepared in peace: its first dates are proposals for officers to change.
OPENS_IN_DAYS, OPEN_FOR_DAYS, BETWEEN_STAGES, DECIDED_AFTER_DAYS = 28, 42, 28, 42
NINE, MIDDAY = time(9, 0), time(12, 0)
ROWS = ("eligibility", "priorities", "documents", "monitoring")


@transaction.atomic
def start_from(*, round_id: int, title: Texts, actor) -> Round:
    """Begin a draft after an older round: all of it but its dates, its panel and who applied.

    Args:
        title: what it is called, in English or by language.

    Raises:
        Refusal: `not-allowed`, or `title` naming its field.
    """
    older = Round.objects.get(pk=round_id)
    require(rules.may_run(actor))
    if not in_english(title):
        raise Refusal(
            _("Say what the new round is called."), code="title", field=english_column("title")
        )
    titles = {f"title_{code}": "" for code, _name in settings.LANGUAGES} | columns("title", title)
    stages = list(older.stages.order_by("number"))
    dates = _dates(len(stages))
    draft = Round.objects.create(
        **_columns(older)
        | titles
        | {f"cancel_reason_{code}": "" for code, _name in settings.LANGUAGES}
        | {
            "title": in_english(title),
            "cancel_reason": "",
            "slug": _free_slug(in_english(title)),
            "state": RoundState.DRAFT,
            "stage_number": 1,
            "decided_on": timezone.localdate(dates[-1][1]) + timedelta(days=DECIDED_AFTER_DAYS),
            "last_round_id": older.pk if older.state in PUBLIC_ROUNDS else older.last_round_id,
        }
    )
    for name in ROWS:
        rows = getattr(older, name)
        rows.model.objects.bulk_create(
            rows.model(**_columns(row) | {"round_id": draft.pk}) for row in rows.all()
        )
    for stage, (opens_at, closes_at) in zip(stages, dates, strict=False):
        copy = Stage.objects.create(
            round=draft,
            number=stage.number,
            opens_at=opens_at,
            closes_at=closes_at,
            question_set_id=stage.question_set_id,
            asks_budget=stage.asks_budget,
        )
        start_like(stage.assessment, copy.assessment)
    return draft


def _dates(stages: int) -> list[tuple[datetime, datetime]]:
    """Openings at nine and closings at midday, one stage after the other; at least one."""
    dates, day = [], timezone.localdate() + timedelta(days=OPENS_IN_DAYS)
    for _stage in range(max(stages, 1)):
        closes_on = day + timedelta(days=OPEN_FOR_DAYS)
        dates.append(
            (
                datetime.combine(day, NINE, tzinfo=LUTON),
                datetime.combine(closes_on, MIDDAY, tzinfo=LUTON),
            )
        )
        day = closes_on + timedelta(days=BETWEEN_STAGES)
    return dates


def _columns(row) -> dict:
    """Every column of a row but its key, in each language."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def _free_slug(title: str) -> str:
    slug, number = slugify(title) or "round", 1
    while Round.objects.filter(slug=slug if number == 1 else f"{slug}-{number}").exists():
        number += 1
    return slug if number == 1 else f"{slug}-{number}"
