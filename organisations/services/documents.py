"""What a group keeps with us once: sent, replaced by a newer one, and copied by who uses it."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from organisations import reminders, rules
from organisations.models import Document
from organisations.services.locks import lock

# Nobody is insured or audited for longer.
LATEST_YEARS = 10


@transaction.atomic
def keep_document(
    *, organisation_id: int, actor, what: str, upload: File, expires_on: date | None = None
) -> Document:
    """Keep a document for every application; the one of its kind that was there stays behind it.

    Args:
        what: one of `DocumentKind`.
        upload: as `core.uploads` takes it.
        expires_on: its last day; a governing document has none.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-expiry`, `run-out` where its last day is
            over, `too-far`, or a code of `core.uploads.Takes.take` for the field `upload`.
    """
    organisation = lock(organisation_id)
    require(rules.may_edit(actor, organisation))
    expires_on = expires_on if rules.needs_expiry(what) else None
    _refuse_date(what, expires_on)
    before = organisation.documents.current().filter(what=what).first()
    if before:
        Document.objects.filter(pk=before.pk).update(is_current=False)
        before.is_current = False
        reminders.schedule_for(before)
    document = Document(
        organisation=organisation, what=what, expires_on=expires_on, sent_by=actor, file=upload
    )
    try:
        document.save()
    except ValidationError as error:
        raise Refusal(error.messages[0], code=error.code, field="upload") from error
    reminders.schedule_for(document)
    return document


def _refuse_date(what: str, expires_on: date | None) -> None:
    if not rules.needs_expiry(what):
        return
    today = timezone.localdate()
    if expires_on is None:
        said, code = _("Enter the day until which it is good."), "no-expiry"
    elif expires_on < today:
        said, code = _("This one has run out. Send the one that is good now."), "run-out"
    elif expires_on.year > today.year + LATEST_YEARS:
        said, code = _("This is more than ten years away. Look at the year."), "too-far"
    else:
        return
    raise Refusal(said, code=code, field="expires_on")


@dataclass(frozen=True)
class Copy:
    """What an application keeps of a document that it used: its own file, and what was known then.

    Save `file` into a `KeptFile` of your own app: it is then looked at like every other, and stays
    whatever becomes of the group's document.
    """

    what: str
    expires_on: date | None
    sent_at: object
    sha256: str
    file: File


def copy_of(document: Document) -> Copy:
    """A copy of a document for an application to keep.

    Raises:
        FileNotFoundError: the file is no longer there.
    """
    with default_storage.open(document.file.name) as file:
        content = file.read()
    return Copy(
        what=document.what,
        expires_on=document.expires_on,
        sent_at=document.at,
        sha256=document.sha256,
        file=ContentFile(content, name=f"{document.what}.{document.kind}"),
    )
