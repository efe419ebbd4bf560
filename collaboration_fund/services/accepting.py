"""Partners accept their part as it stands; a change to it ends what they accepted."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import AcceptBy
from collaboration_fund.models import Acceptance, Application, BudgetLine, Entry, Partner
from collaboration_fund.services.content import content_of, digest_of, lines_of, parts_of
from collaboration_fund.services.people import writers_of
from collaboration_fund.services.writing import late, lock_entry
from core.deadlines import receiving
from core.refusal import Refusal, require
from messaging.services import post


def may_accept_at(entry: Entry, received: datetime) -> bool:
    """Whether an acceptance that was received at this moment counts."""
    if entry.is_writable(received):
        return True
    in_time = entry.stage.opens_at <= received < entry.accept_until
    is_live = entry.application.state in {Application.State.DRAFT, Application.State.SENT}
    return in_time and is_live and entry.application.round.accept_by == AcceptBy.FIVE_DAYS


def accept(*, partner_id: int, actor, capacity: str, digest: str) -> Acceptance:
    """Accept a partner's role, tasks and lines, the total and the declaration as they stand.

    The lead group is told. Twice is once.

    Args:
        capacity: as what the person acts for the group, such as chair.
        digest: of what the person was shown, by `content.parts_of`.

    Raises:
        Refusal: `not-allowed`; `late` and its like; `no-part` where the group has none; `changed`
            where it isn't what was shown; `capacity` naming its field.
    """
    with receiving() as received:
        partner = lock_partner(partner_id)
        require(rules.may_answer_for(actor, partner))
        entry = partner.application.entry
        if not may_accept_at(entry, received):
            raise late(entry, received)
        if partner.state != Partner.State.IN:
            raise Refusal(_("Your group takes no part in this application."), code="no-part")
        parts = parts_of(partner)
        if digest_of(parts) != digest:
            raise Refusal(
                _("This changed while you read it. Look at it as it is now, then accept it."),
                code="changed",
            )
        if not capacity.strip():
            raise Refusal(
                _("Say as what you act for your group, such as chair."),
                code="capacity",
                field="capacity",
            )
        mine = partner.acceptances.standing().filter(person=actor).first()
        if mine:
            return mine
        acceptance = partner.acceptances.create(
            person=actor,
            capacity=capacity.strip()[:120],
            digest=digest,
            parts=parts,
            content=content_of(entry),
            at=received,
        )
        for person in writers_of(partner.application.lead):
            post(
                emails.accepted(acceptance, person, is_enough=is_accepted(partner)),
                key=f"{emails.PARTNERS}.accepted:{acceptance.pk}:{person.pk}",
            )
        return acceptance


def lock_partner(partner_id: int) -> Partner:
    """A partner with its application locked, as `lock_entry` locks it.

    Raises:
        Refusal: `not-found`.
    """
    found = Partner.objects.filter(pk=partner_id).values_list("application_id", flat=True).first()
    if found is None:
        raise Refusal(_("This partner isn't there any more."), code="not-found")
    entry = lock_entry(found)
    partner = Partner.objects.select_related("organisation").get(pk=partner_id)
    partner.application = entry.application
    return partner


def is_accepted(partner: Partner, lines: Iterable[BudgetLine] | None = None) -> bool:
    """Whether enough people of a group have accepted its part as it stands; the lead sends it.

    Args:
        lines: of the budget, where they were read already.
    """
    if partner.is_lead:
        return True
    digest = digest_of(parts_of(partner, lines))
    standing = [one for one in partner.acceptances.all() if one.voided_at is None]
    return sum(one.digest == digest for one in standing) >= partner.least_accepting


def end_what_changed(application: Application) -> list[Acceptance]:
    """End every acceptance of what isn't any more as it was accepted, and tell who gave it.

    Called in the transaction of each change to a role, tasks, the budget or who takes part.
    """
    ended, lines = [], [*lines_of(application)]
    standing = Acceptance.objects.standing().filter(partner__application=application)
    for acceptance in standing.select_related("partner__organisation", "person"):
        partner = acceptance.partner
        partner.application = application
        parts = parts_of(partner, lines)
        if digest_of(parts) == acceptance.digest:
            continue
        acceptance.voided_at, acceptance.replaced_by = timezone.now(), parts
        acceptance.save(update_fields=["voided_at", "replaced_by"])
        post(emails.voided(acceptance), key=f"{emails.PARTNERS}.voided:{acceptance.pk}")
        ended.append(acceptance)
    return ended
