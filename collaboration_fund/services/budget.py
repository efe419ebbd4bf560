"""The budget, in pence. Totals are worked out here and nowhere else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from collaboration_fund import rules
from collaboration_fund.enums import (
    MOST_LINE_PENCE,
    MOST_LINES,
    Category,
    Paid,
    PartnerState,
    Source,
)
from collaboration_fund.models import Application, BudgetLine, Partner
from collaboration_fund.services.accepting import end_what_changed, lock_partner
from collaboration_fund.services.content import lines_of
from collaboration_fund.services.writing import lock_entry, refuse_unless_writable
from core.deadlines import receiving
from core.refusal import Refusal, require
from questionnaires.values import pounds


@dataclass
class Totals:
    """What the lines of an application come to, in pence."""

    grant: int = 0
    match: int = 0
    in_kind: int = 0
    by_partner: dict[str, int] = field(default_factory=dict)
    by_category: dict[str, int] = field(default_factory=dict)
    by_quarter: dict[int, int] = field(default_factory=dict)

    @property
    def together(self) -> int:
        """All of it, whoever pays."""
        return self.grant + self.match + self.in_kind


def totals_of(lines: Iterable[BudgetLine]) -> Totals:
    """What lines come to: each source, and what is asked of the fund by group, kind and quarter."""
    totals = Totals()
    for line in lines:
        if line.source == Source.MATCH:
            totals.match += line.pence
        elif line.source == Source.IN_KIND:
            totals.in_kind += line.pence
        else:
            totals.grant += line.pence
            for sums, key in (
                (totals.by_partner, str(line.partner)),
                (totals.by_category, line.get_category_display()),
                (totals.by_quarter, line.quarter),
            ):
                sums[key] = sums.get(key, 0) + line.pence
    totals.by_quarter = dict(sorted(totals.by_quarter.items()))
    return totals


def add_lines(
    *,
    application_id: int,
    actor,
    partner: Partner,
    category: str,
    source: str,
    what: str,
    pence: Mapping[int, int],
) -> list[BudgetLine]:
    """Add what something costs: a line for each quarter. What partners had accepted otherwise ends.

    The same line again, in another tab or pressed twice, is the one that is there.

    Args:
        pence: {quarter: amount}.

    Returns:
        The lines that are new; none where all were there.

    Raises:
        Refusal: as `save_line`; an amount's field is `quarter_1` and so on, and `quarter_1` where
            there is none.
    """
    with receiving() as received:
        application = _writable(application_id, actor, received)
        if not pence:
            raise Refusal(
                _("Enter how much for at least one quarter."), code="pence", field="quarter_1"
            )
        new = []
        for quarter, amount in pence.items():
            line = BudgetLine(
                application=application,
                partner=partner,
                category=category,
                source=source,
                what=what.strip()[:160],
                quarter=quarter,
                pence=amount,
            )
            _refuse_line(line, amount_field=f"quarter_{quarter}")
            new += _added(line)
        end_what_changed(application)
        return new


def _added(line: BudgetLine) -> list[BudgetLine]:
    """The line, if it is new; nothing where the very same stands there."""
    lines = line.application.lines
    same = ("partner", "category", "source", "what", "quarter", "pence")
    if lines.filter(**{name: getattr(line, name) for name in same}).exists():
        return []
    if lines.count() >= MOST_LINES:
        raise Refusal(
            _("A budget has %(most)s lines at most.") % {"most": MOST_LINES}, code="too-many"
        )
    line.save()
    return [line]


def _writable(application_id: int, actor, received: datetime) -> Application:
    """The application, locked, whose budget may be written. Raises Refusal."""
    entry = lock_entry(application_id)
    require(rules.may_write(actor, entry.application))
    refuse_unless_writable(entry, received)
    return entry.application


def save_line(
    *,
    application_id: int,
    actor,
    partner: Partner,
    category: str,
    source: str,
    what: str,
    quarter: int,
    pence: int,
    line_id: int,
) -> BudgetLine:
    """Change a line. What partners had accepted otherwise ends.

    Raises:
        Refusal: `not-allowed`, `late` and its like, `gone`; or `partner`, `category`,
            `source`, `what`, `quarter` or `pence`, each naming its field.
    """
    with receiving() as received:
        application = _writable(application_id, actor, received)
        line = application.lines.filter(pk=line_id).first()
        if line is None:
            raise Refusal(_("Somebody has removed this line meanwhile."), code="gone")
        line.application = application
        line.partner, line.category, line.source = partner, category, source
        line.what, line.quarter, line.pence = what.strip()[:160], quarter, pence
        _refuse_line(line)
        line.save()
        end_what_changed(application)
        return line


def _refuse_line(line: BudgetLine, *, amount_field: str = "pence") -> None:
    partner, last = line.partner, line.application.round.quarters
    wrong = [
        (
            partner.application_id != line.application_id or partner.state != PartnerState.IN,
            "partner",
            _("Choose a group that takes part."),
        ),
        (line.category not in Category.values, "category", _("Choose what kind of cost it is.")),
        (line.source not in Source.values, "source", _("Choose where the money comes from.")),
        (not line.what, "what", _("Say what the money is for.")),
        (
            not 1 <= line.quarter <= last,
            "quarter",
            _("Choose a quarter from 1 to %(last)s.") % {"last": last},
        ),
        (
            not 1 <= line.pence <= MOST_LINE_PENCE,
            amount_field,
            _("Enter an amount from 1p to %(most)s.") % {"most": pounds(MOST_LINE_PENCE)},
        ),
    ]
    for is_wrong, name, words in wrong:
        if is_wrong:
            raise Refusal(words, code=name, field=name)


def remove_line(*, application_id: int, line_id: int, actor) -> None:
    """Take a line out; twice is once. What partners had accepted otherwise ends.

    Raises:
        Refusal: `not-allowed`, or `late` and its like.
    """
    with receiving() as received:
        application = _writable(application_id, actor, received)
        application.lines.filter(pk=line_id).delete()
        end_what_changed(application)


def payees(application: Application, lines: Iterable[BudgetLine]) -> dict[Partner, int]:
    """{group that would be paid: how much, in pence}: the lead for all, or each that asks its own.

    Args:
        lines: `lines_of` the application.
    """
    asked: dict[int, int] = {}
    for line in lines:
        if line.source == Source.GRANT:
            asked[line.partner_id] = asked.get(line.partner_id, 0) + line.pence
    partners = application.partners.taking_part()
    if application.round.paid == Paid.LEAD:
        return {one: sum(asked.values()) for one in partners if one.is_lead}
    return {one: asked[one.pk] for one in partners if one.pk in asked}


def say_subsidies(*, partner_id: int, actor, pence: int) -> Partner:
    """Say what subsidies a payee has had in this financial year and the two before.

    With what it asks for it must stay within the round's limit.

    Raises:
        Refusal: `not-allowed`, `late` and its like; `over` naming the field `pence`.
    """
    with receiving() as received:
        partner = lock_partner(partner_id)
        application = partner.application
        require(rules.may_say_subsidies(actor, partner))
        refuse_unless_writable(application.entry, received)
        limit = application.round.subsidy_limit_pence
        asked = payees(application, lines_of(application)).get(partner, 0)
        if pence + asked > limit:
            raise Refusal(
                _(
                    "Together with what you ask for this is more than %(limit)s over three "
                    "financial years. Ask for less, or write to us."
                )
                % {"limit": pounds(limit)},
                code="over",
                field="pence",
            )
        partner.subsidy_pence, partner.subsidy_by, partner.subsidy_at = pence, actor, received
        partner.save(update_fields=["subsidy_pence", "subsidy_by", "subsidy_at"])
        return partner
