"""What assessors who differ agree on: the originals with a form beside each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessment import services
from assessment.enums import HIGHEST_SCORE
from assessment.models import Assessment, Moderation
from assessment.services.moderating import agreed_mark, submitted, unresolved
from core.forms import NamedLimits, add_refusal
from core.refusal import Refusal
from officers.fields import text_field


class ModerationForm(NamedLimits, forms.Form):
    """The score that the panel agreed on."""

    value = forms.IntegerField(label=_("Agreed score"), min_value=0, max_value=HIGHEST_SCORE)
    reason = text_field(_("Why"), rows=2, required=False)


def agreements(assessment: Assessment, pieces=None):
    """What was agreed, with the piece, the criterion and who wrote it down."""
    found = Moderation.objects.filter(piece__assessment=assessment)
    if pieces is not None:
        found = found.filter(piece__in=pieces)
    return found.select_related("piece", "criterion", "by")


def disagreements(assessment: Assessment, data=None, pieces=None) -> list[dict]:
    """Each open disagreement with its originals and a form to agree on a score.

    With `data`, also those that somebody agreed on while what was typed lay on a page.

    Args:
        pieces: those that are looked at; all of the assessment where nothing is said.
    """
    typed = {key.removesuffix("-made_from") for key in data or () if key.endswith("-made_from")}
    asked = [(one.piece_id, one.criterion_id) for one in unresolved(assessment, pieces)]
    agreed = {(one.piece_id, one.criterion_id): one for one in agreements(assessment, pieces)}
    asked += [pair for pair in agreed if pair not in asked and _prefix(pair) in typed]
    criteria = {criterion.pk: criterion for criterion in assessment.criteria.all()}
    originals: dict[tuple, list] = {}
    for score in submitted(assessment).select_related("piece", "assessor__person"):
        originals.setdefault((score.piece_id, score.criterion_id), []).append(score)
    return [
        {
            "piece": originals[pair][0].piece,
            "criterion": criteria[pair[1]],
            "scores": originals[pair],
            "form": ModerationForm(
                data, prefix=_prefix(pair), empty_permitted=True, use_required_attribute=False
            ),
            "prefix": _prefix(pair),
            "agreed": agreed.get(pair),
            "made_from": agreed_mark(agreed.get(pair)),
        }
        for pair in asked
    ]


def _prefix(pair: tuple[int, int]) -> str:
    piece, criterion = pair
    return f"m{piece}-{criterion}"


def keep(row: dict, request) -> bool:
    """Whether this agreed score could be kept; else its form says why not."""
    if not row["form"].is_valid():
        return False
    try:
        services.moderate(
            piece_id=row["piece"].pk,
            criterion_id=row["criterion"].pk,
            actor=request.user,
            made_from=request.POST.get(f"{row['prefix']}-made_from", ""),
            **row["form"].cleaned_data,
        )
    except Refusal as refusal:
        add_refusal(row["form"], refusal)
        return False
    return True
