"""Terms and roles: who comes, who goes, who leads."""

import secrets
from datetime import date
from itertools import count

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.actors import PORTAL, Portal, recorded
from core.languages import Texts, columns, english_column, in_each, in_english
from core.moves import move
from core.refusal import Refusal, require
from core.sweeps import each_alone
from messaging.services import post
from people.models import User
from taskforce import emails, reminders
from taskforce.enums import MemberState, Role, Sector
from taskforce.models import Member, MemberRole, SectorSeats
from taskforce.rules import may_manage_members
from taskforce.services.publishing import unpublish
from taskforce.services.reviews import plan_review

SLUG_LETTERS = "bcdfghjkmnpqrstvwxyz23456789"
# What a seat without a name of its own is called.
SEAT_WORDS = {
    Sector.RESIDENTS: gettext_lazy("Resident seat %(number)s"),
    Sector.COMMUNITY: gettext_lazy("Community seat %(number)s"),
    Sector.PUBLIC: gettext_lazy("Public sector seat %(number)s"),
    Sector.PRIVATE: gettext_lazy("Business seat %(number)s"),
}


def lock(member_id: int) -> Member:
    """The membership, locked until the transaction ends."""
    members = Member.objects.select_for_update(of=("self",)).select_related("person")
    return members.get(pk=member_id)


def appoint(
    *,
    person: User,
    sector: str,
    starts_on: date,
    ends_on: date,
    chosen_by: str,
    actor: User | Portal,
    seat: Texts = "",
    source: str = "",
) -> Member:
    """Make `person` a member for one term and tell them. Twice for the same term is once.

    The first appointment also plans the review that is due two years later.

    Args:
        person: whose account it is.
        sector: one of `enums.Sector`.
        starts_on: first day; may lie ahead.
        ends_on: last day.
        chosen_by: one of `enums.ChosenBy`.
        actor: an officer with `taskforce.manage_members`, or `core.actors.PORTAL`.
        seat: what the seat is called in public, without names; the next free number of the sector
            unless given.
        source: a reference of how they were chosen, such as the draw.

    Raises:
        Refusal: `not-allowed`, `ends-before-it-starts`, `over-already`, `already-a-member`, or
            `seat-taken` where somebody else has the seat on one of these days.
    """
    require(may_manage_members(actor))
    _check_term(starts_on, ends_on)
    with transaction.atomic():
        _lock_seats(sector)
        live = Member.objects.live().of(person).first()
        if live:
            return _the_same(live, starts_on, ends_on, sector)
        seat = seat if in_english(seat) else _next_seat(sector, starts_on, ends_on)
        _check_seat(seat, starts_on, ends_on)
        member = Member(
            person=person,
            sector=sector,
            slug=_free_slug(in_english(seat)),
            starts_on=starts_on,
            ends_on=ends_on,
            chosen_by=chosen_by,
            source=source.strip(),
            is_demo=person.is_demo,
            **columns("seat", seat),
        )
        try:
            with transaction.atomic():
                member.save(force_insert=True)
        except IntegrityError:
            live = Member.objects.live().of(person).first()
            if live is None:
                raise
            return _the_same(live, starts_on, ends_on, sector)
        plan_review(period_starts_on=starts_on)
        reminders.schedule_term(member)
        post(emails.appointed(member), key=f"taskforce.appointed:{member.pk}")
        return member


def change_term(
    *,
    member_id: int,
    seat: Texts,
    starts_on: date,
    ends_on: date,
    reason: str,
    actor: User,
) -> Member:
    """Correct a seat or a term, or make the term longer, and tell the member.

    Raises:
        Refusal: `reason-needed`, `seat-needed`, `over` once the membership has ended, or as
            `appoint`.
    """
    require(may_manage_members(actor))
    if not in_english(seat):
        raise Refusal(
            _("Say what the seat is called."), code="seat-needed", field=english_column("seat")
        )
    if not reason.strip():
        raise Refusal(_("Say why. Only officers read it."), code="reason-needed", field="reason")
    _check_term(starts_on, ends_on)
    with transaction.atomic():
        member = lock(member_id)
        _lock_seats(member.sector)
        if not member.is_live:
            raise Refusal(_("This membership is over."), code="over")
        _check_seat(seat, starts_on, ends_on, but=member)
        changes = columns("seat", seat) | {"starts_on": starts_on, "ends_on": ends_on}
        for name, value in changes.items():
            setattr(member, name, value)
        member.save(update_fields=list(changes))
        record = member.moves.create(
            from_state=member.state,
            to_state=member.state,
            actor=recorded(actor),
            reason=reason.strip(),
        )
        reminders.cancel_term(member)
        reminders.schedule_term(member)
        post(emails.term_changed(member), key=f"taskforce.term:{member.pk}:{record.pk}")
        return member


