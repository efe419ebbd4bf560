"""A round that starts from an older one: nothing is written twice."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from assessment.services import start_like
from core.languages import Texts, columns, english_column, in_english
from core.luton import LUTON, nine_in_luton
from core.refusal import Refusal, require
from recruitment import rules
from recruitment.enums import HowChosen
from recruitment.models import Round, RoundAnswer, SeatGroup
from taskforce.models import Member

# A round is prepared in peace: its first dates are proposals for officers to change.
OPENS_IN_DAYS, OPEN_FOR_DAYS, STARTS_AFTER_DAYS = 28, 42, 60
CLOSES_AT = time(17, 0)
# It waits so long for terms that end, so that who comes follows on who goes.
WAITS_DAYS = 365


def start_from(*, round_id: int, title: Texts, actor) -> Round:
    """Begin a draft after an older round: all of it but who applied, its panel and its targets.

    Args:
        title: what it is called, in English or by language.

    Raises:
        Refusal: `not-allowed`, or `title-needed`.
    """
    with transaction.atomic():
        latest = Round.objects.get(pk=round_id)
        require(rules.may_start(actor))
        if not in_english(title):
            raise Refusal(
                _("Say what the new round is called."),
                code="title-needed",
                field=english_column("title"),
            )
        seats = dict(latest.seat_groups.values_list("sector", "number"))
        given = columns("title", title)
        titles = {
            language: given.get(f"title_{language}", "") for language, _name in settings.LANGUAGES
        }
        return round_like(latest, titles=titles, seats=lambda _starts_on: seats)


def round_like(
    latest: Round, *, titles: Mapping[str, str], seats: Callable[[date], Mapping[str, int]]
) -> Round:
    """A draft with the words, questions, criteria and answers of `latest`, and dates to come.

    Args:
        titles: what it is called, by language.
        seats: from its members' first day to how many seats of each sector it has.
    """
    answers = list(latest.answers.all())
    today = timezone.localdate()
    opens_at = nine_in_luton(today, days=OPENS_IN_DAYS)
    closes_on = today + timedelta(days=OPENS_IN_DAYS + OPEN_FOR_DAYS)
    starts_on = _first_day(closes_on + timedelta(days=STARTS_AFTER_DAYS))
    draft = Round.objects.create(
        **_columns(latest)
        | {
            "slug": _free_slug(titles["en"]),
            "title": titles["en"],
            **{f"title_{language}": title for language, title in titles.items()},
            "state": Round.State.DRAFT,
            "cancel_reason": "",
            **{f"cancel_reason_{language}": "" for language in titles},
            "closed_at": None,
            "assessment_id": None,
            "opens_at": opens_at,
            "closes_at": datetime.combine(closes_on, CLOSES_AT, tzinfo=LUTON),
            "starts_on": starts_on,
        }
    )
    how = dict(latest.seat_groups.values_list("sector", "how"))
    SeatGroup.objects.bulk_create(
        SeatGroup(round=draft, sector=sector, number=number, how=how.get(sector, HowChosen.LOTTERY))
        for sector, number in seats(starts_on).items()
        if number
    )
    RoundAnswer.objects.bulk_create(
        RoundAnswer(**_columns(answer) | {"round_id": draft.pk}) for answer in answers
    )
    start_like(latest.assessment, draft.assessment)
    return draft


def _first_day(earliest: date) -> date:
    """The day after the next term that ends from `earliest` on, within a year; else `earliest`."""
    before = earliest - timedelta(days=1)
    last_days = Member.objects.live().filter(
        ends_on__gte=before, ends_on__lt=before + timedelta(days=WAITS_DAYS)
    )
    next_end = last_days.order_by("ends_on").values_list("ends_on", flat=True).first()
    return next_end + timedelta(days=1) if next_end else earliest


def _columns(row) -> dict:
    """Every column of a row but its key, in each language."""
    return {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }


def _free_slug(title: str) -> str:
    slug, number = slugify(title), 1
    while Round.objects.filter(slug=slug if number == 1 else f"{slug}-{number}").exists():
        number += 1
    return slug if number == 1 else f"{slug}-{number}"
