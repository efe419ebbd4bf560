"""Groups post what they need and what they can give; officers enter what was said at an event."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from core.words import Words
from messaging.services import post as send
from organisations.enums import Language
from organisations.models import Organisation
from organisations.services import lock, say_name
from partnerships import emails, rules
from partnerships.enums import MOST_OF_ANYTHING, MOST_PARTS, Category, MatchState, PostingState
from partnerships.models import Match, MatchMove, Posting
from partnerships.reminders import editors_of

State = PostingState
SHOWN_AT_MOST = timedelta(days=366)
# The same again within this time is a button pressed twice, or two tabs.
PRESSED_TWICE = timedelta(minutes=10)


@dataclass(frozen=True)
class Facts:
    """What a group says of a need or an offer.

    Args:
        kind: of `enums.Kind`.
        title: in a few words.
        parts: (category, how many); no category twice.
        expires_on: the last day on which it is shown and matched.
        wards: primary keys; none means anywhere in Luton.
        weekdays: on which of the days, 1 (Monday) to 7; none means on any.
        starts_at, ends_at: from when to when on each of them, in Luton; both or neither.
        languages: codes.
    """

    kind: str
    title: str
    parts: Sequence[tuple[str, int]]
    expires_on: date
    details: str = ""
    wards: Collection[int] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: Collection[int] = ()
    starts_at: time | None = None
    ends_at: time | None = None
    languages: Collection[str] = ()


COLUMNS = (
    *("kind", "title", "details", "starts_on", "ends_on", "starts_at", "ends_at", "expires_on"),
)


@transaction.atomic
def post(
    *, organisation_id: int, actor, facts: Facts, your_name: str = "", is_demo: bool = False
) -> Posting:
    """Post a need or an offer of a group. It is open at once, and matched within minutes.

    The same again within `PRESSED_TWICE` is the one that is there.

    Args:
        your_name: the full name of who posts it, where their account has none.

    Raises:
        Refusal: `not-allowed`, `ended`, `no-name`, or what `check` says.
    """
    organisation = lock(organisation_id)
    require(rules.may_post(actor, organisation))
    say_name(actor, your_name)
    if there := _posted_just_now(organisation, facts):
        return there
    posting = _write(Posting(organisation=organisation, is_demo=is_demo), facts)
    move(posting, to=State.OPEN, actor=actor)
    return posting


def _posted_just_now(organisation: Organisation, facts: Facts) -> Posting | None:
    """What says the same, and was posted a moment ago; the group is locked."""
    just_now = timezone.now() - PRESSED_TWICE
    same = organisation.postings.filter(
        state=State.OPEN, created_at__gt=just_now, **_columns(facts)
    ).with_details()
    said = (
        {tuple(part) for part in facts.parts},
        {*map(int, facts.wards)},
        {*facts.languages},
    )
    for posting in same:
        there = (
            {(part.category, part.quantity) for part in posting.parts.all()},
            {ward.pk for ward in posting.wards.all()},
            {one.code for one in posting.spoken.all()},
        )
        if there == said:
            return posting
    return None


@transaction.atomic
def change(*, posting_id: int, actor, facts: Facts) -> Posting:
    """Say something else of a need or an offer that waits or is open; it is matched anew.

    What officers entered is confirmed by that.

    What was suggested and not agreed yet is taken back: who said yes said it to something else.

    Raises:
        Refusal: `not-allowed`, `not-now`, `ended`, or what `check` says.
    """
    posting = _locked(posting_id)
    require(rules.may_post(actor, posting.organisation))
    if posting.state not in (State.DRAFT, State.OPEN) or posting.kind != facts.kind:
        raise Refusal(_("This can’t be changed any more. Post a new one."), code="not-now")
    posting.looked_at = None
    _write(posting, facts)
    take_back_matches(posting)
    return _open(posting, actor) if posting.state == State.DRAFT else posting


@transaction.atomic
def confirm(*, posting_id: int, actor) -> Posting:
    """Say for a group that what officers entered is right: it is open from now on.

    Raises:
        Refusal: `not-allowed`, `ended`, `over`, or `not-a-move`.
    """
    return _open(_locked(posting_id), actor)


@transaction.atomic
def open_again(*, posting_id: int, actor, expires_on: date) -> Posting:
    """Open what ran out or was met once more, until another day.

    Raises:
        Refusal: `not-allowed`, `ended`, `not-that-day`, or `not-a-move`.
    """
    posting = _locked(posting_id)
    _check_expiry(expires_on)
    posting.expires_on = expires_on
    posting.save(update_fields=["expires_on"])
    return _open(posting, actor)


@transaction.atomic
def close(*, posting_id: int, actor, reason: str = "") -> Posting:
    """End a need or an offer for good. Where officers do so, the group is told why.

    Raises:
        Refusal: `not-allowed`, `reason-needed`, or `not-a-move`.
    """
    posting = _locked(posting_id, standing=False)
    by_officers = rules.may_manage(actor) and not rules.may_post(actor, posting.organisation)
    if by_officers and not reason.strip():
        raise Refusal(_("Say why. The group reads it."), code="reason-needed", field="reason")
    record = move(posting, to=State.CLOSED, actor=actor, reason=reason.strip())
    take_back_matches(posting)
    if by_officers:
        for membership in editors_of(posting.organisation_id):
            key = f"{emails.CLOSED}:{record.pk}:{membership.pk}"
            send(emails.posting_closed(membership, posting, record.reason), key=key)
    return posting


@transaction.atomic
def mark_met(*, posting_id: int, actor) -> Posting:
    """Say for a group that its need is met, or that its offer is taken.

    Raises:
        Refusal: `not-allowed`, `ended`, or `not-a-move`.
    """
    posting = _locked(posting_id)
    move(posting, to=State.MATCHED, actor=actor)
    take_back_matches(posting)
    return posting


@dataclass(frozen=True)
class Entered:
    """What one group said at an event, as an officer wrote it down."""

    organisation_id: int
    facts: Facts


@transaction.atomic
def enter(
    *, actor, event_name: str, event_on: date, entries: Sequence[Entered], is_demo: bool = False
) -> list[Posting]:
    """Enter in groups' names what they said at an event. Each waits for its group to confirm it.

    Raises:
        Refusal: `not-allowed`, `no-event`, `not-that-day` where the event is still to come,
            `nothing`, `ended`, or what `check` says.
    """
    require(rules.may_manage(actor))
    if not event_name.strip():
        raise Refusal(_("Enter the name of the event."), code="no-event", field="event_name")
    if event_on > timezone.localdate():
        raise Refusal(
            _("Enter a day up to today: it was said there."), code="not-that-day", field="event_on"
        )
    if not entries:
        raise Refusal(_("Enter at least one need or offer."), code="nothing")
    said_at = {"event_name": event_name.strip(), "event_on": event_on, "entered_by": actor}
    entered = []
    for entry in entries:
        organisation = lock(entry.organisation_id)
        posting = Posting(organisation=organisation, is_demo=is_demo, **said_at)
        entered.append(_write(posting, entry.facts))
        posting.moves.create(from_state="", to_state=posting.state, actor=actor)
    _ask_to_confirm(entered, event_name)
    return entered


def _ask_to_confirm(entered: list[Posting], event_name: str) -> None:
    by_group: dict[int, list[Posting]] = {}
    for posting in entered:
        by_group.setdefault(posting.organisation_id, []).append(posting)
    for membership in editors_of(*by_group):
        postings = by_group[membership.organisation_id]
        key = f"{emails.CONFIRM}:{postings[0].pk}:{membership.pk}"
        send(emails.to_confirm(membership, postings, event_name), key=key)


def expire() -> int:
    """Run out what was to be shown until a day that is over; returns how many."""
    over = Posting.objects.filter(state=State.OPEN, expires_on__lt=timezone.localdate())
    return each_alone(over.values_list("pk", flat=True), _run_out)


def _run_out(posting_id: int) -> bool:
    posting = _locked(posting_id, standing=False)
    if posting.state != State.OPEN or posting.expires_on >= timezone.localdate():
        return False
    move(posting, to=State.EXPIRED, actor=PORTAL)
    take_back_matches(posting)
    return True


def take_back_matches(posting: Posting) -> None:
    """Take back what was suggested with a need or an offer and isn't agreed yet."""
    suggested = Match.objects.filter(state=MatchState.SUGGESTED)
    found = suggested.filter(need=posting) | suggested.filter(sides__gifts__posting=posting)
    for match in found.distinct().order_by("pk"):
        take_back(match)


