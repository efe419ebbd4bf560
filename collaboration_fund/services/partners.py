"""Who takes part in an application, and what each group is to do."""

from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import PartnerState
from collaboration_fund.models import Partner
from collaboration_fund.services.accepting import end_what_changed, lock_partner
from collaboration_fund.services.people import owners_of, writers_of
from collaboration_fund.services.writing import lock_entry, refuse_unless_writable
from core.actors import recorded
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations.models import Organisation

MOST_PARTNERS = 20


def invite(
    *, application_id: int, organisation: Organisation, actor, role: str = "", tasks: str = ""
) -> Partner:
    """Ask a group to take part; its owners are told. One that takes part stays as it is.

    Raises:
        Refusal: `not-allowed`, `late` and its like; `organisation` naming its field where it is the
            lead itself or stands no more; `too-many`.
    """
    with receiving() as received:
        entry = lock_entry(application_id)
        application = entry.application
        require(rules.may_write(actor, application))
        refuse_unless_writable(entry, received)
        _refuse_group(application, organisation)
        partner = application.partners.filter(organisation=organisation).first()
        if partner and partner.state == PartnerState.IN:
            return partner
        if partner is None:
            partner = application.partners.create(organisation=organisation, invited_by=actor)
            record = partner.moves.create(
                from_state="", to_state=partner.state, actor=recorded(actor)
            )
        else:
            partner.application = application
            record = move(partner, to=PartnerState.IN, actor=actor)
        _write(partner, role, tasks)
        for person in owners_of(organisation):
            post(
                emails.invited(partner, person),
                key=f"{emails.PARTNERS}.invited:{record.pk}:{person.pk}",
            )
        end_what_changed(application)
        return partner


def _refuse_group(application, organisation: Organisation) -> None:
    if organisation.pk == application.lead_id:
        raise Refusal(
            _("Your own group leads this application already. Choose another group."),
            code="organisation",
            field="organisation",
        )
    if not organisation.is_standing:
        raise Refusal(
            _("This group isn't on the portal any more. Choose another."),
            code="organisation",
            field="organisation",
        )
    if application.partners.taking_part().count() >= MOST_PARTNERS:
        raise Refusal(
            _("An application has %(most)s groups at most.") % {"most": MOST_PARTNERS},
            code="too-many",
        )


def describe(*, partner_id: int, actor, role: str, tasks: str) -> Partner:
    """Say what a group does in the work together. What it had accepted otherwise ends.

    Raises:
        Refusal: `not-allowed`, or `late` and its like.
    """
    with receiving() as received:
        partner = lock_partner(partner_id)
        application = partner.application
        require(rules.may_write(actor, application))
        refuse_unless_writable(application.entry, received)
        _write(partner, role, tasks)
        end_what_changed(application)
        return partner


def _write(partner: Partner, role: str, tasks: str) -> None:
    partner.role, partner.tasks = role.strip()[:160], tasks.strip()[:2000]
    partner.save(update_fields=["role", "tasks"])


def remove(*, partner_id: int, actor) -> Partner:
    """Take a group out; its lines no longer count, and its people no longer see the application.

    Raises:
        Refusal: `late` and its like, `lead`, or what `core.moves.move` raises.
    """
    with receiving() as received:
        partner = lock_partner(partner_id)
        refuse_unless_writable(partner.application.entry, received)
        if partner.is_lead:
            raise Refusal(_("The lead group can't be taken out."), code="lead")
        return _end(partner, PartnerState.REMOVED, actor, "")


def decline(*, partner_id: int, actor, reason: str = "") -> Partner:
    """Say no for a group that was invited; the lead group is told.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with receiving():
        return _tell_lead(lock_partner(partner_id), PartnerState.DECLINED, actor, reason)


def withdraw_partner(*, partner_id: int, actor, reason: str = "") -> Partner:
    """Take a group back out of an application, before it is sent, after, or once it is funded.

    What was sent stays as it was sent. The lead group is told.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with receiving():
        return _tell_lead(lock_partner(partner_id), PartnerState.WITHDRAWN, actor, reason)


def _tell_lead(partner: Partner, to: str, actor, reason: str) -> Partner:
    _end(partner, to, actor, reason)
    record = partner.moves.latest("pk")
    for person in writers_of(partner.application.lead):
        post(
            emails.partner_gone(partner, person, reason=reason),
            key=f"{emails.PARTNERS}.gone:{record.pk}:{person.pk}",
        )
    return partner


def _end(partner: Partner, to: str, actor, reason: str) -> Partner:
    move(partner, to=to, actor=actor, reason=reason)
    end_what_changed(partner.application)
    return partner
