"""Who may come to a selection panel or leave it: whoever has read names doesn't score blind."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from core.refusal import Refusal
from recruitment import rules
from recruitment.enums import ApplicationState
from recruitment.models import Application, ApplicationMove, Round

# Under this word a look at the list of applications is recorded.
LIST = "list of applications"


def has_read_names(person, round: Round) -> bool:
    """Whether the records say that somebody has read who applied in this round.

    They opened an application, saw the list of applications, screened one or entered one.
    """
    others = round.applications.exclude(person=person)
    opened = Q(
        content_type=ContentType.objects.get_for_model(Application),
        object_id__in=others.values("pk"),
    )
    listed = Q(additional_data__what=LIST, timestamp__gte=round.opens_at)
    read = LogEntry.objects.filter(actor=person, action=LogEntry.Action.ACCESS)
    if others.exists() and read.filter(opened | listed).exists():
        return True
    screened = ApplicationMove.objects.filter(
        thing__in=others, actor=person, from_state=ApplicationState.SUBMITTED
    )
    return screened.exists() or others.filter(entered_by=person).exists()


def refuse_panel_change(*, round: Round, person, actor, joins: bool) -> None:
    """Raise where `person` may not come to the panel of this round, or leave it.

    Args:
        joins: whether they come; else they leave, or their entry changes.

    Raises:
        Refusal: `own-seat` where they change their own once scoring has begun; `has-read` where
            they have read who applied; both name the field `person`.
    """
    if not rules.may_change_panel(actor, round, person):
        raise Refusal(
            _("Scoring has begun: you can't put yourself on the panel or take yourself off it."),
            code="own-seat",
            field="person",
        )
    if joins and has_read_names(person, round):
        raise Refusal(
            _(
                "%(person)s has read who applied in this round, so they can't score it blind. "
                "Choose somebody else."
            )
            % {"person": person},
            code="has-read",
            field="person",
        )