def take_back(match: Match, why: str = "taken-back") -> None:
    """Say of a suggested match that it is no longer possible; `why` is a code of `words`."""
    record = move(match, to=MatchState.WITHDRAWN, actor=PORTAL, reason=Words(f"partnerships.{why}"))
    tell_who_waits(match, record)


def tell_who_waits(match: Match, record: MatchMove) -> None:
    """Tell the groups that said yes to a match, and wait for the others, that it is over."""
    waiting = match.sides.filter(says_yes=True).values_list("organisation_id", flat=True)
    for membership in editors_of(*waiting):
        key = f"{emails.OVER}:{record.pk}:{membership.pk}"
        send(emails.match_over(membership, match, record.reason), key=key)


# --- What may be said -----------------------------------------------------------------------------


def check(facts: Facts) -> None:
    """Check what a group says of a need or an offer.

    Raises:
        Refusal: `no-title`, `no-parts`, `too-many-parts`, `unknown`, `not-that-many`, `twice`,
            `dates`, `hours`, `over` where its last day has been, `no-such-day` where none of its
            weekdays is among its days, or `not-that-day` of the expiry.
    """
    if not facts.title.strip():
        raise Refusal(_("Say in a few words what it is."), code="no-title", field="title")
    _check_parts(facts.parts)
    if {*facts.languages} - {*Language.values}:
        raise Refusal(_("Choose languages of the list."), code="unknown", field="languages")
    if facts.starts_on and facts.ends_on and facts.ends_on < facts.starts_on:
        raise Refusal(_("The last day can’t be before the first."), code="dates", field="ends_on")
    if facts.ends_on and facts.ends_on < timezone.localdate():
        raise Refusal(
            _("This day has been. Enter a day from today on."), code="over", field="ends_on"
        )
    _check_hours(facts)
    _check_expiry(facts.expires_on)


