"""Sending: what was received in time becomes an edition, whatever it waited for."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.utils.translation import gettext as _

from collaboration_fund import emails, rules
from collaboration_fund.enums import ApplicationState
from collaboration_fund.models import Application, Edition, Entry, SentDocument
from collaboration_fund.services.checking import Lack, lacking
from collaboration_fund.services.content import (
    asked_in,
    content_of,
    contents_of,
    differences,
    digest_of,
    documents_of,
)
from collaboration_fund.services.people import told_of
from collaboration_fund.services.writing import late, lock_entry
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations.services import copy_of
from questionnaires import services as questions


class Lacking(Refusal):
    """Something is missing before an application can be sent; `lacks` holds all of it."""

    def __init__(self, lacks: list[Lack]):
        self.lacks = lacks
        words = "; ".join(lack.words for lack in lacks)
        super().__init__(_("Before you can send: %s.") % words, code="lacking")


def send(*, application_id: int, actor) -> Edition:
    """Send an application, or send it again; what counts is when it was received.

    What an officer entered for a group is confirmed by that.

    The moment is the start of this transaction by the database's clock, before it waits for
    anything; one guarded UPDATE compares it with the deadline. What was sent already and hasn't
    changed since stays the edition that it is. Where only named questions are open, the edition is
    the last one with their answers, and all else stays unsent.

    Raises:
        Refusal: `not-allowed`; `late`, saying when it was received, and its like; `lacking`, a
            `Lacking` with all that is missing.
    """
    with receiving() as received:
        entry = lock_entry(application_id)
        require(rules.may_send(actor, entry.application))
        last = last_edition(entry)
        named, content = entry.named_alone(received), content_of(entry)
        if last:
            content = sendable(entry, last.content, content, received)
        if last and last.sha256 == digest_of(content):
            return last
        rows = Entry.objects.filter(pk=entry.pk)
        if not rows.writable_at(received).update(received_at=received):
            raise late(entry, received)
        if lacks := lacking(entry):
            raise Lacking(lacks)
        # Handed in, and open at once for what may change until the closing.
        questions.submit(response_id=entry.response_id, actor=actor, keys=named)
        questions.reopen(response_id=entry.response_id, actor=actor)
        edition = _keep(entry, content, received=received, actor=actor, last=last)
        application = entry.application
        if application.is_unconfirmed:
            Application.objects.filter(pk=application.pk).update(confirmed_at=received)
        if application.state != ApplicationState.SENT:
            move(application, to=ApplicationState.SENT, actor=actor)
        _give_receipts(edition)
        return edition


def last_edition(entry: Entry) -> Edition | None:
    """What was sent last, if anything was."""
    return entry.editions.order_by("-number").first()


def _keep(entry: Entry, content: dict, *, received, actor, last: Edition | None) -> Edition:
    edition = Edition.objects.create(
        entry=entry,
        number=last.number + 1 if last else 1,
        content=content,
        sha256=digest_of(content),
        asked_pence=asked_in(content),
        received_at=received,
        sent_by=actor,
    )
    named = {one["sha256"] for one in content["documents"]}
    for document in documents_of(entry.application):
        if document.sha256 not in named:
            continue
        known = {"entry": entry, "what": document.what, "sha256": document.sha256}
        if not SentDocument.objects.filter(**known).exists():
            copy = copy_of(document)
            SentDocument.objects.create(
                entry=entry, what=copy.what, expires_on=copy.expires_on, file=copy.file
            )
    return edition


def _give_receipts(edition: Edition) -> None:
    """Tell the lead group and every partner what was received and when."""
    for person in told_of(edition.entry.application):
        post(
            emails.received(edition, person),
            key=f"{emails.APPLICATION}.received:{edition.pk}:{person.pk}",
        )


def sendable(
    entry: Entry, sent: Mapping, written: Mapping, received: datetime | None = None
) -> Mapping:
    """What sending would send: all that is written, or the last edition with the named answers.

    Args:
        sent, written: contents, as the last edition has it and as it is now.
        received: the moment that counts; now by default.
    """
    named = entry.named_alone(received)
    if not named:
        return written
    answers = {one["key"]: one for one in sent["answers"]}
    answers |= {one["key"]: one for one in written["answers"] if one["key"] in named}
    return {**sent, "answers": [*answers.values()]}


def unsent(entry: Entry, *, open_only: bool = False) -> list:
    """What has changed since the last edition; nothing where there is none.

    Args:
        open_only: leaves out what can't be sent any more.
    """
    return unsent_of([entry], open_only=open_only).get(entry.pk, [])


def unsent_of(entries: Iterable[Entry], *, open_only: bool = False) -> dict[int, list]:
    """{entry: what has changed since its last edition}, in as many statements for one as for many.

    An entry of which nothing was sent isn't named.

    Args:
        open_only: as in `unsent`.
    """
    by_key = {entry.pk: entry for entry in entries}
    newest = Edition.objects.filter(entry=OuterRef("entry")).order_by("-number").values("number")
    last = Edition.objects.filter(entry__in=by_key, number=Subquery(newest[:1]))
    sent = dict(last.values_list("entry_id", "content"))
    now = contents_of(sent) if sent else {}
    if open_only:
        now = {pk: sendable(by_key[pk], sent[pk], content) for pk, content in now.items()}
    return {pk: differences(sent[pk], content) for pk, content in now.items()}


def with_what_was_sent(applications: QuerySet) -> QuerySet:
    """With `sent_title` and `asked` (pence) of what each sent last; None where nothing was."""
    last = Edition.objects.filter(entry__application=OuterRef("pk")).order_by(
        "-entry__stage__number", "-number"
    )
    return applications.annotate(
        asked=Subquery(last.values("asked_pence")[:1]),
        sent_title=Subquery(last.annotate(words=KT("content__title")).values("words")[:1]),
    )


def title_of(application: Application) -> str:
    """What an application was called when it was sent last; its reference where nothing was."""
    edition = last_edition(application.entry)
    return edition.content["title"] if edition else application.reference


def is_whole(edition: Edition) -> bool:
    """Whether an edition still says what its hash is of."""
    return digest_of(edition.content) == edition.sha256
