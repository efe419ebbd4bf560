"""What a group writes in a report, part by part. It is theirs until it is sent."""

from collections.abc import Mapping

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from core.uploads import Taken
from monitoring import rules
from monitoring.enums import MOST_OUTPUTS, MOST_PHOTOS, MOST_STORIES
from monitoring.models import (
    Output,
    OutputCount,
    Photograph,
    Reached,
    Report,
    Spending,
    Story,
)


def lock_report(report_id: int) -> Report:
    """A report, locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    rows = Report.objects.select_for_update(of=("self",))
    found = rows.select_related("award__round", "award__application__lead")
    report = found.filter(pk=report_id).first()
    if report is None:
        raise Refusal(_("This report doesn't exist any more."), code="not-found")
    return report


def refuse_unless_open(report: Report) -> None:
    """Raise the Refusal `not-now` where a report can't be written."""
    if not report.is_open:
        raise Refusal(
            _("This can't be changed now: the report is “%(state)s”.")
            % {"state": report.get_state_display()},
            code="not-now",
        )


def _writable(report_id: int, actor) -> Report:
    report = lock_report(report_id)
    require(rules.may_write(actor, report.award))
    refuse_unless_open(report)
    return report


@transaction.atomic
def save_spending(*, report_id: int, actor, pence: Mapping[int, int], note: str) -> Report:
    """Say what was spent on each line of the plan in the time that the report covers.

    Args:
        pence: {line of the plan: amount}; what isn't named isn't said yet.
        note: why it differs from the plan, or "".

    Raises:
        Refusal: `not-allowed`, `not-now`; `line` where one isn't this award's.
    """
    report = _writable(report_id, actor)
    known = {line.pk for line in report.award.plan.all()}
    if not set(pence) <= known:
        raise Refusal(_("The plan has changed meanwhile. Look at it again."), code="line")
    for line, amount in pence.items():
        Spending.objects.update_or_create(report=report, line_id=line, defaults={"pence": amount})
    report.spending.exclude(line__in=pence).delete()
    report.spending_note = note.strip()
    report.save(update_fields=["spending_note"])
    return report


@transaction.atomic
def add_output(*, report_id: int, actor, name: str, planned: int, number: int) -> Output:
    """Name something that is counted, how much was planned and how much there was so far.

    Raises:
        Refusal: `not-allowed`, `not-now`, `too-many`; `name` naming its field.
    """
    report = _writable(report_id, actor)
    names = {one.name.casefold() for one in outputs_of(report)}
    if name.strip().casefold() in names or not name.strip():
        raise Refusal(_("Give it a name that none of the others has."), code="name", field="name")
    if len(names) >= MOST_OUTPUTS:
        raise Refusal(
            _("A report counts %(most)s things at most.") % {"most": MOST_OUTPUTS},
            code="too-many",
        )
    output = Output.objects.create(given_in=report, name=name.strip(), planned=planned)
    OutputCount.objects.create(report=report, output=output, number=number)
    return output


@transaction.atomic
def count_outputs(*, report_id: int, actor, numbers: Mapping[int, int]) -> Report:
    """Say how much there was of each output in the time that the report covers.

    Raises:
        Refusal: `not-allowed`, `not-now`.
    """
    report = _writable(report_id, actor)
    known = {one.pk for one in outputs_of(report)}
    for output, number in numbers.items():
        if output in known:
            OutputCount.objects.update_or_create(
                report=report, output_id=output, defaults={"number": number}
            )
    report.counts.exclude(output__in=numbers).delete()
    return report


@transaction.atomic
def remove_output(*, report_id: int, actor, output_id: int) -> None:
    """Count something no more that this report named; what was sent once stays. Twice is once.

    Raises:
        Refusal: `not-allowed`, `not-now`; `was-sent`.
    """
    report = _writable(report_id, actor)
    if report.sent_at is not None:
        raise Refusal(
            _("This was sent with its planned number, so it stays. Say that there were none."),
            code="was-sent",
        )
    report.outputs_given.filter(pk=output_id).delete()


