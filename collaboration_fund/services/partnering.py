"""An application that a partnership begins: its name, its groups and what each gives are there."""

from django.db import transaction
from django.utils.translation import gettext as _

from collaboration_fund import rules
from collaboration_fund.models import Application
from collaboration_fund.services.partners import describe, invite
from collaboration_fund.services.writing import lock_entry, start
from core.refusal import Refusal, require
from organisations.models import Organisation
from partnerships.models import Partnership
from partnerships.services import beginning_of


class HasOne(Refusal):
    """A group leads one application in a round, and leads one already: `application`."""

    def __init__(self, application: Application):
        self.application = application
        words = _("A group leads one application in a round. Yours leads “%(title)s” already.")
        super().__init__(words % {"title": application.title}, code="has-one")


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

    What each group said that it gives becomes its tasks.

    Args:
        language: of settings.LANGUAGES, the one that the questions are read in.

    Raises:
        HasOne: the group leads another application in this round already.
        Refusal: `not-partners` where the partnership has ended or the group isn't in it; what
            `start` and `invite` raise.
    """
    _refuse_others(partnership, organisation)
    require(rules.may_start(actor, organisation))
    led = Application.objects.live().filter(round=round_id, lead=organisation).first()
    if led and (led.partnership == partnership or not _to_invite(led, partnership)):
        return led
    if led:
        raise HasOne(led)
    application = start(
        round_id=round_id, organisation=organisation, title=title, actor=actor, language=language
    )
    tasks = dict(beginning_of(partnership).tasks)
    lead = application.partners.get(is_lead=True)
    describe(partner_id=lead.pk, actor=actor, role="", tasks=tasks.get(organisation.pk, ""))
    return invite_partners(application_id=application.pk, partnership=partnership, actor=actor)


@transaction.atomic
def invite_partners(*, application_id: int, partnership: Partnership, actor) -> Application:
    """Invite the other groups of a partnership to an application that one of them leads.

    Its title stays, and so does who takes part already.

    Raises:
        Refusal: `not-partners`, and what `invite` raises.
    """
    application = lock_entry(application_id).application
    _refuse_others(partnership, application.lead)
    require(rules.may_send(actor, application))
    tasks = dict(beginning_of(partnership).tasks)
    for group in _to_invite(application, partnership):
        invite(
            application_id=application.pk,
            organisation=group,
            actor=actor,
            tasks=tasks.get(group.pk, ""),
        )
    if application.partnership is None:
        application.partnership = partnership
        application.save(update_fields=["partnership"])
    return application


def _to_invite(application: Application, partnership: Partnership) -> list[Organisation]:
    taking_part = {one.organisation_id for one in application.partners.taking_part()}
    return [group for group in partnership.groups() if group.pk not in taking_part]


def _refuse_others(partnership: Partnership, organisation: Organisation) -> None:
    if not partnership.is_formed or organisation not in partnership.groups():
        raise Refusal(
            _("This group isn’t in the partnership any more. Choose another."),
            code="not-partners",
            field="organisation",
        )
