"""Screening, declarations of interest, scores and moderation.

Whoever scores is blind: `open_blind` is the one way to an application's answers for them, and it
gives the answers that identify nobody, of applications they declared no interest in.
"""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from core.text import compact
from messaging.services import post
from places.addresses import Sameness, same_home
from recruitment import emails, rules
from recruitment.enums import HIGHEST_SCORE, ApplicationState, RoundState
from recruitment.models import (
    Application,
    Criterion,
    Declaration,
    Moderation,
    PanelMember,
    Score,
)
from recruitment.services.applying import lock_application
from recruitment.services.redaction import without_identity
from recruitment.services.sent import sent_answers

Interest = Declaration.Interest


def screen(*, application_id: int, eligible: bool, actor, reason: str = "") -> Application:
    """Say whether an application can be considered; who can't be is told why.

    Args:
        reason: for the applicant to read; needed where they can't be considered.

    Raises:
        Refusal: `reason-needed`, `too-late` once the pool is settled, or what `core.moves.move`
            raises.
    """
    reason = reason.strip()
    if not eligible and not reason:
        raise Refusal(
            _("Say why this application can't be considered. The applicant will read it."),
            code="reason-needed",
            field="reason",
        )
    with transaction.atomic():
        application = lock_application(application_id)
        if application.round.state not in {
            RoundState.OPEN,
            RoundState.SCREENING,
            RoundState.SCORING,
        }:
            raise Refusal(
                _("The pool of this round is settled, so nobody is screened any more."),
                code="too-late",
            )
        to = ApplicationState.ELIGIBLE if eligible else ApplicationState.INELIGIBLE
        record = move(application, to=to, actor=actor, reason=reason, screening_reason=reason)
        if not eligible:
            post(emails.ineligible(application), key=emails.key("ineligible", record))
        return application


def detected_interest(member: PanelMember, application: Application) -> str:
    """The interest that the portal finds by itself: Interest.NONE where there is none."""
    if application.person_id == member.person_id:
        return Interest.SELF
    if application.organisation and compact(application.organisation) == compact(
        member.organisation
    ):
        return Interest.ORGANISATION
    return Interest.ADDRESS if _may_share_a_home(member, application) else Interest.NONE


def _may_share_a_home(member: PanelMember, application: Application) -> bool:
    """Whether the two live at one address, as far as can be told; a doubt shuts the scorer out."""
    postcode = member.postcode or member.person.postcode
    if not postcode or not member.address:
        return bool(postcode) and compact(postcode) == compact(application.postcode)
    theirs = (application.address, application.postcode)
    return same_home((member.address, postcode), theirs) != Sameness.DIFFERENT


def member_of(actor, application: Application) -> PanelMember:
    """`actor` as a member of the selection panel of this application's round.

    Raises:
        Refusal: `not-allowed`.
    """
    member = application.round.panel.select_related("person").filter(person=actor).first()
    if member is None or not rules.may_score_in(actor, application.round):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    return member


def declare(*, application_id: int, actor, has_interest: bool, reason: str = "") -> Declaration:
    """Say, before an application is opened, whether one has an interest in it. Said once.

    The portal looks too: the same organisation or address shuts the application whatever is said.
    An interest that comes to light later can still be declared; it can't be taken back.

    Raises:
        Refusal: `not-allowed`, `reason-needed`, or `not-scored` where it isn't being scored.
    """
    reason = reason.strip()
    if has_interest and not reason:
        raise Refusal(
            _("Say what your interest is, in a few words."), code="reason-needed", field="reason"
        )
    with transaction.atomic():
        application = lock_application(application_id)
        member = member_of(actor, application)
        refuse_unless_scored(application)
        found = detected_interest(member, application)
        interest = found
        if found == Interest.NONE and has_interest:
            interest = Interest.DECLARED
        declaration, created = Declaration.objects.get_or_create(
            application=application,
            member=member,
            defaults={"interest": interest, "reason": reason if has_interest else ""},
        )
        if not created and declaration.is_clear and interest != Interest.NONE:
            declaration.interest, declaration.reason = interest, reason
            declaration.at = timezone.now()
            declaration.save(update_fields=["interest", "reason", "at"])
        if not declaration.is_clear:
            _take_out_scores(application, member)
        return declaration


def _take_out_scores(application: Application, member: PanelMember) -> None:
    """Delete a member's scores, and what was agreed with them."""
    scores = Score.objects.filter(application=application, member=member)
    submitted = scores.filter(submitted_at__isnull=False).values("criterion")
    Moderation.objects.filter(application=application, criterion__in=submitted).delete()
    scores.delete()


def refuse_unless_scored(application: Application) -> None:
    """Raise unless this application is being scored now."""
    if (
        application.round.state != RoundState.SCORING
        or application.state != ApplicationState.ELIGIBLE
    ):
        raise Refusal(_("This application isn't being scored now."), code="not-scored")


@dataclass(frozen=True)
class Opened:
    """What a scorer may know of an application."""

    code: str
    sector: str
    answers: list


