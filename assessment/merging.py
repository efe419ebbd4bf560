"""What becomes of panels where two records of one person are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment.models import Assessor
from people.merge_keys import moves, stays


def declare() -> None:
    """Say how seats move. What was agreed stays under the name of who wrote it down."""
    moves("assessment.Assessor", "person", gettext_lazy("selection panels"), refuses=has_scored)
    for model in ("assessment.Moderation", "assessment.Lift", "assessment.Plan"):
        stays(model, "by")


def has_scored(kept, gone) -> str:
    """Who sits on a panel stays who they are: nobody is to have scored themselves."""
    if not Assessor.objects.filter(person__in=[kept, gone]).exists():
        return ""
    return _("One of them is on a selection panel, so their record stays as it is.")
