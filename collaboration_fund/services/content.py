"""What an application says, as one piece of data: sent, hashed, compared and printed from here."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from collaboration_fund.documents import document_words
from collaboration_fund.enums import Category, PartnerState, Source
from collaboration_fund.models import Application, BudgetLine, Entry, Partner
from organisations.enums import DocumentKind
from organisations.models import Document
from questionnaires import services as questions
from questionnaires.models import Response
from questionnaires.values import pounds


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is, and what it said before and says now; "" is nothing."""

    what: str
    before: str
    after: str


def digest_of(content) -> str:
    """The SHA-256 of data, whatever order its keys are in: 64 letters and digits."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(plain.encode()).hexdigest()


def content_of(entry: Entry) -> dict:
    """All that an entry says now, in the words that the groups and the questions have.

    Amounts are in pence. It is the same for everybody, whatever language they read in.
    """
    return contents_of([entry.pk])[entry.pk]


def contents_of(entry_ids: Collection[int]) -> dict[int, dict]:
    """{entry: all that it says now}, in as many statements for one as for many."""
    current = Document.objects.current().order_by("what", "pk")
    entries = (
        Entry.objects.filter(pk__in=entry_ids)
        .select_related("stage", "application__round", "application__lead")
        .prefetch_related(
            Prefetch("response", Response.objects.for_reading()),
            "application__priorities",
            "application__round__documents",
            Prefetch("application__partners", Partner.objects.taking_part()),
            Prefetch("application__lines", counted_lines(BudgetLine.objects.all())),
            Prefetch("application__lead__documents", current, to_attr="current_documents"),
        )
    )
    return {entry.pk: _content(entry) for entry in entries}


def _content(entry: Entry) -> dict:
    application, response = entry.application, entry.response
    wanted = {one.what for one in application.round.documents.all()}
    with override(response.language):
        return {
            "reference": application.reference,
            "round": application.round.title,
            "stage": entry.stage.number,
            "title": application.title,
            "lead": application.lead.name,
            "priorities": [one.words for one in application.priorities.all()],
            "answers": _answers(response),
            "partners": [
                {
                    "group": one.organisation_id,
                    "name": str(one),
                    "role": one.role,
                    "tasks": one.tasks,
                }
                for one in application.partners.all()
            ],
            "budget": [
                {
                    "group": line.partner.organisation_id,
                    "partner": str(line.partner),
                    **_line(line),
                }
                for line in application.lines.all()
            ],
            "documents": [
                {
                    "what": document.what,
                    "name": f"{document.what}.{document.kind}",
                    "sent_on": timezone.localdate(document.at).isoformat(),
                    "sha256": document.sha256,
                }
                for document in application.lead.current_documents
                if document.what in wanted
            ],
            "declaration": application.round.declaration,
            **_entered(application),
        }


def _entered(application: Application) -> dict:
    """How it came to the council and when, of what an officer entered; nothing of others."""
    if not application.came:
        return {}
    return {"came": application.came, "came_at": application.came_at.isoformat()}


def _answers(response: Response) -> list[dict]:
    """What is written now, also where something else was sent before."""
    values = questions.values_of(response)
    return [
        {
            "key": one.key,
            "section": one.section,
            "label": one.label,
            "text": one.text,
            "sha256": _file_of(response, one.value),
        }
        for one in questions.read(response.version, values)
    ]


def _file_of(response: Response, value) -> str:
    """The SHA-256 of a file that answers a question; "" for other answers."""
    named = value.get("file") if isinstance(value, Mapping) else None
    return next((file.sha256 for file in response.files.all() if str(file.pk) == named), "")


def counted_lines(lines):
    """Those of the groups that take part, in the order of the page."""
    return (
        lines.filter(partner__state=PartnerState.IN)
        .select_related("partner__organisation")
        .order_by("partner__pk", "quarter", "pk")
    )


def lines_of(application: Application):
    """The lines of the groups that take part, in the order of the page."""
    return counted_lines(application.lines)


def _line(line) -> dict:
    return {
        "category": line.category,
        "source": line.source,
        "what": line.what,
        "quarter": line.quarter,
        "pence": line.pence,
    }


def asked_in(content: Mapping) -> int:
    """What a content asks of the fund, in pence."""
    return sum(line["pence"] for line in content["budget"] if line["source"] == Source.GRANT)


def documents_of(application: Application) -> list:
    """The lead group's documents that the round asks for, as they are now."""
    wanted = application.round.documents.values("what")
    return [*application.lead.documents.current().filter(what__in=wanted).order_by("what", "pk")]


