"""The documents that groups are given: the receipt of what was sent."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collaboration_fund.enums import Came, Category, Source
from collaboration_fund.models import Edition
from collaboration_fund.moments import closes, exactly
from core.pdf import pdf_of
from organisations.enums import DocumentKind
from questionnaires.values import pounds

RECEIPT = Path(__file__).resolve().parent / "receipt.typ"


def facts_of(edition: Edition) -> list[tuple[str, str]]:
    """(words, value) of what a receipt proves."""
    content = edition.content
    return [
        (_("Reference"), content["reference"]),
        (_("Round"), content["round"]),
        (_("Title"), content["title"]),
        (_("Lead group"), content["lead"]),
        (_("Received"), exactly(edition.received_at)),
        *_entered(content),
        (_("Number of this sending"), str(edition.number)),
        (_("Fingerprint (SHA-256)"), edition.sha256),
    ]


def _entered(content: Mapping) -> list[tuple[str, str]]:
    """That the council entered it, of what an officer entered; the group confirmed it."""
    if "came" not in content:
        return []
    at = exactly(datetime.fromisoformat(content["came_at"]))
    said = {
        Came.PAPER: _("From the form on paper that reached us on %(at)s. The group confirmed it."),
        Came.TELEPHONE: _("From what we were told by telephone on %(at)s. The group confirmed it."),
    }
    return [(_("Entered by the council"), said[content["came"]] % {"at": at})]


def parts_of_content(content: Mapping) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, (label, text) rows) of all that an edition says, in the order of reading."""
    parts: dict[str, list[tuple[str, str]]] = {}
    if content["priorities"]:
        parts[_("Priority areas")] = [("", "\n".join(content["priorities"]))]
    for answer in content["answers"]:
        parts.setdefault(answer["section"], []).append((answer["label"], answer["text"]))
    parts[_("Groups")] = [
        (one["name"], "\n".join(filter(None, (one["role"], one["tasks"]))))
        for one in content["partners"]
    ]
    if content["budget"]:
        sums = [(words, pounds(pence)) for words, pence in sums_of(content["budget"])]
        parts[_("Budget")] = [*map(_line, content["budget"]), *sums]
    if content["documents"]:
        parts[_("Documents")] = [
            (str(DocumentKind(one["what"]).label), document_words(one))
            for one in content["documents"]
        ]
    parts[_("Declaration")] = [("", content["declaration"])]
    return list(parts.items())


def _line(line: Mapping) -> tuple[str, str]:
    said = (
        pounds(line["pence"]),
        str(Source(line["source"]).label),
        str(Category(line["category"]).label),
        _("quarter %(number)s") % {"number": line["quarter"]},
    )
    return f"{line['partner']}: {line['what']}", ", ".join(said)


def document_words(document: Mapping) -> str:
    """A document that was sent: its name, when its group sent it to us, and its SHA-256."""
    words = [_("SHA-256: %(sha256)s") % {"sha256": document["sha256"]}]
    if "name" in document:
        day = date_format(date.fromisoformat(document["sent_on"]), "j F Y")
        words.insert(0, f"{document['name']}, {day}")
    return "\n".join(words)


def sums_of(lines: Iterable[Mapping]) -> list[tuple[str, int]]:
    """(where the money comes from, what the lines come to in pence), for each source."""
    words = {
        Source.GRANT: _("Asked of the fund in all"),
        Source.MATCH: _("Money from elsewhere in all"),
        Source.IN_KIND: _("Given in kind in all"),
    }
    return [
        (said, sum(line["pence"] for line in lines if line["source"] == source))
        for source, said in words.items()
    ]


def what_comes_next(edition: Edition) -> str:
    """What happens after a sending, and when."""
    entry, round = edition.entry, edition.entry.application.round
    words = [
        _("The lead group can change it and send it again until %(until)s.")
        % {"until": closes(entry.closes_at)}
        if entry.is_writable()
        else "",
        _("Then the council reads it and decides on %(day)s. Every group gets an email.")
        % {"day": date_format(round.decided_on, "j F Y")}
        if round.decided_on >= timezone.localdate() and not entry.application.is_over
        else _("Where it stands now is on the page of the application."),
    ]
    return "\n".join(filter(None, words))


def receipt(edition: Edition) -> bytes:
    """The receipt of an edition as PDF/UA-1, in the reader's language."""
    title = _("Receipt: application %(reference)s") % {"reference": edition.content["reference"]}
    data = {
        "title": title,
        "language": get_language(),
        "nothing": _("Nothing said"),
        "facts": [list(fact) for fact in facts_of(edition)],
        "parts": [
            {
                "title": heading,
                "entries": [{"label": label, "text": text} for label, text in rows],
            }
            for heading, rows in [
                *parts_of_content(edition.content),
                (_("What happens next"), [("", what_comes_next(edition))]),
            ]
        ],
    }
    return pdf_of(RECEIPT, data, at=edition.received_at)
