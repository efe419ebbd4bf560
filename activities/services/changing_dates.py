"""Dates that are other than usual: one, a stretch of them, or all activities of a hub at once."""

from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import emails
from activities.enums import DateState
from activities.models import Activity, ChangedDate, Stretch
from activities.services.locks import lock_to_change
from core.refusal import Refusal, require
from hubs import rules as hub_rules
from hubs.models import Hub
from messaging.services import post


@transaction.atomic
def cancel_date(*, activity_id: int, actor, day: date, why: str) -> ChangedDate:
    """Say that it doesn't take place on one of its dates. Who follows it is told.

    Raises:
        Refusal: `not-found`, `not-allowed`; `day`, `why`, each naming its field.
    """
    activity = lock_to_change(activity_id, actor)
    _refuse_date(activity, day, why)
    return _keep(activity, day, state=DateState.CANCELLED, why=why.strip())


@transaction.atomic
def move_date(
    *,
    activity_id: int,
    actor,
    day: date,
    to_day: date,
    begins: time,
    ends: time,
    why: str,
    hub: Hub | None = None,
) -> ChangedDate:
    """Have one of its dates on another day, at another time or at another hub.

    Raises:
        Refusal: `not-found`, `not-allowed`; `day`, `to_day`, `ends`, `why`, each naming its field.
    """
    activity = lock_to_change(activity_id, actor)
    _refuse_date(activity, day, why)
    if to_day < timezone.localdate():
        raise Refusal(_("Choose a day that is still to come."), code="to_day", field="to_day")
    if ends <= begins:
        words = _("It must end after it begins, on the same day.")
        raise Refusal(words, code="ends", field="ends")
    elsewhere = None if hub is None or hub.pk == activity.hub_id else hub
    when = {"to_day": to_day, "begins": begins, "ends": ends, "hub": elsewhere}
    return _keep(activity, day, state=DateState.MOVED, why=why.strip(), **when)


@transaction.atomic
def restore_date(*, activity_id: int, actor, day: date) -> None:
    """Have one of its dates as usual again. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    activity = lock_to_change(activity_id, actor)
    gone, _rows = activity.changed_dates.filter(day=day).delete()
    if gone:
        _touch(activity)


@transaction.atomic
def set_stretch(
    *, activity_id: int, actor, first: date, last: date | None, why: str, hub: Hub | None = None
) -> Stretch:
    """Have it at another hub for a time, or not at all: in the holidays, while works go on.

    Args:
        last: None where nobody knows until when.
        hub: None where it doesn't take place.

    Raises:
        Refusal: `not-found`, `not-allowed`; `last`, `why`, `hub`, each naming its field.
    """
    activity = lock_to_change(activity_id, actor)
    return _stretch(activity, first, last, why, hub)


@transaction.atomic
def end_stretch(*, activity_id: int, actor, stretch_id: int, day: date) -> None:
    """Have it as usual again from a day on; a stretch that begins no earlier goes. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    activity = lock_to_change(activity_id, actor)
    for stretch in activity.stretches.filter(pk=stretch_id):
        _cut(stretch, day)
        _touch(activity)


@transaction.atomic
def relocate(*, hub_id: int, actor, to_hub: Hub, first: date, last: date | None, why: str) -> int:
    """Move every listed activity of a hub to another one for a time; returns how many.

    Raises:
        Refusal: `not-found`, `not-allowed`; `last`, `why`, `hub`, each naming its field.
    """
    hub = _hub(hub_id, actor)
    moved = [*_locked(hub)]
    for activity in moved:
        _stretch(activity, first, last, why, to_hub)
    return len(moved)


@transaction.atomic
def bring_back(*, hub_id: int, actor, day: date) -> int:
    """Have every activity of a hub there again from a day on; returns how many come back.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    hub = _hub(hub_id, actor)
    number = 0
    for activity in _locked(hub):
        away = [one for one in activity.stretches.exclude(hub=None) if not _is_over(one, day)]
        for stretch in away:
            _cut(stretch, day)
        number += bool(away)
        if away:
            _touch(activity)
            _tell(activity, f"back:{day:%Y%m%d}", back_on=day)
    return number


def _hub(hub_id: int, actor) -> Hub:
    hub = Hub.objects.select_related("venue").filter(pk=hub_id).first()
    if hub is None:
        raise Refusal(_("This hub isn’t there any more."), code="not-found")
    require(hub_rules.may_edit(actor, hub))
    return hub


def _locked(hub: Hub) -> list[Activity]:
    rows = Activity.objects.select_for_update(of=("self",)).listed().filter(hub=hub)
    return list(rows.select_related("hub__venue", "organisation").order_by("pk"))


def _stretch(activity: Activity, first, last, why: str, hub: Hub | None) -> Stretch:
    if last is not None and last < first:
        words = _("The last day must not be before the first.")
        raise Refusal(words, code="last", field="last")
    if not why.strip():
        raise Refusal(_("Say why; everybody reads it."), code="why", field="why")
    if hub is not None and hub.pk == activity.hub_id:
        raise Refusal(_("Name another hub."), code="hub", field="hub")
    made = Stretch.objects.create(
        activity=activity, first=first, last=last, hub=hub, why=why.strip()
    )
    _touch(activity)
    _tell(activity, f"stretch:{made.pk}", stretch=made)
    return made


def _is_over(stretch: Stretch, day: date) -> bool:
    return stretch.last is not None and stretch.last < day


def _cut(stretch: Stretch, day: date) -> None:
    """End a stretch before a day; one that begins no earlier goes."""
    if _is_over(stretch, day):
        return
    if stretch.first >= day:
        stretch.delete()
        return
    stretch.last = day - timedelta(days=1)
    stretch.save(update_fields=["last"])


def _refuse_date(activity: Activity, day: date, why: str) -> None:
    if not activity.rule.falls_on(day):
        raise Refusal(_("It doesn’t take place on this day."), code="day", field="day")
    if not why.strip():
        raise Refusal(_("Say why; everybody reads it."), code="why", field="why")


def _keep(activity: Activity, day: date, **said) -> ChangedDate:
    empty = {"to_day": None, "begins": None, "ends": None, "hub": None}
    changed, _is_new = ChangedDate.objects.update_or_create(
        activity=activity, day=day, defaults=empty | said
    )
    _touch(activity)
    _tell(activity, f"date:{changed.pk}:{changed.said_at:%Y%m%d%H%M%S%f}", changed=changed)
    return changed


def _touch(activity: Activity) -> None:
    """Let calendars and feeds know that something of it is otherwise."""
    activity.save(update_fields=["changed_at"])


def _tell(activity: Activity, mark: str, **news) -> None:
    if activity.state != Activity.State.LISTED:
        return
    for follower in activity.followers.select_related("person"):
        post(
            emails.news(activity, follower.person, **news),
            key=f"{emails.NEWS}:{mark}:{activity.pk}:{follower.person_id}",
        )
