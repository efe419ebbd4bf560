"""Agreements: made, accepted by every group, replaced by another version, or not taken."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from awards import emails, registry, rules
from awards.models import Agreement, AgreementAcceptance, Schedule, Template
from awards.services.content import content_of
from awards.services.scheduling import cancel_rest, fit_schedule, schedule_of
from collaboration_fund import services as fund
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award, AwardMove, Partner
from collaboration_fund.services.people import told_of
from core.actors import PORTAL
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations.services import members_of


@transaction.atomic
def make_agreement(*, award_id: int, actor, starts_on: date, ends_on: date) -> Agreement:
    """Make the first agreement of an award, from the text in use and the payments that are planned.

    Everybody who accepts for a group is written to.

    Args:
        starts_on, ends_on: when the work begins and ends.

    Raises:
        Refusal: `not-allowed`, `not-found`, `interest`; `made` already; `not-now` where the award
            isn't offered; `no-text`, `no-payments`; `ends_on` naming its field.
    """
    award = fund.lock_award(award_id)
    require(rules.may_run(actor))
    fund.refuse_interest(award.application, actor)
    if award.state != AwardState.OFFERED:
        raise Refusal(_("This award isn’t offered any more."), code="not-now")
    if award.agreements.exists():
        raise Refusal(
            _("There is an agreement already: replace it by another version."), code="made"
        )
    return _make(award, actor, starts_on=starts_on, ends_on=ends_on, reason="")


@transaction.atomic
def amend(
    *,
    award_id: int,
    actor,
    reason: str,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Agreement:
    """Replace the agreement by a new version, with the award and its payments as they are now.

    Every group accepts it anew; until all have, the version before holds.

    Args:
        reason: why, in words that the groups read.
        starts_on, ends_on: as they are where they aren't given.

    Raises:
        Refusal: as `make_agreement`; `none` where there is nothing to replace; `reason`; and
            `over-award` where more is planned or paid than the award comes to now.
    """
    award = fund.lock_award(award_id)
    require(rules.may_run(actor))
    fund.refuse_interest(award.application, actor)
    if award.state not in {AwardState.OFFERED, AwardState.AGREED}:
        raise Refusal(_("This award has ended, so its agreement stays."), code="not-now")
    if not award.agreements.exists():
        raise Refusal(_("There is no agreement to replace yet."), code="none")
    if not reason.strip():
        raise Refusal(_("Say why; the groups read it."), code="reason", field="reason")
    if award.state == AwardState.OFFERED:
        fund.share_again(award)
    return _make(
        award,
        actor,
        starts_on=starts_on or award.starts_on,
        ends_on=ends_on or award.ends_on,
        reason=reason.strip(),
    )


def _make(award: Award, actor, *, starts_on: date, ends_on: date, reason: str) -> Agreement:
    if ends_on <= starts_on:
        raise Refusal(_("The work must end after it begins."), code="ends_on", field="ends_on")
    template = Template.objects.in_use().first()
    if template is None:
        raise Refusal(_("There is no text of agreements in use yet."), code="no-text")
    fit_schedule(award)
    if not schedule_of(award).planned_pence:
        raise Refusal(_("Plan at least one payment first."), code="no-payments")
    award.starts_on, award.ends_on = starts_on, ends_on
    award.save(update_fields=["starts_on", "ends_on"])
    number = award.agreements.count() + 1
    content = content_of(award, template, number=number, reason=reason)
    agreement = Agreement.objects.create(
        award=award,
        number=number,
        template=template,
        content=content,
        sha256=fund.digest_of(content),
        reason=reason,
        made_by=actor,
    )
    for partner in award.application.partners.taking_part():
        for person in signers_of(partner):
            post(
                emails.to_accept(agreement, partner, person),
                key=f"{emails.AGREEMENT}.to-accept:{agreement.pk}:{partner.pk}:{person.pk}",
            )
    return agreement


def previewed(award: Award, *, starts_on: date, ends_on: date) -> dict | None:
    """What an agreement made now would say; None where there is no text in use."""
    template = Template.objects.in_use().first()
    if template is None:
        return None
    award.starts_on, award.ends_on = starts_on, ends_on
    return content_of(award, template, number=award.agreements.count() + 1, reason="")


def signers_of(partner: Partner) -> list:
    """The people with an account who accept for a group."""
    members = [one.person for one in members_of(partner.organisation)]
    return [person for person in members if rules.may_accept(person, partner)]


def accept(
    *, agreement_id: int, partner_id: int, actor, capacity: str, digest: str
) -> AgreementAcceptance:
    """Accept an agreement for a group. Twice is once.

    With the last acceptance that it waits for the award is agreed, and the apps above begin what
    follows from that.

    Args:
        capacity: as what the person acts for the group, such as chair.
        digest: the SHA-256 of what the person was shown.

    Raises:
        Refusal: `not-allowed`, `not-found`; `replaced` where another version is there; `not-now`;
            `changed` where it isn't what was shown; `left` where a group that it names takes part
            no longer; `capacity` naming its field.
    """
    with receiving() as received:
        found = Agreement.objects.filter(pk=agreement_id).values_list("award", flat=True).first()
        award = fund.lock_award(found)
        agreement = award.agreements.get(pk=agreement_id)
        partner = award.application.partners.taking_part().filter(pk=partner_id).first()
        require(partner is not None and rules.may_accept(actor, partner))
        if agreement != award.agreements.last():
            raise Refusal(
                _("Another version has replaced this one. Read that one."), code="replaced"
            )
        if agreement.accepted_at or award.state not in {AwardState.OFFERED, AwardState.AGREED}:
            raise Refusal(_("This agreement doesn’t wait to be accepted."), code="not-now")
        if agreement.sha256 != digest or not is_whole(agreement):
            raise Refusal(
                _("This isn’t what you were shown. Read it as it is, then accept it."),
                code="changed",
            )
        if has_lost_a_group(agreement, award.application.partners.taking_part()):
            raise Refusal(
                _(
                    "A group has left since this was written. The council writes a new version, "
                    "and emails you when it is there."
                ),
                code="left",
            )
        if not capacity.strip():
            raise Refusal(
                _("Say as what you act for your group, such as chair."),
                code="capacity",
                field="capacity",
            )
        acceptance, _made = agreement.acceptances.get_or_create(
            partner=partner,
            person=actor,
            defaults={"capacity": capacity.strip()[:120], "at": received},
        )
        _agree_if_all_have(award, agreement, received)
        return acceptance


def _agree_if_all_have(award: Award, agreement: Agreement, received) -> None:
    partners = award.application.partners.taking_part()
    if not all(is_accepted_for(agreement, partner) for partner in partners):
        return
    Agreement.objects.filter(pk=agreement.pk).update(accepted_at=received)
    agreement.accepted_at = received
    if award.state == AwardState.OFFERED:
        move(award, to=AwardState.AGREED, actor=PORTAL)
        registry.say_agreed(award)
    for person in told_of(award.application):
        post(
            emails.agreed(agreement, person),
            key=f"{emails.AGREEMENT}.agreed:{agreement.pk}:{person.pk}",
        )


def is_accepted_for(agreement: Agreement, partner: Partner) -> bool:
    """Whether enough people have accepted for a group."""
    given = sum(one.partner_id == partner.pk for one in agreement.acceptances.all())
    return given >= partner.least_accepting


def has_lost_a_group(agreement: Agreement, partners: Iterable[Partner]) -> bool:
    """Whether a group that an agreement names is no longer among those that take part."""
    named = {one["group"] for one in agreement.content["groups"]}
    return not named <= {one.organisation_id for one in partners}


def waiting(award: Award) -> Agreement | None:
    """The version that waits to be accepted, if one does."""
    last = award.agreements.last()
    is_open = award.state in {AwardState.OFFERED, AwardState.AGREED}
    return last if last and is_open and last.accepted_at is None else None


def in_force(award: Award) -> Agreement | None:
    """The version that holds: the last one that all have accepted."""
    return award.agreements.filter(accepted_at__isnull=False).last()


def is_whole(agreement: Agreement) -> bool:
    """Whether an agreement still says what its hash is of."""
    return fund.digest_of(agreement.content) == agreement.sha256


@transaction.atomic
def decline(*, award_id: int, actor, reason: str) -> AwardMove:
    """Say for the lead group that it doesn't take the award. The round has its money again.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`, or `reason` naming its field.
    """
    award = fund.lock_award(award_id)
    lead = award.application.partners.select_related("organisation").get(is_lead=True)
    require(rules.may_decline(actor, lead))
    record = fund.end_award(award_id=award_id, to=AwardState.DECLINED, actor=PORTAL, reason=reason)
    # The portal ends it for who may: the history names them.
    record.actor = actor
    record.save(update_fields=["actor"])
    _say_ended(award_id, reason)
    return record


@transaction.atomic
def take_back(*, award_id: int, actor, reason: str) -> AwardMove:
    """Take an award back of which nothing is paid; its payments are cancelled.

    Raises:
        Refusal: `not-allowed`, `not-found`, `interest`, `not-a-move`; `paid` where something
            is; `reason`.
    """
    require(rules.may_run(actor))
    fund.refuse_interest(fund.lock_award(award_id).application, actor)
    if Schedule.objects.filter(award=award_id, paid_pence__gt=0).exists():
        raise Refusal(
            _("Something is paid already, so this award is closed at its end, not taken back."),
            code="paid",
        )
    record = fund.end_award(award_id=award_id, to=AwardState.WITHDRAWN, actor=actor, reason=reason)
    _say_ended(award_id, reason)
    return record


def _say_ended(award_id: int, reason: str) -> None:
    award = Award.objects.select_related("application__round").get(pk=award_id)
    cancel_rest(award=award, reason=reason)
    for person in told_of(award.application):
        post(
            emails.ended(award, person, reason=reason.strip()),
            key=f"{emails.AGREEMENT}.ended:{award_id}:{person.pk}",
        )