def parts_of(partner: Partner, lines: Iterable[BudgetLine] | None = None) -> dict:
    """What a partner accepts: its role, tasks and lines, the total, and the declaration.

    Args:
        lines: `lines_of` its application, where they were read already.
    """
    application = partner.application
    lines = [*(lines_of(application) if lines is None else lines)]
    # One wording is hashed, whoever looks.
    with override(settings.LANGUAGE_CODE):
        return {
            "role": partner.role,
            "tasks": partner.tasks,
            "lines": [_line(line) for line in lines if line.partner_id == partner.pk],
            "total": sum(line.pence for line in lines if line.source == Source.GRANT),
            "declaration": application.round.declaration,
        }


def differences(before: Mapping, after: Mapping) -> list[Difference]:
    """What differs between two contents, or two sets of accepted parts, in words and in order.

    A group is known by its key: one that has another name now is the same, and that is said once.
    """
    was, called = _names(before), _names(after)
    names = was | called
    old, new = _flat(before, names), _flat(after, names)
    renamed = [
        Difference(_("Name of a group"), was[key], called[key])
        for key in was
        if key in called and was[key] != called[key]
    ]
    return renamed + [
        Difference(what, old.get(what, ""), new.get(what, ""))
        for what in {**old, **new}
        if old.get(what, "") != new.get(what, "")
    ]


def _names(content: Mapping) -> dict[int, str]:
    """{key of a group: its name then}; none of editions that name groups without their keys."""
    return {one["group"]: one["name"] for one in content.get("partners", ()) if "group" in one}


def _flat(content: Mapping, names: Mapping[int, str]) -> dict[str, str]:
    """{words of a part: what it says}, in order.

    Args:
        names: of the groups by their keys, as they are called in what is said.
    """
    words = {
        "title": _("Title"),
        "role": _("Role"),
        "tasks": _("Tasks"),
        "declaration": _("Declaration"),
    }
    flat = {words[key]: content[key] for key in words if key in content}
    if "priorities" in content:
        flat[_("Priority areas")] = "\n".join(content["priorities"])
    for answer in content.get("answers", ()):
        # A file with the same name may be another one.
        flat[answer["label"]] = "\n".join(filter(None, (answer["text"], answer["sha256"][:12])))
    if "partners" in content:
        flat[_("Groups")] = "\n".join(
            names.get(partner.get("group"), partner["name"]) for partner in content["partners"]
        )
    for partner in content.get("partners", ()):
        name = names.get(partner.get("group"), partner["name"])
        flat[_("Role of %s") % name] = partner["role"]
        flat[_("Tasks of %s") % name] = partner["tasks"]
    flat |= _flat_lines(content.get("budget", content.get("lines", ())), names)
    for document in content.get("documents", ()):
        flat[str(DocumentKind(document["what"]).label)] = document_words(document)
    if "total" in content:
        flat[_("Asked of the fund in all")] = pounds(content["total"])
    return flat


def _flat_lines(lines: Iterable[Mapping], names: Mapping[int, str]) -> dict[str, str]:
    """Lines under what they are for; several alike are numbered."""
    flat: dict[str, str] = {}
    for line in lines:
        group = names.get(line.get("group"), line.get("partner"))
        words = f"{group}: {line['what']}" if group else line["what"]
        number, name = 2, words
        while name in flat:
            name, number = f"{words} ({number})", number + 1
        flat[name] = ", ".join(
            (
                pounds(line["pence"]),
                str(Category(line["category"]).label),
                str(Source(line["source"]).label),
                _("quarter %(number)s") % {"number": line["quarter"]},
            )
        )
    return flat