def _check_term(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise Refusal(
            _("The last day must be after the first."),
            code="ends-before-it-starts",
            field="ends_on",
        )
    if ends_on < timezone.localdate():
        raise Refusal(_("This term would be over already."), code="over-already", field="ends_on")


def _lock_seats(sector: str) -> None:
    """Nobody else gets a seat of this sector until the transaction ends."""
    SectorSeats.objects.get_or_create(sector=sector)
    SectorSeats.objects.select_for_update().get(sector=sector)


def _sitting(starts_on: date, ends_on: date):
    """Memberships with a day in office within these days."""
    return Member.objects.filter(
        Q(left_on=None) | Q(left_on__gt=starts_on), starts_on__lte=ends_on, ends_on__gte=starts_on
    )


def most_at_once(sector: str, starts_on: date, ends_on: date, *, but: User | None = None) -> int:
    """How many members of a sector sit at the same time, on the fullest of these days."""
    terms = list(_sitting(starts_on, ends_on).filter(sector=sector).exclude(person=but))
    days = {starts_on, *(term.starts_on for term in terms if term.starts_on > starts_on)}
    return max(sum(term.starts_on <= day <= term.last_day for term in terms) for day in days)


def _check_seat(seat: Texts, starts_on: date, ends_on: date, but: Member | None = None) -> None:
    others = _sitting(starts_on, ends_on).exclude(pk=but and but.pk).select_related("person")
    for name, words in columns("seat", seat).items():
        holder = others.filter(**{f"{name}__iexact": words}).first() if words else None
        if holder is None:
            continue
        raise Refusal(
            _("%(person)s has this seat until %(day)s.")
            % {"person": holder.person, "day": date_format(holder.last_day, "j F Y")},
            code="seat-taken",
            field=name,
        )


def _next_seat(sector: str, starts_on: date, ends_on: date) -> dict[str, str]:
    """The sector's first free number, in each language."""
    names = [name for language in settings.LANGUAGES for name in [f"seat_{language[0]}"]]
    rows = _sitting(starts_on, ends_on).values_list(*names)
    taken = {seat.casefold() for row in rows for seat in row if seat}
    numbered = (
        in_each(lambda number=number: SEAT_WORDS[sector] % {"number": number})
        for number in count(1)
    )
    return next(seat for seat in numbered if taken.isdisjoint(map(str.casefold, seat.values())))


def _the_same(live: Member, starts_on: date, ends_on: date, sector: str) -> Member:
    """The membership there is, if it is the one that was asked for."""
    if (live.starts_on, live.ends_on, live.sector) == (starts_on, ends_on, sector):
        return live
    raise Refusal(
        _("This person is a member already, until %(day)s. A term must end before the next.")
        % {"day": date_format(live.ends_on, "j F Y")},
        code="already-a-member",
        field="email",
    )


def _free_slug(seat: str) -> str:
    """An address made of the seat, never of the name."""
    slug = slugify(seat)[:60] or "member"
    if Member.objects.filter(slug=slug).exists():
        slug += "-" + "".join(secrets.choice(SLUG_LETTERS) for _letter in range(6))
    return slug


def leave(
    *,
    member_id: int,
    reason: str,
    actor: User,
    public_words: Texts = "",
    left_on: date | None = None,
) -> Member:
    """End a membership before its term is over.

    Args:
        member_id: primary key of the membership.
        reason: private; kept in the history.
        actor: an officer with `taskforce.manage_members`, or the member.
        public_words: what may be said in public, such as "moved away".
        left_on: the last day was the one before; today unless given, never ahead.

    Raises:
        Refusal: `reason-needed`, `not-that-day`, or what `core.moves.move` raises.
    """
    if not reason.strip():
        raise Refusal(_("Say why. Only officers read it."), code="reason-needed", field="reason")
    today = timezone.localdate()
    with transaction.atomic():
        member = lock(member_id)
        latest = min(max(today, member.starts_on), member.ends_on)
        day = left_on or latest
        if not member.starts_on <= day <= latest:
            raise Refusal(
                _("Enter a day of this term that is not in the future."),
                code="not-that-day",
                field="left_on",
            )
        record = move(
            member,
            to=MemberState.LEFT,
            actor=actor,
            reason=reason.strip(),
            left_on=day,
            **columns("leaving_words", public_words),
        )
        _wind_up(member, day)
        post(emails.left(member), key=f"taskforce.left:{member.pk}:{record.pk}")
        return member


def end_terms() -> int:
    """End every term whose last day is over, and thank the members. Safe to repeat.

    Returns:
        How many terms ended.
    """
    over = Member.objects.live().filter(ends_on__lt=timezone.localdate())
    return each_alone(over.values_list("pk", flat=True), _end_term)


def _end_term(member_id: int) -> bool:
    member = lock(member_id)
    if not member.is_live:
        return False
    record = move(member, to=MemberState.ENDED, actor=PORTAL)
    _wind_up(member, member.ends_on)
    post(emails.term_ended(member), key=f"taskforce.ended:{member.pk}:{record.pk}")
    return True


def _wind_up(member: Member, day: date) -> None:
    """Roles end, the name and photo come down, reminders fall silent."""
    for held in member.roles.filter(ends_on=None):
        held.ends_on = max(day, held.starts_on)
        held.save(update_fields=["ends_on"])
    unpublish(member)
    reminders.cancel(member)


def give_role(*, member_id: int, role: str, actor: User | Portal) -> MemberRole:
    """Make a member chair or deputy from today. Who has it already, keeps it.

    Raises:
        Refusal: `not-allowed`, `not-serving`, or `chair-taken` while somebody else is chair.
    """
    require(may_manage_members(actor))
    today = timezone.localdate()
    with transaction.atomic():
        member = lock(member_id)
        held = member.roles.filter(role=role, ends_on=None).first()
        if held:
            return held
        if not Member.objects.serving().live().filter(pk=member.pk).exists():
            raise Refusal(
                _("Only a member whose term has started can have a role."), code="not-serving"
            )
        try:
            with transaction.atomic():
                given = MemberRole.objects.create(member=member, role=role, starts_on=today)
        except IntegrityError as error:
            raise Refusal(
                _("There is a chair already. End their role first."),
                code="chair-taken",
                field="role",
            ) from error
        post(
            emails.role_given(member, Role(role).label),
            key=f"taskforce.role:{given.pk}",
        )
        return given


def end_role(*, role_id: int, actor: User | Portal) -> MemberRole:
    """End a role today and tell who had it; ended twice is ended once.

    Raises:
        Refusal: `not-allowed`.
    """
    require(may_manage_members(actor))
    with transaction.atomic():
        roles = MemberRole.objects.select_for_update(of=("self",))
        role = roles.select_related("member__person").get(pk=role_id)
        if role.ends_on is None:
            role.ends_on = timezone.localdate()
            role.save(update_fields=["ends_on"])
            post(
                emails.role_ended(role.member, Role(role.role).label),
                key=f"taskforce.role-ended:{role.pk}",
            )
        return role


def new_chair(*, member_id: int, actor: User | Portal) -> MemberRole:
    """Put a member in the chair: whoever has it now steps down the same day.

    Raises:
        Refusal: as `give_role`.
    """
    with transaction.atomic():
        for role in MemberRole.objects.filter(role=Role.CHAIR, ends_on=None).exclude(
            member_id=member_id
        ):
            end_role(role_id=role.pk, actor=actor)
        return give_role(member_id=member_id, role=Role.CHAIR, actor=actor)
