"""Evidence: who agreed to it, and how much of it may be read."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from people.models import User
from taskforce.enums import ContributorConsent, EvidenceKind, Publication
from taskforce.models import Evidence
from taskforce.rules import may_publish_evidence


def record_consent(
    *,
    evidence_id: int,
    consent: str,
    actor: User,
    consent_on: date | None = None,
    consent_note: str = "",
) -> Evidence:
    """Keep whether those who contributed agreed. Without consent nothing is shown any more.

    Args:
        evidence_id: primary key of the evidence.
        consent: one of `enums.ContributorConsent`.
        actor: an officer with `taskforce.publish_evidence`.
        consent_on: the day they agreed; needed where consent is given.
        consent_note: where the signed forms are kept.

    Raises:
        Refusal: `not-allowed`, `day-needed`, `in-the-future`, or `story-needs-consent` where a
            story is said not to need any.
    """
    given = consent == ContributorConsent.GIVEN
    with transaction.atomic():
        evidence = _locked(evidence_id, actor)
        if given and consent_on is None:
            raise Refusal(_("Enter the day they agreed."), code="day-needed", field="consent_on")
        if given and consent_on > timezone.localdate():
            raise Refusal(
                _("The day they agreed can't be in the future."),
                code="in-the-future",
                field="consent_on",
            )
        if evidence.kind == EvidenceKind.STORY and consent == ContributorConsent.NOT_NEEDED:
            raise Refusal(
                _("A story always needs the consent of who told it."),
                code="story-needs-consent",
                field="consent",
            )
        evidence.consent = consent
        evidence.consent_on = consent_on if given else None
        evidence.consent_note = consent_note.strip()
        if not evidence.consent_allows:
            evidence.publication = Publication.PRIVATE
        evidence.save(update_fields=["consent", "consent_on", "consent_note", "publication"])
        return evidence


def publish_evidence(*, evidence_id: int, publication: str, actor: User) -> Evidence:
    """Say how much of it anybody may read: nothing, its summary, or all.

    Raises:
        Refusal: `not-allowed`, `not-collected` while it is only commissioned, or `no-consent`
            while those who contributed haven't agreed.
    """
    with transaction.atomic():
        evidence = _locked(evidence_id, actor)
        if publication != Publication.PRIVATE and not evidence.is_collected:
            raise Refusal(
                _("Enter from when to when it was collected first."),
                code="not-collected",
                field="publication",
            )
        if publication != Publication.PRIVATE and not evidence.consent_allows:
            raise Refusal(
                _("Record first that those who contributed agreed, or that it needs no consent."),
                code="no-consent",
                field="publication",
            )
        evidence.publication = publication
        evidence.save(update_fields=["publication"])
        return evidence


def words_changed(evidence: Evidence) -> bool:
    """Consent was given to the words as they were: to others it has to be given again.

    Nothing of it is shown until then. Called inside the transaction that saved the new words.

    Returns:
        Whether consent had been given, so that it is awaited now.
    """
    if evidence.consent != ContributorConsent.GIVEN:
        return False
    evidence.consent, evidence.consent_on = ContributorConsent.AWAITED, None
    evidence.publication = Publication.PRIVATE
    evidence.save(update_fields=["consent", "consent_on", "publication"])
    return True


def _locked(evidence_id: int, actor: User) -> Evidence:
    require(may_publish_evidence(actor))
    return Evidence.objects.select_for_update().get(pk=evidence_id)
