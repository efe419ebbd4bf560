"""The documents that groups are given: the receipt of what was sent."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collaboration_fund.enums import Came, Category, Source
from collaboration_fund.models import Edition
from collaboration_fund.moments import exactly
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
        parts[_("Budget")] = [*map(_line, content["budget"]), _total(content["budget"])]
    if content["documents"]:
        parts[_("Documents")] = [
            (str(DocumentKind(one["what"]).label), one["sha256"]) for one in content["documents"]
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


def _total(lines) -> tuple[str, str]:
    asked = sum(line["pence"] for line in lines if line["source"] == Source.GRANT)
    return _("Asked of the fund in all"), pounds(asked)


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
            for heading, rows in parts_of_content(edition.content)
        ],
    }
    return pdf_of(RECEIPT, data, at=edition.received_at)
