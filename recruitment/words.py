"""The sentences that recruitment stores for others to read, each under a code."""

from django.utils.translation import gettext_lazy as _

from core.words import register_words
from taskforce.selection.progress import Stage

SENTENCES = {
    "recruitment.scoring-reopened": _("Scoring reopened."),
    "recruitment.mean-and-threshold": _("Mean score %(mean)s, threshold %(threshold)s."),
    "recruitment.mean": _("Mean score %(mean)s."),
    "recruitment.withdrawn-before": _("They had withdrawn before the seats were offered."),
    "recruitment.repairs-balance": _(
        "Repairs the balance best of those in the pool; seed “%(seed)s”."
    ),
    "recruitment.no-answer": _("No answer in time."),
}
# What the method is doing, for the officer who waits.
STAGES = {
    Stage.CHECKING: _("Checking that the targets can be met"),
    Stage.BOUNDING: _("Working out how equal chances can be"),
    Stage.WALKING: _("Finding panels that give these chances"),
    Stage.COVERING: _("Looking for people whom no panel can include"),
    Stage.ATTAINING: _("Looking for more panels"),
    Stage.STAGING: _("Settling chances one by one"),
    Stage.ROUNDING: _("Writing the panels of the lottery"),
    Stage.DONE: _("Done"),
}


def stage_code(stage: Stage) -> str:
    """The code of what the method is doing."""
    return f"recruitment.stage-{stage.name.lower()}"


def declare() -> None:
    """Register the sentences."""
    for code, words in SENTENCES.items():
        register_words(code, words)
    for stage, words in STAGES.items():
        register_words(stage_code(stage), words)
