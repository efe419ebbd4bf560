"""What a round lacks before it can be announced: all of it at once, in words."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assessment.enums import HIGHEST_SCORE
from collaboration_fund.models import Round, Stage


def what_is_missing(round: Round) -> list[str]:
    """What a round still needs before it can be announced; nothing where it is ready."""
    stages = list(round.stages.select_related("question_set", "assessment"))
    missing = _of_stages(round, stages)
    for stage in stages:
        missing += _of_stage(stage)
    return missing + _of_round(round)


def _of_stages(round: Round, stages: list[Stage]) -> list[str]:
    numbers = [stage.number for stage in stages]
    if numbers not in ([1], [1, 2]):
        return [_("a first stage, with its dates and questions")]
    missing = []
    if stages[0].is_over:
        missing.append(_("a closing in the future"))
    if len(stages) > 1 and stages[1].opens_at <= stages[0].closes_at:
        missing.append(_("a second stage that opens after the first has closed"))
    if round.decided_on <= timezone.localdate(stages[-1].closes_at):
        missing.append(_("a day of the decision after the last closing"))
    return missing


def _of_stage(stage: Stage) -> list[str]:
    missing = []
    if not stage.question_set.versions.published().exists():
        missing.append(_("published questions of %(stage)s") % {"stage": stage.label})
    criteria = list(stage.assessment.criteria.prefetch_related("anchors"))
    if not criteria:
        missing.append(_("criteria of %(stage)s") % {"stage": stage.label})
    if any(len(criterion.anchors.all()) != HIGHEST_SCORE + 1 for criterion in criteria):
        missing.append(
            _("a text for each score of each criterion of %(stage)s") % {"stage": stage.label}
        )
    return missing


def _of_round(round: Round) -> list[str]:
    missing = []
    if not round.eligibility.exists():
        missing.append(_("questions by which groups check whether they can apply"))
    lacking = round.priorities_needed - round.priorities.count()
    if lacking > 0:
        missing.append(_("as many priority areas as an application must meet"))
    largest = round.monitoring.order_by("-up_to_pence").first()
    if largest is None or largest.up_to_pence < round.largest_pence:
        missing.append(_("what monitoring the largest grant comes with"))
    return missing
