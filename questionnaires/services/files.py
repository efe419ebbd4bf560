"""Files that answer a question: giving them out, having them scanned, deleting what is left."""

from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.sweeps import each_alone
from core.uploads import FOLDER, attachment
from questionnaires.enums import Scan
from questionnaires.models import AnswerFile

A_ROUND = 50
# Longer than any request takes that stores a file before its row is there for good.
A_DAY = timedelta(days=1)


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

    def scan(answer_file: AnswerFile) -> int:
        with answer_file.file.open("rb") as file:
            verdict = Scan.CLEAN if is_clean(file) else Scan.REFUSED
        return AnswerFile.objects.filter(pk=answer_file.pk).update(scan=verdict)

    waiting = AnswerFile.objects.filter(scan=Scan.WAITING).order_by("at", "pk")
    return each_alone(waiting[:A_ROUND], scan)


def delete_orphans() -> int:
    """Delete the files that no row names: of responses that are gone, of requests that failed.

    Safe to repeat; returns how many went.
    """
    deleted = 0
    before = timezone.now() - A_DAY
    for folder in _folders():
        names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
        known = AnswerFile.objects.filter(file__in=names).values_list("file", flat=True)
        for name in names - set(known):
            if default_storage.get_modified_time(name) < before:
                default_storage.delete(name)
                deleted += 1
    return deleted


def _folders() -> list[str]:
    """Where files lie: at most 256 folders."""
    try:
        return [f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[0]]
    except FileNotFoundError:
        return []
