"""Somebody's own answers about equality: begun, found, withdrawn."""

from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core.refusal import require
from questionnaires import rules
from questionnaires.models import MonitoringLink, Response
from questionnaires.services.answering import start, withdraw

EQUALITY = "equality"


def asks(key: str) -> list[str]:
    """Where the set with this key is asked: `/my/equality/`, always."""
    return [_("everybody’s own page of equality answers")] if key == EQUALITY else []


def monitoring_of(*, person, actor) -> Response | None:
    """The equality answers of `person`, or None where they gave none.

    An officer who looks needs a permission of their own, and is recorded.

    Raises:
        Refusal: `not-allowed`.
    """
    require(rules.can_see_monitoring_of(actor, person))
    link = MonitoringLink.objects.filter(person=person).select_related("response__version").first()
    if link and not rules.is_the_person(actor, person):
        LogEntry.objects.log_create(
            link,
            force_log=True,
            actor=actor,
            action=LogEntry.Action.ACCESS,
            additional_data={"what": "link to equality answers", "rows": 1},
        )
    return link.response if link else None


@transaction.atomic
def start_monitoring(*, person, actor, language: str) -> Response:
    """The equality answers of `person`: those there are, open to change, or new ones.

    Raises:
        Refusal: `not-allowed`; `not-open` where the set isn't published.
    """
    found = monitoring_of(person=person, actor=actor)
    if found:
        return found
    try:
        with transaction.atomic():
            response = start(key=EQUALITY, actor=actor, language=language)
            MonitoringLink.objects.create(person=person, response=response)
            return response
    except IntegrityError:
        # They began on another device at the same moment.
        return MonitoringLink.objects.get(person=person).response


@transaction.atomic
def withdraw_monitoring(*, person, actor) -> None:
    """Delete the equality answers of `person` and the link to them, at once. Twice is once.

    Raises:
        Refusal: `not-allowed` to anybody else.
    """
    require(rules.is_the_person(actor, person))
    link = MonitoringLink.objects.filter(person=person).first()
    if link:
        withdraw(response_id=link.response_id, actor=actor)
        link.delete()
