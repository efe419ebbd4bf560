"""Who may come to a selection panel or leave it: whoever has read names doesn't score blind."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext as _

from core.exports import CONTENT_TYPES
from core.refusal import Refusal
from messaging.services import readers_of
from officers.telling import WHO_IS_TOLD
from recruitment import rules
from recruitment.enums import ApplicationState
from recruitment.models import ApplicationMove, Offer, Round

# Under these words looks at who applied are recorded, in lists and files of many rounds.
LIST, OFFERS = "list of applications", "list of offers"
DRAWN = "names of the panel drawn"
ADDRESSES = "addresses that may be one"
FILE = "export of {what} as {kind}"
LISTS = (
    LIST,
    OFFERS,
    *(
        FILE.format(what=what, kind=kind)
        for what in ("application", "answers")
        for kind in CONTENT_TYPES
    ),
)


def has_read_names(person, round: Round) -> bool:
    """Whether the records say that somebody has read who applied in this round.

    They opened an application, an offer or a message to an applicant, saw a list or took a file of
    them, saw names or addresses on the way to an act, screened an application or entered one.
    """
    others = round.applications.exclude(person=person)
    if not others.exists():
        return False
    opened = _about(others) | _about(Offer.objects.filter(application__in=others))
    this = Round.objects.filter(pk=round.pk)
    # Whom an act tells before anybody has applied are those who asked to hear of the round.
    applied = others.earliest("created_at").created_at
    named = _about(this, additional_data__what=ADDRESSES) | _about(
        this, additional_data__what=WHO_IS_TOLD, timestamp__gte=applied
    )
    drawn = _about(round.draws.all(), additional_data__what=DRAWN)
    listed = Q(additional_data__what__in=LISTS, timestamp__gte=round.opens_at)
    read = LogEntry.objects.filter(actor=person, action=LogEntry.Action.ACCESS)
    if read.filter(opened | named | drawn | listed).exists():
        return True
    if person.pk in readers_of(round.filed_under):
        return True
    screened = ApplicationMove.objects.filter(
        thing__in=others, actor=person, from_state=ApplicationState.SUBMITTED
    )
    return screened.exists() or others.filter(entered_by=person).exists()


def _about(rows, **more) -> Q:
    """Records of reading one of these rows."""
    kind = ContentType.objects.get_for_model(rows.model)
    return Q(content_type=kind, object_id__in=rows.order_by().values("pk"), **more)


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
