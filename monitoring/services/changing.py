"""Changes of an award: a group asks, an officer decides, and the award is as it was asked."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from awards import services as awards
from collaboration_fund import services as fund
from collaboration_fund.enums import AwardState, Category
from collaboration_fund.models import Award
from collaboration_fund.rules import may_run
from collaboration_fund.services.awarding import shares_of
from collaboration_fund.services.people import told_of
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from monitoring import emails, rules
from monitoring.enums import MOST_LINES, ChangeState, ReportState
from monitoring.models import Change, PlanLine
from monitoring.services.planning import write_reports
from questionnaires.values import pounds

# By so much later may the work end in one change.
LONGEST_MORE_TIME = timedelta(days=731)


@transaction.atomic
def ask_change(
    *,
    award_id: int,
    actor,
    reason: str,
    pence: int | None = None,
    ends_on: date | None = None,
    lines: Mapping[int, int] | None = None,
    new_lines: Sequence[Mapping] = (),
    tasks: Mapping[int, str] | None = None,
) -> Change:
    """Ask to have an award otherwise. What is as it was isn't asked for.

    Args:
        pence: a smaller amount; where no line is otherwise, all are made less with it.
        ends_on: a later last day.
        lines: {line of the plan: amount}, of all of them.
        new_lines: of {"partner": key, "category", "what", "pence"}.
        tasks: {partner: what it is to do}.

    Raises:
        Refusal: `not-allowed`, `nothing`, `waits` where another change waits for its answer; or
            `reason`, `pence`, `ends_on`, `lines`, naming its field.
    """
    award = fund.lock_award(award_id)
    require(rules.may_write(actor, award))
    if not reason.strip():
        raise Refusal(_("Say why you ask for it."), code="reason", field="reason")
    change = Change(award=award, asked_by=actor, reason=reason.strip())
    change.pence = None if pence == award.pence else pence
    change.ends_on = None if ends_on == award.ends_on else ends_on
    change.lines = _asked_lines(award, lines or {}, new_lines)
    if change.pence and not change.lines:
        change.lines = _asked_lines(award, _scaled(award, change.pence), ())
    change.tasks = _asked_tasks(award, tasks or {})
    change.before = {"pence": award.pence, "ends_on": award.ends_on.isoformat()}
    if change.pence is None and not (change.ends_on or change.lines or change.tasks):
        raise Refusal(_("Nothing is otherwise than it is now."), code="nothing")
    _refuse_change(award, change)
    try:
        with transaction.atomic():
            change.save()
    except IntegrityError as error:
        raise Refusal(
            _("You have asked for a change already. Wait for our answer, or take it back."),
            code="waits",
        ) from error
    return change


def _asked_lines(award: Award, lines: Mapping[int, int], new_lines: Sequence[Mapping]) -> list:
    """The lines that would be otherwise, with what they were, and the new ones."""
    plan = {line.pk: line for line in award.plan.all()}
    partners = {one.pk: str(one) for one in award.application.partners.taking_part()}
    if not set(lines) <= set(plan) or not {one["partner"] for one in new_lines} <= set(partners):
        raise Refusal(_("The plan has changed meanwhile. Look at it again."), code="stale")
    if len(plan) + len(new_lines) > MOST_LINES:
        raise Refusal(_("A plan has %(most)s lines at most.") % {"most": MOST_LINES}, code="lines")
    changed = [
        {"line": pk, "what": plan[pk].what, "before": plan[pk].pence, "pence": pence}
        for pk, pence in lines.items()
        if pence != plan[pk].pence
    ]
    new = [{**one, "name": partners[one["partner"]], "before": 0} for one in new_lines]
    if any(one["category"] not in Category.values or not one["what"].strip() for one in new):
        raise Refusal(_("Say of each new line what it is for."), code="lines", field="lines")
    return changed + new


def _scaled(award: Award, pence: int) -> dict[int, int]:
    """{line of the plan: its part of another amount}, to the penny."""
    planned = {line.pk: line.pence for line in award.plan.all() if line.pence}
    return dict.fromkeys(planned, 0) | shares_of(pence, planned)


def tasks_of(award: Award) -> dict[int, tuple[str, str]]:
    """{partner: (its name, what it is to do)}, with the changes that were approved since."""
    found = {one.pk: (str(one), one.tasks) for one in award.application.partners.taking_part()}
    approved = award.changes.filter(state=ChangeState.APPROVED).order_by("asked_at", "pk")
    for change in approved:
        for asked in change.tasks:
            if asked["partner"] in found:
                found[asked["partner"]] = (found[asked["partner"]][0], asked["after"])
    return found


def _asked_tasks(award: Award, tasks: Mapping[int, str]) -> list[dict]:
    now = tasks_of(award)
    return [
        {"partner": pk, "name": now[pk][0], "before": now[pk][1], "after": words.strip()}
        for pk, words in tasks.items()
        if pk in now and words.strip() and words.strip() != now[pk][1]
    ]


def _refuse_change(award: Award, change: Change) -> None:
    """Raise the Refusal for what can't be asked for, or can't be approved any more."""
    if award.state != AwardState.AGREED:
        raise Refusal(
            _("This can't be done now: it is “%(state)s”.") % {"state": award.get_state_display()},
            code="not-now",
        )
    pence = award.pence if change.pence is None else change.pence
    paid = awards.paid_of(award)
    planned = {line.pk: line.pence for line in award.plan.all()}
    planned |= {one["line"]: one["pence"] for one in change.lines if "line" in one}
    total = sum(planned.values()) + sum(one["pence"] for one in change.lines if "line" not in one)
    is_last_sent = award.reports.filter(is_last=True).exclude(state=ReportState.DUE).exists()
    wrong = [
        (
            not 1 <= pence <= award.pence,
            "pence",
            _("Enter an amount above nought and below %(now)s, which it is now.")
            % {"now": pounds(award.pence)},
        ),
        (
            pence < paid,
            "pence",
            _("%(paid)s are paid already, so it can't be less.") % {"paid": pounds(paid)},
        ),
        (
            total != pence,
            "lines",
            _("The lines come to %(total)s and the amount is %(pence)s. Make them the same.")
            % {"total": pounds(total), "pence": pounds(pence)},
        ),
        (
            change.ends_on is not None and change.ends_on <= award.ends_on,
            "ends_on",
            _("Enter a day after the %(now)s, when the work ends now.")
            % {"now": date_format(award.ends_on, "j F Y")},
        ),
        (
            change.ends_on is not None and change.ends_on > award.ends_on + LONGEST_MORE_TIME,
            "ends_on",
            _("Enter a day within two years of the %(now)s, when the work ends now.")
            % {"now": date_format(award.ends_on, "j F Y")},
        ),
        (
            change.ends_on is not None and is_last_sent,
            "ends_on",
            _("The last report is sent already, so the work can't end later."),
        ),
    ]
    for is_wrong, field, words in wrong:
        if is_wrong:
            raise Refusal(words, code=field, field=field)


def asked_in(change: Change) -> list[tuple[str, str, str]]:
    """(what, as it was, as it is asked for) of each thing that a change asks for, in words."""
    rows = []
    if change.pence is not None:
        rows.append(
            (_("Amount of the grant"), pounds(change.before["pence"]), pounds(change.pence))
        )
    if change.ends_on is not None:
        before = date.fromisoformat(change.before["ends_on"])
        rows.append(
            (_("Work ends on"), date_format(before, "j F Y"), date_format(change.ends_on, "j F Y"))
        )
    for one in change.lines:
        what = f"{one['name']}: {one['what']}" if "name" in one else one["what"]
        rows.append((what, pounds(one["before"]), pounds(one["pence"])))
    for one in change.tasks:
        rows.append((_("Tasks of %s") % one["name"], one["before"], one["after"]))
    return rows


def refuse_unless_possible(change: Change) -> None:
    """Raise the Refusal for a change that can't be approved any more, whatever the answer says."""
    _refuse_change(change.award, change)