def outputs_of(report: Report):
    """What is counted in a report: what it and the reports before it named."""
    return Output.objects.filter(
        given_in__award=report.award_id, given_in__number__lte=report.number
    )


@transaction.atomic
def save_reached(*, report_id: int, actor, people: Mapping[int | None, int]) -> Report:
    """Say how many people of each ward came for the first time.

    Args:
        people: {ward, or None for elsewhere: how many}; what isn't named is nobody.

    Raises:
        Refusal: `not-allowed`, `not-now`.
    """
    report = _writable(report_id, actor)
    report.reached.all().delete()
    Reached.objects.bulk_create(
        Reached(report=report, ward_id=ward, people=number) for ward, number in people.items()
    )
    return report


@transaction.atomic
def save_words(*, report_id: int, actor, **words: str) -> Report:
    """Say what was learnt, or answer what an officer asked.

    Args:
        words: `learnt` or `reply`.

    Raises:
        Refusal: `not-allowed`, `not-now`.
    """
    report = _writable(report_id, actor)
    for name in ("learnt", "reply"):
        if name in words:
            setattr(report, name, words[name].strip())
    report.save(update_fields=["learnt", "reply"])
    return report


@transaction.atomic
def add_story(
    *, report_id: int, actor, words: str, told_by: str, may_be_public: bool, consent: str
) -> Story:
    """Tell a story. It is public only where the person said yes, and how they did is kept.

    Raises:
        Refusal: `not-allowed`, `not-now`, `too-many`; `consent` naming its field.
    """
    report = _writable(report_id, actor)
    _refuse_too_many(report.stories.count(), MOST_STORIES)
    _refuse_without_consent(may_be_public=may_be_public, consent=consent)
    return Story.objects.create(
        report=report,
        words=words.strip(),
        told_by=told_by.strip(),
        may_be_public=may_be_public,
        consent=consent.strip(),
    )


@transaction.atomic
def add_photograph(
    *, report_id: int, actor, file: File, shows: str, may_be_public: bool, consent: str
) -> Photograph:
    """Keep a photograph, drawn again. The same picture twice is once.

    Raises:
        Refusal: `not-allowed`, `not-now`, `too-many`; `consent` naming its field, or `file` with a
            code of `core.uploads.Takes.take`.
    """
    report = _writable(report_id, actor)
    if isinstance(file, Taken):
        same = report.photographs.filter(sha256=file.sha256).first()
        if same is not None:
            return same
    _refuse_too_many(report.photographs.count(), MOST_PHOTOS)
    _refuse_without_consent(may_be_public=may_be_public, consent=consent)
    made = Photograph(
        report=report,
        file=file,
        shows=shows.strip(),
        may_be_public=may_be_public,
        consent=consent.strip(),
    )
    made.save()
    return made


@transaction.atomic
def remove_story(*, report_id: int, actor, story_id: int) -> None:
    """Take a story out of the report; twice is once. Raises Refusal: `not-allowed`, `not-now`."""
    _writable(report_id, actor).stories.filter(pk=story_id).delete()


@transaction.atomic
def remove_photograph(*, report_id: int, actor, photograph_id: int) -> None:
    """Take a photograph out; twice is once. Raises Refusal: `not-allowed`, `not-now`."""
    for photograph in _writable(report_id, actor).photographs.filter(pk=photograph_id):
        photograph.delete()


def _refuse_too_many(number: int, most: int) -> None:
    if number >= most:
        raise Refusal(
            _("There are %(most)s already, which is the most.") % {"most": most}, code="too-many"
        )


def _refuse_without_consent(*, may_be_public: bool, consent: str) -> None:
    if may_be_public and not consent.strip():
        raise Refusal(_("Say how and when they agreed."), code="consent", field="consent")
