"""The register of interests: what members declare, end and confirm. All of it is public."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import Portal
from core.refusal import Refusal, require
from core.text import compact
from people.models import User
from taskforce import reminders
from taskforce.models import Interest, Member
from taskforce.rules import may_keep


def declare_interest(
    *,
    member_id: int,
    kind: str,
    organisation: str,
    since: date,
    actor: User | Portal,
    until: date | None = None,
    description: str = "",
) -> Interest:
    """Add an interest to the register; the same one again is one.

    Args:
        member_id: primary key of the membership.
        kind: one of `enums.InterestKind`.
        organisation: its name.
        since: when the interest began.
        actor: the member, an officer who enters it for them, or `core.actors.PORTAL`.
        until: when it ended, where it is over.
        description: what it is, in a few words.

    Raises:
        Refusal: `not-allowed`, `in-the-future`, `ends-before-it-starts`, or `there-already` where
            the register has a current one of this kind with this organisation.
    """
    _not_ahead(since)
    _in_order(since, until)
    with transaction.atomic():
        member = _locked(member_id, actor)
        same = _same(member, kind, organisation)
        if same and (same.since, same.until) != (since, until):
            raise Refusal(
                _("This interest is in the register already. Change or end that one."),
                code="there-already",
                field="organisation",
            )
        return same or Interest.objects.create(
            member=member,
            kind=kind,
            organisation=organisation.strip(),
            description=description.strip(),
            since=since,
            until=until,
        )


def change_interest(
    *,
    interest_id: int,
    kind: str,
    organisation: str,
    since: date,
    actor: User,
    description: str = "",
) -> Interest:
    """Correct an entry; the history keeps what it was.

    Raises:
        Refusal: as `declare_interest`.
    """
    _not_ahead(since)
    with transaction.atomic():
        interest = Interest.objects.select_for_update().get(pk=interest_id)
        member = _locked(interest.member_id, actor)
        _in_order(since, interest.until)
        same = _same(member, kind, organisation)
        if same and same != interest:
            raise Refusal(
                _("This interest is in the register already."),
                code="there-already",
                field="organisation",
            )
        interest.kind, interest.since = kind, since
        interest.organisation, interest.description = organisation.strip(), description.strip()
        interest.save(update_fields=["kind", "since", "organisation", "description"])
        return interest


def remove_interest(*, interest_id: int, actor: User) -> None:
    """Take out an entry that was made by mistake; the history keeps it.

    Raises:
        Refusal: `not-allowed`.
    """
    with transaction.atomic():
        interest = Interest.objects.select_for_update().get(pk=interest_id)
        _locked(interest.member_id, actor)
        interest.delete()


def _not_ahead(since: date) -> None:
    if since > timezone.localdate():
        raise Refusal(
            _("The interest can't begin in the future."), code="in-the-future", field="since"
        )


def _same(member: Member, kind: str, organisation: str) -> Interest | None:
    """The member's current interest of this kind with this organisation, however it is spelt."""
    current = member.interests.current().filter(kind=kind)
    return next(
        (one for one in current if compact(one.organisation) == compact(organisation)), None
    )


def end_interest(*, interest_id: int, until: date, actor: User | Portal) -> Interest:
    """Say that an interest is over. It stays in the register, with its last day.

    Raises:
        Refusal: `not-allowed` or `ends-before-it-starts`.
    """
    with transaction.atomic():
        interest = Interest.objects.select_for_update().get(pk=interest_id)
        _locked(interest.member_id, actor)
        _in_order(interest.since, until)
        interest.until = until
        interest.save(update_fields=["until"])
        return interest


def confirm_interests(*, member_id: int, actor: User | Portal) -> Member:
    """Say that the register is complete as it stands today, empty or not.

    Raises:
        Refusal: `not-allowed`.
    """
    today = timezone.localdate()
    with transaction.atomic():
        member = _locked(member_id, actor)
        for interest in member.interests.current().exclude(confirmed_on=today):
            interest.confirmed_on = today
            interest.save(update_fields=["confirmed_on"])
        member.interests_confirmed_on = today
        member.save(update_fields=["interests_confirmed_on"])
        reminders.schedule_interests(member)
        return member


def _in_order(since: date, until: date | None) -> None:
    if until and until < since:
        raise Refusal(
            _("The last day can't be before the first."),
            code="ends-before-it-starts",
            field="until",
        )


def _locked(member_id: int, actor: User | Portal) -> Member:
    member = Member.objects.select_for_update().get(pk=member_id)
    require(may_keep(actor, member))
    return member