@transaction.atomic
def take_back_change(*, change_id: int, actor) -> Change:
    """The group takes back what it asked for. Raises Refusal as `core.moves.move`."""
    change = _lock(change_id)
    move(change, to=ChangeState.WITHDRAWN, actor=actor)
    return change


@transaction.atomic
def refuse_change(*, change_id: int, actor, answer: str) -> Change:
    """Say no to a change, and why; its groups are told.

    Raises:
        Refusal: `interest`; `answer` naming its field; or as `core.moves.move`.
    """
    change = _lock(change_id)
    fund.refuse_interest(change.award.application, actor)
    if not answer.strip():
        raise Refusal(_("Say why; the groups read it."), code="answer", field="answer")
    move(change, to=ChangeState.REFUSED, actor=actor, answer=answer.strip())
    _tell(change)
    return change


@transaction.atomic
def approve_change(*, change_id: int, actor, answer: str = "") -> Change:
    """Say yes: the award, its plan and its reports become what was asked; the groups are told.

    They are asked to accept an agreement that says so; until all have, the one before holds.

    Raises:
        Refusal: what `ask_change` raises of what can't be any more, or as `core.moves.move` or
            `awards.services.amend`.
    """
    require(may_run(actor))
    change = _lock(change_id)
    award = change.award
    fund.refuse_interest(award.application, actor)
    _refuse_change(award, change)
    move(change, to=ChangeState.APPROVED, actor=actor, answer=answer.strip())
    if change.pence is not None:
        fund.change_amount(award_id=award.pk, pence=change.pence, actor=actor)
    _change_plan(award, change)
    if change.ends_on is not None:
        award.ends_on = change.ends_on
        award.save(update_fields=["ends_on"])
        write_reports(award)
    awards.amend(award_id=award.pk, actor=actor, reason=change.reason)
    _tell(change)
    return change


def _change_plan(award: Award, change: Change) -> None:
    number = award.plan.count()
    for one in change.lines:
        if "line" in one:
            PlanLine.objects.filter(pk=one["line"], award=award).update(pence=one["pence"])
            continue
        number += 1
        PlanLine.objects.create(
            award=award,
            number=number,
            partner_id=one["partner"],
            category=one["category"],
            what=one["what"].strip(),
            pence=one["pence"],
        )


def _lock(change_id: int) -> Change:
    """A change with its award, the round's row first, then the award's, then its own."""
    award_id = Change.objects.filter(pk=change_id).values_list("award", flat=True).first()
    if award_id is None:
        raise Refusal(_("This isn't there any more."), code="not-found")
    award = fund.lock_award(award_id)
    change = Change.objects.select_for_update(of=("self",)).get(pk=change_id)
    change.award = award
    return change


def _tell(change: Change) -> None:
    for person in told_of(change.award.application):
        post(
            emails.change_decided(change, person),
            key=f"{emails.CHANGE}.{change.state}:{change.pk}:{person.pk}",
        )
