"""Checks that are recorded; what fails is a defect with an owner and a day."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from buildings.checks import BY_CODE, LIFT
from buildings.enums import Result
from buildings.models import CheckDone, Defect, Interval
from buildings.services.records import lock, refuse_to_come
from core.refusal import Refusal
from hubs import services as hubs
from hubs.enums import AccessKind, Answer, MeasuredBy


@transaction.atomic
def record_check(
    *,
    building_id: int,
    actor,
    code: str,
    done_on: date,
    result: str,
    checked_by: str,
    evidence: str = "",
    what: str = "",
    owner: str = "",
    due_on: date | None = None,
) -> CheckDone:
    """Record a check. A lift that failed ends step-free access on the public page at once.

    Args:
        code: of `checks.CHECKS`.
        checked_by: a firm or a role.
        evidence: where the certificate or the log is.
        what: of a failed check: what is to be mended.
        owner: of a failed check: by whom, a role.
        due_on: of a failed check: until when.

    Raises:
        Refusal: `not-found`, `not-allowed`, `unknown-check`, `result`, `future`, `empty`, `defect`
            where a failed check doesn't say what, who and when, `passed` where one that passed
            does, `due` where it is to be mended before that, `twice`.
    """
    building = lock(building_id, actor)
    if code not in BY_CODE:
        raise Refusal(_("Choose what was checked."), code="unknown-check", field="code")
    if result not in Result.values:
        raise Refusal(_("Choose how it ended."), code="result", field="result")
    refuse_to_come(done_on, "done_on")
    if not checked_by.strip():
        raise Refusal(_("Say who checked it: a firm or a role."), code="empty", field="checked_by")
    failed = result == Result.FAILED
    if failed and not (what.strip() and owner.strip() and due_on):
        raise Refusal(
            _("It failed: say what is to be mended, by whom and until when."),
            code="defect",
            field="what",
        )
    if what.strip() and not failed:
        words = _("Only a check that failed leaves something to be mended. Say that it failed.")
        raise Refusal(words, code="passed", field="result")
    if failed and due_on < done_on:
        words = _("It can’t be due before it failed.")
        raise Refusal(words, code="due", field="due_on")
    row = {"code": code, "done_on": done_on, "result": result, "checked_by": checked_by.strip()}
    if building.checks.filter(**row).exists():
        raise Refusal(_("This check is recorded already."), code="twice", field="done_on")
    done = building.checks.create(**row, evidence=evidence.strip())
    if failed:
        building.defects.create(
            check_done=done, what=what.strip(), owner=owner.strip(), due_on=due_on
        )
    if code == LIFT:
        _say_of_the_lift(building, actor, done)
    return done


def _say_of_the_lift(building, actor, done: CheckDone) -> None:
    """Tell the public page what the newest examination found."""
    newest = building.checks.filter(code=LIFT).order_by("-done_on", "-pk").first()
    if newest != done:
        return
    hubs.record_fact(
        hub_id=building.hub_id,
        actor=actor,
        kind=AccessKind.LIFT,
        answer=Answer.FAILED if done.result == Result.FAILED else Answer.WORKS,
        measured_on=done.done_on,
        measured_by=MeasuredBy.SURVEYOR,
    )


@transaction.atomic
def close_defect(*, building_id: int, actor, defect_id: int, closed_on: date, how: str) -> Defect:
    """Say that a defect is mended. A lift runs again by an examination that it passes.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `empty`, `closed`, `before` it was found.
    """
    building = lock(building_id, actor)
    defect = building.defects.filter(pk=defect_id).first()
    if defect is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    if defect.closed_on:
        raise Refusal(_("It is mended already."), code="closed")
    refuse_to_come(closed_on, "closed_on")
    if closed_on < defect.check_done.done_on:
        words = _("It can’t be mended before it was found.")
        raise Refusal(words, code="before", field="closed_on")
    if not how.strip():
        raise Refusal(_("Say how it was mended."), code="empty", field="how")
    defect.closed_on, defect.how = closed_on, how.strip()
    defect.save()
    return defect


@transaction.atomic
def take_back_check(*, building_id: int, actor, check_id: int) -> None:
    """Take back a check that was recorded in error, with its defect; the history keeps both.

    What the public page says of the lift goes by the examination before it. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    building = lock(building_id, actor)
    for one in building.checks.filter(pk=check_id):
        one.delete()
    before = building.checks.filter(code=LIFT).order_by("-done_on", "-pk").first()
    if before is not None:
        _say_of_the_lift(building, actor, before)


@transaction.atomic
def set_interval(*, building_id: int, actor, code: str, months: int, why: str) -> Interval:
    """Say how often something is checked here, such as by a written scheme or by risk.

    Raises:
        Refusal: `not-found`, `not-allowed`, `unknown-check`, `months`, `empty`.
    """
    building = lock(building_id, actor)
    if code not in BY_CODE:
        raise Refusal(_("Choose what is checked."), code="unknown-check", field="code")
    if not 1 <= months <= 120:
        words = _("Enter a whole number of months from 1 to 120.")
        raise Refusal(words, code="months", field="months")
    if not why.strip():
        raise Refusal(_("Say why."), code="empty", field="why")
    interval = building.intervals.filter(code=code).first() or Interval(
        building=building, code=code
    )
    interval.months, interval.why = months, why.strip()
    interval.save()
    return interval
