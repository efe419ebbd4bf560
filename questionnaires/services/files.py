"""Files that answer a question: giving them out, and having them scanned."""

from django.conf import settings
from django.http import FileResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.uploads import attachment
from questionnaires.enums import Scan
from questionnaires.models import AnswerFile

A_ROUND = 50


def file_response(answer_file: AnswerFile, *, to_sender: bool = False) -> FileResponse:
    """The file as a download; the caller has just asked its own predicate.

    Args:
        to_sender: whether it goes back to the person who sent it, who needs no scan.

    Raises:
        Refusal: `not-scanned` where a scanner is configured and hasn't found it clean, `gone`
            where the file is missing.
    """
    if not to_sender and not answer_file.may_be_seen:
        raise Refusal(
            _("This file hasn't been found safe, so it can't be opened."), code="not-scanned"
        )
    try:
        return attachment(answer_file.file, name=answer_file.name)
    except FileNotFoundError as error:
        raise Refusal(_("This file is no longer there."), code="gone") from error


def scan_waiting() -> int:
    """Have the files that wait scanned, where a scanner is configured; returns how many were."""
    if not settings.UPLOAD_SCANNER:
        return 0
    is_clean = import_string(settings.UPLOAD_SCANNER)
    waiting = AnswerFile.objects.filter(scan=Scan.WAITING).order_by("at", "pk")[:A_ROUND]
    for answer_file in waiting:
        with answer_file.file.open("rb") as file:
            verdict = Scan.CLEAN if is_clean(file) else Scan.REFUSED
        AnswerFile.objects.filter(pk=answer_file.pk).update(scan=verdict)
    return len(waiting)