def open_blind(*, application_id: int, actor) -> Opened:
    """The answers of an application as a scorer may read them: nothing that tells who it is.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, or `interest` where it is shut.
    """
    application = (
        Application.objects.select_related("round", "person").filter(pk=application_id).first()
    )
    if application is None:
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    _refuse_unless_clear(application, member_of(actor, application))
    refuse_unless_scored(application)
    answers = [
        (answered.label, without_identity(answered.text, application))
        for answered in sent_answers(application, blind=True)
    ]
    return Opened(application.blind_code, application.get_sector_display(), answers)


def _refuse_unless_clear(application: Application, member: PanelMember) -> None:
    try:
        declaration = application.declarations.get(member=member)
    except ObjectDoesNotExist:
        raise Refusal(
            _("Say first whether you have an interest in this application."), code="declare-first"
        ) from None
    if not declaration.is_clear or detected_interest(member, application) != Interest.NONE:
        raise Refusal(
            _("You have an interest in this application, so it is closed to you."), code="interest"
        )


def score(
    *, application_id: int, actor, values: dict[int, int], comments: dict[int, str], final: bool
) -> list[Score]:
    """Keep a scorer's scores; with `final` they are submitted and stay as they are.

    Args:
        values: criterion id to score, 0 to 4.
        comments: criterion id to why.
        final: submit them; every criterion must have its score then.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, `interest`, `submitted-already`,
            `not-a-score`, or `incomplete` naming the criteria without one.
    """
    with transaction.atomic():
        application = lock_application(application_id)
        member = member_of(actor, application)
        refuse_unless_scored(application)
        _refuse_unless_clear(application, member)
        mine = Score.objects.filter(application=application, member=member)
        if mine.filter(submitted_at__isnull=False).exists():
            raise Refusal(
                _("You have submitted your scores of this application already."),
                code="submitted-already",
            )
        criteria = list(application.round.criteria.all())
        missing = [criterion for criterion in criteria if values.get(criterion.pk) is None]
        if final and missing:
            raise Refusal(
                _("Give a score for: %s.") % ", ".join(map(str, missing)),
                code="incomplete",
                field=f"score-{missing[0].pk}",
            )
        now = timezone.now() if final else None
        for criterion in criteria:
            value = values.get(criterion.pk)
            if value is None:
                mine.filter(criterion=criterion).delete()
                continue
            _refuse_unless_score(criterion, value)
            Score.objects.update_or_create(
                application=application,
                member=member,
                criterion=criterion,
                defaults={
                    "value": value,
                    "comment": comments.get(criterion.pk, "").strip(),
                    "submitted_at": now,
                },
            )
        return list(mine)


def _refuse_unless_score(criterion: Criterion, value: int) -> None:
    if not 0 <= value <= HIGHEST_SCORE:
        raise Refusal(
            _("A score is a whole number from 0 to %(highest)s.") % {"highest": HIGHEST_SCORE},
            code="not-a-score",
            field=f"score-{criterion.pk}",
        )


def moderate(
    *,
    application_id: int,
    criterion_id: int,
    value: int,
    reason: str,
    actor,
    made_from: str | None = None,
) -> Moderation:
    """Keep the score that the panel agreed on after talking; the originals stay beside it.

    Args:
        made_from: the mark (`agreed_mark`) of what was agreed when the officer looked, where they
            looked.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `not-a-score`, `reason-needed`, `no-scores`, or
            `changed-meanwhile`.
    """
    reason = reason.strip()
    with transaction.atomic():
        application = lock_application(application_id)
        if not rules.may_run(actor, application.round):
            raise Refusal(_("You don't have permission to do this."), code="not-allowed")
        refuse_unless_scored(application)
        criterion = application.round.criteria.filter(pk=criterion_id).first()
        if criterion is None or not application.scores.filter(
            criterion_id=criterion_id, submitted_at__isnull=False
        ):
            raise Refusal(_("Nobody has submitted a score for this."), code="no-scores")
        _refuse_unless_score(criterion, value)
        if not reason:
            raise Refusal(
                _("Say why the panel agreed on this score."), code="reason-needed", field="reason"
            )
        agreed = Moderation.objects.filter(application=application, criterion=criterion).first()
        if made_from is not None and made_from != agreed_mark(agreed):
            raise Refusal(
                _(
                    "Somebody kept an agreed score while you had the page open, so yours isn't "
                    "kept yet. Look at both, and keep yours again if it is right."
                ),
                code="changed-meanwhile",
            )
        moderation, _created = Moderation.objects.update_or_create(
            application=application,
            criterion=criterion,
            defaults={"value": value, "reason": reason, "by": actor, "at": timezone.now()},
        )
        return moderation


def agreed_mark(moderation: Moderation | None) -> str:
    """A mark of an agreed score as it stands; a page carries it to the next save."""
    return f"{moderation.pk}-{moderation.at:%Y%m%d%H%M%S%f}" if moderation else "none"
