"""The register of interests: what members declare, end and confirm. All of it is public."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
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
    actor: User | None,
    until: date | None = None,
) -> Interest:
    """Add an interest to the register; the same one again is one.

    Args:
        member_id: primary key of the membership.
        kind: one of `enums.InterestKind`.
        organisation: its name.
        since: when the interest began.
        actor: the member, an officer who enters it for them, or None for the portal itself.
        until: when it ended, where it is over.

    Raises:
        Refusal: `not-allowed`, `in-the-future` or `ends-before-it-starts`.
    """
    if since > timezone.localdate():
        raise Refusal(
            _("The interest can't begin in the future."), code="in-the-future", field="since"
        )
    _in_order(since, until)
    with transaction.atomic():
        member = _locked(member_id, actor)
        interest, _created = Interest.objects.get_or_create(
            member=member,
            kind=kind,
            organisation=organisation.strip(),
            since=since,
            defaults={"until": until},
        )
        return interest


def end_interest(*, interest_id: int, until: date, actor: User | None) -> Interest:
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


def confirm_interests(*, member_id: int, actor: User | None) -> Member:
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


def _locked(member_id: int, actor: User | None) -> Member:
    member = Member.objects.select_for_update().get(pk=member_id)
    if not may_keep(actor, member):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    return member
