"""What recruitment tells the Taskforce below it.

That a round is open, how a refresh starts, and how many members each group was to have.
"""

from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from assessment.services import start_like
from core.luton import LUTON, nine_in_luton
from core.text import closing
from recruitment.enums import HowChosen
from recruitment.models import Draw, Round, RoundAnswer, SeatGroup
from taskforce.forecast import seats_empty
from taskforce.models import Member
from taskforce.registry import Notice, Started

# A refresh is prepared in peace: its first dates are proposals for officers to change.
OPENS_IN_DAYS, OPEN_FOR_DAYS, STARTS_AFTER_DAYS = 28, 42, 60
CLOSES_AT = time(17, 0)
# A refresh waits so long for terms that end, so that who comes follows on who goes.
WAITS_DAYS = 365


def open_rounds() -> list[Notice]:
    """The rounds that take applications now; else where to ask to be told of the next."""
    rounds = list(Round.objects.taking_applications().order_by("closes_at"))
    if not rounds:
        return [
            Notice(
                title=_("Join the Fairness Taskforce"),
                text=_("No round is open now. We can tell you when the next one opens."),
                url=reverse("recruitment:rounds"),
            )
        ]
    return [
        Notice(
            title=_("Join the Fairness Taskforce") if len(rounds) == 1 else round.title,
            text=_("Applications are open until %(until)s.") % {"until": closing(round.closes_at)},
            url=round.get_absolute_url(),
        )
        for round in rounds
    ]


def rounds_told_of(officer):
    """The rounds whose messages, which name the applicants, this officer may read."""
    return Round.objects.run_by(officer).not_scored_by(officer)


def draws_told_of(officer):
    """The draws of the rounds that this officer runs; their jobs name nobody."""
    return Draw.objects.filter(round__in=Round.objects.run_by(officer).values("pk"))


def scores_now(officer) -> bool:
    """Whether they score in a round that isn't over, so that they mustn't learn who applied."""
    over = [Round.State.APPOINTED, Round.State.CANCELLED]
    return (
        Round.objects.filter(assessment__assessors__person=officer).exclude(state__in=over).exists()
    )


def asks(key: str) -> list[str]:
    """The rounds that ask the set with this key and aren't over."""
    asking = Round.objects.filter(Q(application_set__key=key) | Q(selection_set__key=key)).exclude(
        state__in=[Round.State.APPOINTED, Round.State.CANCELLED]
    )
    return [str(round) for round in asking]


def group_minimums() -> dict[tuple[str, str], int]:
    """{(feature, value): members} of the targets of the round that was appointed last."""
    last = Round.objects.filter(state=Round.State.APPOINTED).order_by("-starts_on", "-pk").first()
    if last is None:
        return {}
    return {(target.feature, target.value): target.minimum for target in last.targets.all()}


def start_refresh(*, review, new_chair: bool, actor) -> Started:
    """Begin a draft round after the latest one; runs in the transaction of the review's outcome.

    Raises:
        Refusal: never; where there was no round, the draft has to be filled by hand.
    """
    latest = Round.objects.exclude(state=Round.State.CANCELLED).first()
    titles = {language: _title(language) for language, _name in settings.LANGUAGES}
    if latest is None:
        label = _title(get_language() or "en")
        return Started(label=label, url=reverse("admin:recruitment_round_add"))
    draft = _copy(latest, titles)
    return Started(
        label=draft.title, url=reverse("admin:recruitment_round_change", args=[draft.pk])
    )


def _title(language: str) -> str:
    """What a refresh is called in one language, whoever starts it."""
    with override(language):
        return _("Refresh of %(year)s") % {"year": timezone.localdate().year}


def _copy(latest: Round, titles: dict[str, str]) -> Round:
    """A draft with the words, criteria and answers of `latest`, for the seats that fall empty."""
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
        for sector, number in seats_empty(starts_on).items()
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
