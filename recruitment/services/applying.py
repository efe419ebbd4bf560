"""What an applicant does: start, agree to selection questions, withdraw."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from assessment.models import Piece
from core.actors import recorded
from core.deadlines import receiving
from core.luton import nine_in_luton
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import cancel_scheduled, post
from places.services import spaced_postcode, ward_for_postcode
from questionnaires import services as questions
from recruitment import emails, reminders, rules
from recruitment.enums import (
    CHANGEABLE,
    STILL_ENTERED,
    ApplicationState,
    HowConsented,
    RoundState,
)
from recruitment.models import Application, Offer, Round
from recruitment.services.rounds import lock_round, share_round
from taskforce.enums import Sector


def lock_application(application_id: int, *, sharing: bool = False) -> Application:
    """The application, its round's row and its own locked until the transaction ends.

    Args:
        sharing: whether others may share the round meanwhile, where nothing but this application
            is written: applicants don't wait for each other.

    Raises:
        Refusal: `not-found`.
    """
    round_id = (
        Application.objects.filter(pk=application_id).values_list("round_id", flat=True).first()
    )
    if round_id is None:
        raise Refusal(_("This application doesn't exist any more."), code="not-found")
    round = share_round(round_id) if sharing else lock_round(round_id)
    rows = Application.objects.filter(pk=application_id)
    # Locked before it is read: a joined row is read as it was before the wait.
    list(rows.select_for_update().values_list("pk"))
    application = rows.select_related("person", "response", "selection_response").get()
    application.round = round
    return application


def refuse_unless_open(round: Round, received: datetime | None = None) -> None:
    """Raise the Refusal that says why this round doesn't take what was received, if it doesn't.

    Args:
        received: from `core.deadlines.receiving`; a page that only shows itself means now.
    """
    received = received or timezone.now()
    if round.state == RoundState.CANCELLED:
        raise Refusal(_("This round has been cancelled."), code="cancelled")
    if round.state == RoundState.DRAFT or received < round.opens_at:
        raise Refusal(_("This round isn't open for applications yet."), code="not-open-yet")
    if not round.takes(received):
        raise Refusal(
            _("Applications have closed. You can ask to be told of the next round."), code="closed"
        )


def refuse_unless_changeable(
    application: Application, actor, received: datetime | None = None
) -> None:
    """Raise where what was received can't be written into this application any more.

    The round is open, or `actor` enters what arrived in time on paper and it is being screened.

    Raises:
        Refusal: `closed` and its like.
    """
    if application.is_entered_on_paper and rules.may_run(actor, application.round):
        return
    refuse_unless_open(application.round, received)


def write_in_time(application: Application, received: datetime, **changes) -> None:
    """Write these columns by one guarded UPDATE, which holds the deadline.

    Raises:
        Refusal: `closed` where what was received came too late.
    """
    rows = Application.objects.filter(pk=application.pk, state=application.state)
    if not rows.writable_at(received).update(**changes):
        refuse_unless_open(application.round, received)
        raise Refusal(
            _("Somebody else changed this a moment ago. Reload the page and try again."),
            code="moved-meanwhile",
        )
    for name, value in changes.items():
        setattr(application, name, value)


def start(
    *,
    round_id: int,
    person,
    sector: str,
    address: str,
    postcode: str,
    actor,
    organisation: str = "",
    language: str = "en",
    arrived_on: date | None = None,
    late_reason: str = "",
) -> Application:
    """Begin an application; somebody who has one in this round gets that one back.

    Args:
        actor: the applicant, or an officer who enters an application made on paper or by telephone.
        sector: one of the sectors that the round has seats for.
        arrived_on: the day on which an application on paper reached the council.
        late_reason: why an officer enters it after the closing; possible until the screening ends.

    Raises:
        Refusal: `closed` and its like; `not-a-postcode`, `sector`, `organisation` or `address`,
            each naming its field; `not-allowed`; to an officer, `arrived-when` or `why-late`, and
            `applies-already` where the applicant has begun one or an entered one is sent.
    """
    offline = actor.pk != person.pk
    try:
        with receiving() as received:
            round = share_round(round_id)
            require(not offline or rules.may_run(actor, round))
            late_reason = _refuse_unless_in_time(
                round, received, offline=offline, arrived_on=arrived_on, late_reason=late_reason
            )
            live = Application.objects.live().of(person).filter(round=round).first()
            if live:
                return _theirs(live, offline=offline)
            details = checked_details(round, sector, organisation, address, postcode)
            application = Application.objects.create(
                round=round,
                piece=Piece.objects.create(assessment_id=round.assessment_id),
                person=person,
                response=questions.start(
                    key=round.application_set.key,
                    version_id=round.application_version_id,
                    actor=actor,
                    language=language,
                ),
                entered_by=actor if offline else None,
                arrived_on=arrived_on if offline else None,
                late_reason=late_reason,
                **details,
            )
            application.moves.create(
                from_state="", to_state=application.state, actor=recorded(actor), reason=""
            )
            reminders.schedule_unsent(application)
            return application
    except IntegrityError:
        # Somebody came through another window at the same moment: the row that is there counts.
        live = Application.objects.live().of(person).filter(round_id=round_id).first()
        if live is None:
            raise
        return _theirs(live, offline=offline)


def _refuse_unless_in_time(
    round: Round,
    received: datetime,
    *,
    offline: bool,
    arrived_on: date | None,
    late_reason: str,
) -> str:
    """Why it is entered late, or "" where the round is open. Raises Refusal as `start` says."""
    if round.takes(received) or not offline or round.state not in STILL_ENTERED:
        refuse_unless_open(round, received)
        last = timezone.localdate(received)
        late_reason = ""
    else:
        last = timezone.localdate(round.closes_at)
        if arrived_on is None:
            raise Refusal(
                _("Enter the day on which the application arrived."),
                code="arrived-when",
                field="arrived_on",
            )
        late_reason = late_reason.strip()
        if not late_reason:
            raise Refusal(
                _(
                    "The round has closed. Say why an application that arrived in time "
                    "is entered now."
                ),
                code="why-late",
                field="late_reason",
            )
    first = timezone.localdate(round.opens_at)
    if arrived_on and not first <= arrived_on <= last:
        raise Refusal(
            _(
                "Enter a day from %(first)s to %(last)s: only what arrived while the round "
                "was open counts."
            )
            % {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")},
            code="arrived-when",
            field="arrived_on",
        )
    return late_reason


def _theirs(live: Application, *, offline: bool) -> Application:
    """The application that is there; an officer goes on only with one that officers enter."""
    if offline and not (live.is_offline and live.is_draft):
        raise Refusal(
            _("This person applies in this round already: %(reference)s.")
            % {"reference": live.reference},
            code="applies-already",
            field="email",
        )
    return live


def checked_details(
    round: Round, sector: str, organisation: str, address: str, postcode: str
) -> dict:
    """The columns of an application's details, as they are kept.

    Raises:
        Refusal: as `start` says.
    """
    if not round.seat_groups.filter(sector=sector).exists():
        raise Refusal(
            _("This round has no seats for that sector. Choose another."),
            code="sector",
            field="sector",
        )
    organisation, address = organisation.strip(), address.strip()
    if sector != Sector.RESIDENTS and not organisation:
        raise Refusal(
            _("Enter the organisation that this seat would speak for."),
            code="organisation",
            field="organisation",
        )
    if not address:
        raise Refusal(_("Enter the first line of the address."), code="address", field="address")
    spaced = spaced_postcode(postcode)
    if not spaced:
        raise Refusal(
            _("Enter a full UK postcode, like LU1 2BQ."), code="not-a-postcode", field="postcode"
        )
    return {
        "sector": sector,
        "organisation": organisation[:120],
        "address": address[:120],
        "postcode": spaced,
        "ward": ward_for_postcode(spaced),
    }


def consent_to_selection(
    *, application_id: int, actor, how: str = HowConsented.ONLINE, on: date | None = None
) -> Application:
    """Record the consent to the selection questions, with the words and the time, and start them.

    Args:
        how: a HowConsented; an officer says how the applicant agreed outside the portal.
        on: the day on which they agreed, where it wasn't now.

    Raises:
        Refusal: `not-allowed`, `closed` and its like, `too-late`, `nothing-asked`, or `how-agreed`
            or `agreed-when`, each naming its field.
    """
    with receiving() as received:
        application = lock_application(application_id, sharing=True)
        require(rules.may_answer(actor, application))
        refuse_unless_changeable(application, actor, received)
        if application.state not in CHANGEABLE:
            raise Refusal(_("This application can't be changed any more."), code="too-late")
        _refuse_unless_they_agreed(application, actor, how, on)
        if application.round.selection_set is None:
            raise Refusal(_("This round asks no selection questions."), code="nothing-asked")
        if application.selection_response_id:
            return application
        write_in_time(
            application,
            received,
            selection_response=questions.start(
                key=application.round.selection_set.key,
                version_id=application.round.selection_version_id,
                actor=actor,
                language=application.response.language,
            ),
            consented_at=nine_in_luton(on) if on else received,
            consent_how=how,
            consent_wording=application.round.selection_consent,
        )
        return application


def _refuse_unless_they_agreed(application: Application, actor, how: str, on: date | None) -> None:
    """Nobody agrees for somebody else: an officer says when and how the applicant did."""
    if rules.is_applicant(actor, application):
        return
    if how not in {HowConsented.FORM, HowConsented.TELEPHONE}:
        raise Refusal(_("Say how the applicant agreed."), code="how-agreed", field="how")
    if (
        on is None
        or not timezone.localdate(application.round.opens_at) <= on <= timezone.localdate()
    ):
        raise Refusal(
            _("Enter the day on which the applicant agreed: since the round opened, until today."),
            code="agreed-when",
            field="on",
        )


def withdraw_selection_consent(*, application_id: int, actor) -> Application:
    """Delete the answers to the selection questions at once, whatever the round's state.

    Without them an application can't be drawn in a lottery; it stays otherwise as it is, and the
    applicant is told.

    Raises:
        Refusal: `not-allowed`.
    """
    with transaction.atomic():
        application = lock_application(application_id)
        require(rules.may_answer(actor, application))
        response_id = application.selection_response_id
        if response_id:
            Application.objects.filter(pk=application.pk).update(
                selection_response=None, consented_at=None, consent_how="", consent_wording=""
            )
            questions.withdraw(response_id=response_id, actor=actor)
            post(
                emails.selection_deleted(application),
                key=f"recruitment.selection-deleted:{application.pk}:{response_id}",
            )
        application.refresh_from_db()
        return application


def withdraw(*, application_id: int, actor, reason: str = "") -> Application:
    """Take the application back for good; selection answers are deleted, an offer is given up.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with transaction.atomic():
        application = lock_application(application_id)
        if application.state == ApplicationState.WITHDRAWN:
            return application
        record = move(
            application,
            to=ApplicationState.WITHDRAWN,
            actor=actor,
            reason=reason,
            changed_details=None,
        )
        cancel_scheduled(about=reminders.draft_of(application))
        cancel_scheduled(about=reminders.offer_of(application))
        Offer.objects.filter(application=application, answer__in=["open", "accepted"]).update(
            answer=Offer.Answer.TAKEN_BACK, answered_at=timezone.now()
        )
        response_id = application.selection_response_id
        if response_id:
            Application.objects.filter(pk=application.pk).update(selection_response=None)
            questions.withdraw(response_id=response_id, actor=actor)
        post(emails.withdrawn(application), key=emails.key("withdrawn", record))
        return application
