"""When groups are reminded of documents that run out."""

from dataclasses import replace

from django.utils import timezone

from core.luton import nine_in_luton
from messaging.services import Message, cancel_scheduled, post, reschedule
from organisations import emails
from organisations.models import Document
from organisations.models.documents import RUNS_OUT_SOON

RUNS_OUT = "organisations.document-runs-out"


def subject(document: Document) -> str:
    """What the due row of a document is filed under."""
    return f"group-document:{document.pk}"


def schedule_for(document: Document) -> None:
    """Remind the owners at nine in the morning, 30 days before the document's last day.

    One that runs out sooner is said on the page where it was sent, so nothing is written of it.
    """
    cancel_scheduled(subject=subject(document))
    if document.expires_on is None or not document.is_current:
        return
    due_at = nine_in_luton(document.expires_on, days=-RUNS_OUT_SOON.days)
    if due_at > timezone.now():
        reschedule(kind=RUNS_OUT, subject=subject(document), due_at=due_at)


def remind_of_document(subject: str) -> Message | None:
    """Write to every owner, unless the document was replaced or the group has ended meanwhile."""
    documents = Document.objects.select_related("organisation")
    document = documents.filter(pk=int(subject.partition(":")[2]), is_current=True).first()
    if document is None or not document.organisation.is_standing or not document.runs_out_soon():
        return None
    worth_until = nine_in_luton(document.expires_on, days=1)
    owners = document.organisation.memberships.owners().select_related("person")
    for owner in owners:
        owner.organisation = document.organisation
        message = replace(emails.document_runs_out(owner, document), worth_until=worth_until)
        post(message, key=f"{RUNS_OUT}:{document.pk}:{document.expires_on}:{owner.pk}")
    return None
