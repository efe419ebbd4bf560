"""An application that a partnership begins: its name, its groups and what each gives are there."""

from django.db import transaction
from django.utils.translation import gettext as _

from collaboration_fund.models import Application
from collaboration_fund.services.partners import describe, invite
from collaboration_fund.services.writing import start
from core.refusal import Refusal
from organisations.models import Organisation
from partnerships.models import Partnership
from partnerships.services import beginning_of


@transaction.atomic
def start_together(
    *,
    round_id: int,
    partnership: Partnership,
    organisation: Organisation,
    title: str,
    actor,
    language: str = "en",
) -> Application:
    """Begin an application that one group of a partnership leads; the others are invited.

    What each group said that it gives becomes its tasks. A group that leads an application in this
    round already gets that one, as it is.

    Args:
        language: of settings.LANGUAGES, the one that the questions are read in.

    Raises:
        Refusal: `not-partners` where the partnership has ended or the group isn't in it; what
            `start` and `invite` raise.
    """
    groups = partnership.groups()
    if not partnership.is_formed or organisation not in groups:
        raise Refusal(
            _("This group isn’t in the partnership any more. Choose another."),
            code="not-partners",
            field="organisation",
        )
    led = Application.objects.live().filter(round=round_id, lead=organisation).exists()
    application = start(
        round_id=round_id, organisation=organisation, title=title, actor=actor, language=language
    )
    if led:
        return application
    application.partnership = partnership
    application.save(update_fields=["partnership"])
    tasks = dict(beginning_of(partnership).tasks)
    lead = application.partners.get(is_lead=True)
    describe(partner_id=lead.pk, actor=actor, role="", tasks=tasks.get(organisation.pk, ""))
    for group in groups:
        if group != organisation:
            invite(
                application_id=application.pk,
                organisation=group,
                actor=actor,
                tasks=tasks.get(group.pk, ""),
            )
    return application
