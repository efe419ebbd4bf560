"""The documents of an award: its agreement, to read and to keep."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from awards.models import Agreement
from collaboration_fund.moments import exactly
from core.pdf import pdf_of
from questionnaires.values import pounds

AGREEMENT = Path(__file__).resolve().parent / "agreement.typ"


def facts_of(agreement: Agreement) -> list[tuple[str, str]]:
    """(words, value) of what an agreement is about."""
    content = agreement.content
    rows = [
        (_("Award"), content["reference"]),
        (_("Version"), str(content["number"])),
        (_("Why it replaces the one before"), content["reason"]),
        (_("Round"), content["round"]),
        (_("Work"), content["title"]),
        (_("Lead group"), content["lead"]),
        (_("Amount"), pounds(content["pence"])),
        (_("The work begins on"), in_words(content["begins"])),
        (_("The work ends on"), in_words(content["ends"])),
        (_("Conditions"), content["conditions"]),
        (_("Fingerprint (SHA-256)"), agreement.sha256),
    ]
    return [(words, value) for words, value in rows if value]


def in_words(iso: str) -> str:
    """A day as people say it."""
    return date_format(date.fromisoformat(iso), "j F Y")


def text_of(content: Mapping) -> tuple[str, Mapping[str, str]]:
    """(language, its title and text) for the reader, or in English where there is no other."""
    texts, language = content["texts"], get_language()
    found = language if language in texts else settings.LANGUAGE_CODE
    return found, texts[found]


def groups_of(content: Mapping) -> list[tuple[str, str]]:
    """(group, what it does and is paid), the lead first."""
    return [
        (
            one["name"],
            "\n".join(
                filter(
                    None,
                    (
                        one["role"],
                        one["tasks"],
                        _("Paid to it: %(amount)s") % {"amount": pounds(one["pence"])}
                        if one["pence"]
                        else "",
                    ),
                )
            ),
        )
        for one in content["groups"]
    ]


def payments_of(content: Mapping) -> list[tuple[str, str]]:
    """(number and amount, to whom, when and on what condition) of each payment."""
    return [
        (
            _("Payment %(number)s: %(amount)s")
            % {"number": one["number"], "amount": pounds(one["pence"])},
            "\n".join(
                filter(
                    None,
                    (
                        _("To %(group)s on %(day)s")
                        % {"group": one["name"], "day": in_words(one["due"])},
                        one["condition"],
                    ),
                )
            ),
        )
        for one in content["payments"]
    ]


def acceptances_of(agreement: Agreement) -> list[tuple[str, str]]:
    """(group, who accepted for it, as what and when), in the order in which they did."""
    rows = agreement.acceptances.select_related("partner__organisation", "person")
    return [
        (
            str(one.partner),
            _("%(person)s, %(capacity)s, on %(at)s")
            % {"person": one.person.name, "capacity": one.capacity, "at": exactly(one.at)},
        )
        for one in rows
    ]


def agreement_pdf(agreement: Agreement) -> bytes:
    """An agreement with who has accepted it, as PDF/UA-1.

    The text stands in the reader's language, and in English, which counts, where that is another.
    """
    language, text = text_of(agreement.content)
    english = agreement.content["texts"][settings.LANGUAGE_CODE]
    parts = [(text["title"], [("", text["text"])])]
    if language != settings.LANGUAGE_CODE:
        parts.append((_("In English, which counts"), [(english["title"], english["text"])]))
    parts += [
        (_("The groups"), groups_of(agreement.content)),
        (_("The payments"), payments_of(agreement.content)),
        (_("Who has accepted"), acceptances_of(agreement) or [("", "")]),
    ]
    data = {
        "title": _("Agreement on the award %(reference)s")
        % {"reference": agreement.content["reference"]},
        "language": get_language(),
        "nothing": _("Nobody yet"),
        "facts": [list(fact) for fact in facts_of(agreement)],
        "parts": [
            {
                "title": heading,
                "entries": [{"label": label, "text": said} for label, said in rows],
            }
            for heading, rows in parts
        ],
    }
    return pdf_of(AGREEMENT, data, at=agreement.accepted_at or agreement.made_at)
