"""A session once more on other days: a copy, or a series."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from modeltranslation.utils import get_translation_fields

from core.forms import page_address
from core.luton import LUTON
from core.refusal import Refusal, require
from panels.enums import Every
from panels.models import Session
from panels.services.doubts import doubts_about
from panels.services.sessions import publish_session

MOST_AT_ONCE = 24
WEEK = timedelta(days=7)
# The columns that a copy takes over, beside its translated words, its times and its provisions.
COPIED = ("programme", "topic", "venue", "host", "online_link", "capacity", "notice_days")
WORDS = ("title", "summary", "expect", "audience")
TIMES = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")


def days_of(first: date, every: Every, number: int) -> list[date]:
    """`number` days from `first` on, oldest first.

    Every month means the same weekday of the month, such as the second Tuesday; a fifth one that a
    month hasn't is its last.
    """
    if every != Every.MONTH:
        step = WEEK if every == Every.WEEK else 2 * WEEK
        return [first + step * turn for turn in range(number)]
    return [_same_weekday(first, turn) for turn in range(number)]


def _same_weekday(first: date, months: int) -> date:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    begins = date(year, month + 1, 1)
    day = 1 + (first.weekday() - begins.weekday()) % 7 + (first.day - 1) // 7 * 7
    return begins.replace(day=day if day <= monthrange(year, month + 1)[1] else day - 7)


def times_on(session: Session, day: date) -> dict[str, datetime]:
    """The times of `session` on another day, by Luton's own clock on both sides of its changes."""
    shift = day - session.starts_at.astimezone(LUTON).date()
    return {name: _shifted(getattr(session, name), shift) for name in TIMES}


def _shifted(moment: datetime, shift: timedelta) -> datetime:
    local = moment.astimezone(LUTON)
    return datetime.combine(local.date() + shift, local.time(), tzinfo=LUTON)


def doubts_about_days(session: Session, days: Sequence[date]) -> list[str]:
    """What an officer should look at again before the session is copied to these days: each doubt
    once, with the days that it is about.
    """
    found: dict[str, list[date]] = {}
    for day in days:
        times = times_on(session, day)
        del times["registration_opens_at"]
        for doubt in doubts_about(programme=session.programme, venue=session.venue, **times):
            found.setdefault(doubt, []).append(day)
    return [f"{_said(about)}: {doubt}" for doubt, about in found.items()]


def _said(days: Sequence[date]) -> str:
    return ", ".join(f"{day:%d.%m.%Y}" for day in days)


def repeat_session(
    *, session_id: int, actor, days: Sequence[date], publish: bool = False, late_reason: str = ""
) -> list[Session]:
    """Copy a session to other days, as drafts or published at once; all of them or none.

    Args:
        session_id: primary key of the session that is copied: its words, venue, places and times
            of day, and how long before it registration opens and closes.
        actor: an officer with `panels.add_session`, and `panels.publish_session` to publish.
        days: in Luton, each once.
        publish: whether they are public at once.
        late_reason: of those that are sooner than the notice that residents are promised.

    Raises:
        Refusal: `not-allowed`, `no-days`, or what `publish_session` raises, naming the day.
    """
    require(actor.has_perm("panels.add_session"))
    if not days:
        raise Refusal(_("Choose at least one day."), code="no-days", field="number")
    with transaction.atomic():
        session = Session.objects.prefetch_related("provisions").get(pk=session_id)
        copies = [_copy(session, day) for day in days]
        for copy in copies if publish else ():
            try:
                publish_session(session_id=copy.pk, actor=actor, late_reason=late_reason)
            except Refusal as refusal:
                refusal.message = f"{copy.starts_at:%d.%m.%Y}: {refusal.message}"
                raise
        return copies


def _copy(session: Session, day: date) -> Session:
    names = [*COPIED, *(column for word in WORDS for column in get_translation_fields(word))]
    copy = Session(
        **{name: getattr(session, name) for name in names},
        **times_on(session, day),
        slug=page_address(
            "",
            f"{session.title_en} {day}",
            rows=Session.objects.all(),
            longest=Session._meta.get_field("slug").max_length,
        ),
    )
    copy.save()
    copy.provisions.set(session.provisions.all())
    return copy
