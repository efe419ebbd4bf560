"""What an application says, as one piece of data: sent, hashed, compared and printed from here."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from collaboration_fund.enums import Category, Source
from collaboration_fund.models import Application, Entry, Partner
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
    application = entry.application
    response = Response.objects.for_reading().get(pk=entry.response_id)
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
                {"name": str(one), "role": one.role, "tasks": one.tasks}
                for one in application.partners.taking_part()
            ],
            "budget": [_line(line) for line in _lines(application)],
            "documents": [
                {
                    "what": document.what,
                    "group": application.lead.name,
                    "sha256": document.sha256,
                }
                for document in documents_of(application)
            ],
            "declaration": application.round.declaration,
        }


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


def _lines(application: Application):
    return (
        application.lines.filter(partner__state=Partner.State.IN)
        .select_related("partner__organisation")
        .order_by("partner__pk", "quarter", "pk")
    )


def _line(line) -> dict:
    return {
        "partner": str(line.partner),
        "category": line.category,
        "source": line.source,
        "what": line.what,
        "quarter": line.quarter,
        "pence": line.pence,
    }


def documents_of(application: Application) -> list:
    """The lead group's documents that the round asks for, as they are now."""
    wanted = application.round.documents.values("what")
    return [*application.lead.documents.current().filter(what__in=wanted).order_by("what", "pk")]


def parts_of(partner: Partner) -> dict:
    """What a partner accepts: its role, tasks and lines, the total, and the declaration."""
    application = partner.application
    lines = [*_lines(application)]
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
    """What differs between two contents, or two sets of accepted parts, in words and in order."""
    old, new = _flat(before), _flat(after)
    return [
        Difference(what, old.get(what, ""), new.get(what, ""))
        for what in {**old, **new}
        if old.get(what, "") != new.get(what, "")
    ]


def _flat(content: Mapping) -> dict[str, str]:
    """{words of a part: what it says}, in order."""
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
    for partner in content.get("partners", ()):
        flat[_("Role of %s") % partner["name"]] = partner["role"]
        flat[_("Tasks of %s") % partner["name"]] = partner["tasks"]
    flat |= _flat_lines(content.get("budget", content.get("lines", ())))
    for document in content.get("documents", ()):
        flat[f"{document['group']}: {document['what']}"] = document["sha256"][:12]
    if "total" in content:
        flat[_("Asked of the fund in all")] = pounds(content["total"])
    return flat


def _flat_lines(lines: Iterable[Mapping]) -> dict[str, str]:
    """Lines under what they are for; several alike are numbered."""
    flat: dict[str, str] = {}
    for line in lines:
        words = f"{line['partner']}: {line['what']}"
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
