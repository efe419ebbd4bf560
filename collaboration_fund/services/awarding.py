"""Granting money: the awards of a round never come to more than its budget."""

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from collaboration_fund import rules
from collaboration_fund.enums import COMMITTED, AwardState, Paid, PartnerState, Source
from collaboration_fund.models import Application, Award, Edition, Round, Share
from collaboration_fund.services.sending import last_edition
from core.moves import MoveRecord, move
from core.refusal import Refusal, require
from questionnaires.values import pounds


@transaction.atomic
def grant(
    *, application_id: int, pence: int, actor, decided_on: date, conditions: str = ""
) -> Award:
    """Grant an application an amount, and share it out among the groups that are paid.

    The round's row is the first that is written, so those who grant at once wait for each other in
    one order.

    Args:
        pence: at most what was asked, or the round's largest grant where no budget was asked for.

    Raises:
        Refusal: `not-allowed`, `interest`; `amount` naming the field `pence`; `over-budget` where
            the round hasn't so much left; `granted` where it has an award already; `not-sent`.
    """
    application = Application.objects.select_related("round").get(pk=application_id)
    require(rules.may_run(actor))
    refuse_interest(application, actor)
    edition = last_edition(application.entry)
    if edition is None:
        raise Refusal(_("Nothing of this application was sent."), code="not-sent")
    _refuse_amount(application.round, edition, pence)
    _commit(application.round_id, pence)
    try:
        with transaction.atomic():
            award = Award.objects.create(
                round=application.round,
                application=application,
                title=edition.content["title"],
                pence=pence,
                conditions=conditions.strip(),
                decided_on=decided_on,
            )
    except IntegrityError as error:
        raise Refusal(_("This application has an award already."), code="granted") from error
    _share_out(award, edition)
    return award


@transaction.atomic
def change_amount(*, award_id: int, pence: int, actor) -> Award:
    """Make an award more or less, within what was asked and what the round has left.

    Raises:
        Refusal: `not-allowed`, `interest`, `amount`, `over-budget`; `ended` where nothing is
            granted any more.
    """
    require(rules.may_run(actor))
    award = lock_award(award_id)
    refuse_interest(award.application, actor)
    if award.state not in COMMITTED:
        raise Refusal(_("This award doesn't stand any more."), code="ended")
    edition = last_edition(award.application.entry)
    _refuse_amount(award.round, edition, pence)
    _commit(award.round_id, pence - award.pence)
    award.pence = pence
    award.save(update_fields=["pence"])
    share_again(award)
    return award


def share_again(award: Award) -> None:
    """Share an award out anew, as it is now, among the groups that take part now.

    What a group that has left would get goes to the lead, as long as the award is only offered.
    """
    award.shares.all().delete()
    _share_out(award, last_edition(award.application.entry))


@transaction.atomic
def end_award(*, award_id: int, to: str, actor, reason: str) -> MoveRecord:
    """Say that an award is not taken, or taken back; the round has its money again.

    Raises:
        Refusal: `reason` where none is given, or what `core.moves.move` raises.
    """
    award = lock_award(award_id)
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason", field="reason")
    record = move(award, to=to, actor=actor, reason=reason.strip())
    if to not in COMMITTED:
        _commit(award.round_id, -award.pence)
    return record


def lock_award(award_id: int) -> Award:
    """An award, its round's row and its own locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    found = Award.objects.filter(pk=award_id).values_list("round", flat=True).first()
    if found is None:
        raise Refusal(_("This award doesn't exist any more."), code="not-found")
    list(Round.objects.select_for_update().filter(pk=found).values_list("pk"))
    awards = Award.objects.select_for_update(of=("self",))
    return awards.select_related("round", "application__lead").get(pk=award_id)


def refuse_interest(application: Application, actor) -> None:
    """Raise the Refusal `interest` where an officer is tied to a group of an application."""
    kept = Application.objects.not_kept_from(actor) if actor.is_staff else Application.objects
    if not kept.filter(pk=application.pk).exists():
        raise Refusal(
            _("You have an interest in this application, so another officer does this."),
            code="interest",
        )


def left_of(round: Round) -> int:
    """How much of a round's budget isn't granted, in pence."""
    return round.total_pence - round.committed_pence


def most_of(application: Application) -> int:
    """The most that an application can be granted: what it asked, in pence."""
    edition = last_edition(application.entry)
    return (edition and edition.asked_pence) or application.round.largest_pence


def _refuse_amount(round: Round, edition: Edition, pence: int) -> None:
    most = edition.asked_pence or round.largest_pence
    if not 1 <= pence <= most:
        raise Refusal(
            _("Enter an amount above nought and up to %(most)s, as was asked.")
            % {"most": pounds(most)},
            code="amount",
            field="pence",
        )


def _commit(round_id: int, pence: int) -> None:
    """Take an amount of the budget, or give it back where it is below nought."""
    after = F("committed_pence") + pence
    rows = Round.objects.filter(pk=round_id, total_pence__gte=after)
    if not rows.update(committed_pence=after):
        round = Round.objects.get(pk=round_id)
        raise Refusal(
            _("The round has %(left)s left, and this takes %(pence)s.")
            % {"left": pounds(left_of(round)), "pence": pounds(pence)},
            code="over-budget",
            field="pence",
        )


def _share_out(award: Award, edition: Edition) -> None:
    shares = shares_of(award.pence, _asked_by_payee(award, edition))
    Share.objects.bulk_create(
        Share(award=award, organisation_id=group, number=number, pence=pence)
        for number, (group, pence) in enumerate(shares.items(), start=1)
    )


def _asked_by_payee(award: Award, edition: Edition) -> dict[int, int]:
    """{group: what it asked of the fund, in pence}, the lead first; the lead alone for all."""
    lead = award.application.lead_id
    if award.round.paid == Paid.LEAD:
        return {lead: 1}
    gone = _gone_from(award)
    asked: dict[int, int] = {lead: 0}
    for line in edition.content["budget"]:
        if line["source"] == Source.GRANT:
            group = lead if line["group"] in gone else line["group"]
            asked[group] = asked.get(group, 0) + line["pence"]
    return {group: pence for group, pence in asked.items() if pence} or {lead: 1}


def _gone_from(award: Award) -> set[int]:
    """The groups that left before anything was agreed; who leaves later keeps what it was paid."""
    if award.state != AwardState.OFFERED:
        return set()
    left = award.application.partners.exclude(state=PartnerState.IN)
    return {*left.values_list("organisation", flat=True)}


def shares_of(pence: int, asked: Mapping[int, int]) -> dict[int, int]:
    """Share an amount out in proportion to what each asked, to the penny.

    What rounding down leaves goes to the largest remainders, the first of equals first.

    Args:
        pence: at least nought.
        asked: {payee: pence}, each above nought.

    Returns:
        {payee: pence} of those that get something; they sum to `pence`.
    """
    whole = sum(asked.values())
    shares = {payee: pence * part // whole for payee, part in asked.items()}
    left = pence - sum(shares.values())
    by_remainder = sorted(asked, key=lambda payee: -(pence * asked[payee] % whole))
    for payee in by_remainder[:left]:
        shares[payee] += 1
    return {payee: part for payee, part in shares.items() if part}