def _check_hours(facts: Facts) -> None:
    if {*facts.weekdays} - {*range(1, 8)}:
        raise Refusal(_("Choose weekdays of the list."), code="unknown", field="weekdays")
    if facts.weekdays and facts.starts_on and facts.ends_on:
        days = min((facts.ends_on - facts.starts_on).days, 6) + 1
        there = {(facts.starts_on + timedelta(number)).isoweekday() for number in range(days)}
        if not there & {*facts.weekdays}:
            words = _("None of these weekdays is between the first and the last day.")
            raise Refusal(words, code="no-such-day", field="weekdays")
    if (facts.starts_at is None) != (facts.ends_at is None):
        field = "starts_at" if facts.starts_at is None else "ends_at"
        raise Refusal(_("Enter both times, or neither."), code="hours", field=field)
    if facts.starts_at and facts.ends_at <= facts.starts_at:
        words = _("Enter a time after the first, on the same day.")
        raise Refusal(words, code="hours", field="ends_at")


def _check_parts(parts: Sequence[tuple[str, int]]) -> None:
    if not parts:
        raise Refusal(_("Choose at least one thing."), code="no-parts", field="category_1")
    if len(parts) > MOST_PARTS:
        raise Refusal(_("Choose six things or fewer."), code="too-many-parts", field="category_1")
    for number, (category, quantity) in enumerate(parts, start=1):
        if category not in Category.values:
            words = _("Choose a thing of the list.")
            raise Refusal(words, code="unknown", field=f"category_{number}")
        if not 1 <= quantity <= MOST_OF_ANYTHING:
            words = _("Enter a number from 1 to 100,000.")
            raise Refusal(words, code="not-that-many", field=f"quantity_{number}")
    if len({category for category, _quantity in parts}) < len(parts):
        raise Refusal(
            _("One thing is there twice. Put it in one line with the whole number."),
            code="twice",
            field="category_1",
        )


def _check_expiry(expires_on: date) -> None:
    today = timezone.localdate()
    if not today <= expires_on <= today + SHOWN_AT_MOST:
        raise Refusal(
            _("Enter a day from today on, within a year."),
            code="not-that-day",
            field="expires_on",
        )


# --- Writing --------------------------------------------------------------------------------------


def _columns(facts: Facts) -> dict:
    """What is said, as the columns of a posting keep it."""
    said = {name: getattr(facts, name) for name in COLUMNS}
    said = {name: one.strip() if isinstance(one, str) else one for name, one in said.items()}
    return said | {"weekdays": "".join(str(day) for day in sorted({*facts.weekdays}))}


def _write(posting: Posting, facts: Facts) -> Posting:
    check(facts)
    for name, value in _columns(facts).items():
        setattr(posting, name, value)
    posting.changed_at = timezone.now()
    posting.save()
    posting.wards.set(facts.wards)
    posting.parts.all().delete()
    for category, quantity in facts.parts:
        posting.parts.create(category=category, quantity=quantity)
    posting.spoken.all().delete()
    for code in sorted({*facts.languages}):
        posting.spoken.create(code=code)
    return posting


def _open(posting: Posting, actor) -> Posting:
    today = timezone.localdate()
    if posting.expires_on < today or (posting.ends_on and posting.ends_on < today):
        raise Refusal(_("Its day has been. Change the dates first."), code="over")
    move(posting, to=State.OPEN, actor=actor, looked_at=None)
    return posting


def _locked(posting_id: int, *, standing: bool = True) -> Posting:
    """The posting, with its group locked first.

    Raises:
        Refusal: `not-found`, or `ended` where the group has to stand and doesn't.
    """
    found = Posting.objects.filter(pk=posting_id).values_list("organisation_id", flat=True).first()
    if found is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    if standing:
        lock(found)
    else:
        Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=found)
    locked = Posting.objects.select_for_update(of=("self",)).select_related("organisation")
    return locked.get(pk=posting_id)
