"""On paper or by telephone: an officer enters an application, and its group confirms it."""

from datetime import datetime

from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import DAYS_TO_ACCEPT, TAKES_ENTRIES, Came
from collaboration_fund.models import Application, Round
from collaboration_fund.moments import closes, exactly
from collaboration_fund.services.officers import give_time
from collaboration_fund.services.people import writers_of
from collaboration_fund.services.writing import begin, lock_entry
from core.deadlines import receiving
from core.refusal import Refusal, require
from core.words import Words
from core.working_days import working_days_after
from messaging.services import post
from organisations.models import Organisation


def enter(
    *,
    round_id: int,
    organisation: Organisation,
    title: str,
    came: str,
    came_at: datetime,
    actor,
    language: str = "en",
    until: datetime | None = None,
) -> Application:
    """Begin an application that an officer fills in for a group, which then confirms and sends it.

    It came before the closing, so it has time after it, as any application that is given more.

    Args:
        came: of `enums.Came`.
        came_at: when the form or the call reached the council.
        language: of settings.LANGUAGES, the one that the group reads.
        until: by when the group confirms it; None for five working days after the closing.

    Raises:
        Refusal: `not-allowed`, `not-now`; or `organisation`, `came_at`, `until`, `title` or `came`,
            each naming its field.
    """
    try:
        with receiving() as received:
            round = Round.objects.get(pk=round_id)
            require(rules.may_run(actor))
            _refuse_group(round, organisation)
            stage = round.stages.get(number=1)
            if round.state not in TAKES_ENTRIES or round.stage_number != stage.number:
                raise Refusal(_("This round takes nothing any more."), code="not-now")
            if came not in Came.values:
                raise Refusal(_("Choose how it came."), code="came", field="came")
            _refuse_moment(stage, came_at, received)
            until = until or working_days_after(stage.closes_at, DAYS_TO_ACCEPT)
            if until <= max(received, stage.closes_at):
                raise Refusal(
                    _("Choose a moment that is still to come, and after the closing."),
                    code="until",
                    field="until",
                )
            application = begin(
                round,
                organisation,
                title,
                actor=actor,
                language=language,
                came=came,
                came_at=came_at,
                entered_by=actor,
            )
            reason = Words(f"collaboration_fund.came-{came}", at=exactly(came_at))
            give_time(application.entry, until=until, reason=reason, actor=actor)
            return application
    except IntegrityError:
        # Somebody of the group began at the same moment.
        raise _leads_already() from None


def _leads_already() -> Refusal:
    return Refusal(
        _("This group leads an application in this round already. It can be read there."),
        code="organisation",
        field="organisation",
    )


def _refuse_group(round: Round, organisation: Organisation) -> None:
    if not organisation.is_standing or not writers_of(organisation):
        raise Refusal(
            _(
                "Nobody in the portal can confirm it for this group. Ask them to sign in and join "
                "it, or name an owner on the group’s page. Then enter the application."
            ),
            code="organisation",
            field="organisation",
        )
    if round.applications.live().filter(lead=organisation).exists():
        raise _leads_already()


def _refuse_moment(stage, came_at: datetime, received: datetime) -> None:
    if came_at > received:
        words = _("This is still to come. Enter when it reached us.")
    elif came_at < stage.opens_at:
        words = _("This is before the round opened. Enter when it reached us.")
    elif came_at >= stage.closes_at:
        words = _("It came too late: the round closed at %(closed)s.") % {
            "closed": closes(stage.closes_at)
        }
    else:
        return
    raise Refusal(words, code="came_at", field="came_at")


def ask_to_confirm(*, application_id: int, actor) -> Application:
    """Ask the group to read, confirm and send what an officer entered for it.

    Asking again another day writes again.

    Raises:
        Refusal: `not-allowed`, or `confirmed` where it doesn't wait for that.
    """
    with receiving() as received:
        entry = lock_entry(application_id)
        application = entry.application
        require(rules.may_run(actor))
        if not application.is_unconfirmed:
            raise Refusal(_("This doesn’t wait to be confirmed."), code="confirmed")
        Application.objects.filter(pk=application.pk).update(asked_at=received)
        application.asked_at = received
        for person in writers_of(application.lead):
            post(
                emails.to_confirm(entry, person),
                key=f"{emails.APPLICATION}.to-confirm:{application.pk}:"
                f"{timezone.localdate()}:{person.pk}",
            )
        return application
