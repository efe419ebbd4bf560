"""The minutes of a panel's meeting, as a page and as PDF/UA-1."""

from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collaboration_fund.models import Decision, PanelMeeting
from collaboration_fund.moments import exactly
from core.pdf import pdf_of
from questionnaires.values import pounds

# The receipt's: facts, then headings with rows.
TEMPLATE = Path(__file__).resolve().parent / "receipt.typ"


def minutes_facts(meeting: PanelMeeting) -> list[tuple[str, str]]:
    """(words, value) of what stands at the head of the minutes."""
    members = [*meeting.members.select_related("person").order_by("pk")]
    confirmed = meeting.confirmations.filter(voided_at=None).exclude(second_by=None).first()
    facts = [
        (_("Round"), str(meeting.round)),
        (_("Began"), exactly(meeting.starts_at)),
        (_("Place"), meeting.place),
        (_("Quorum"), str(meeting.quorum)),
        (_("There"), ", ".join(str(one) for one in members if one.came) or "–"),
        (_("Not there"), ", ".join(str(one) for one in members if not one.came) or "–"),
    ]
    if confirmed:
        for by, at in (
            (confirmed.first_by, confirmed.first_at),
            (confirmed.second_by, confirmed.second_at),
        ):
            facts.append((_("Confirmed by"), f"{by}, {exactly(at)}"))
        facts.append((_("Fingerprint (SHA-256)"), confirmed.digest))
    return facts


def minutes_parts(
    meeting: PanelMeeting, decisions: Iterable[Decision]
) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, (label, text) rows) of the minutes, in the order of the agenda.

    Args:
        decisions: those that the reader doesn't stay out of; they are numbered as they come.
    """
    parts = [(_("The meeting"), minutes_facts(meeting))]
    for number, one in enumerate(decisions, start=1):
        edition = one.application.entry.editions.order_by("-number").first()
        title = edition.content["title"] if edition else one.application.reference
        out = [str(recusal.member) for recusal in one.recusals.select_related("member__person")]
        rows = [
            (_("Application"), f"{one.application.reference}, {one.application.lead}"),
            (_("The plan advised"), pounds(one.advised_pence)),
            (_("Stayed out, with an interest"), ", ".join(out)),
            (
                _("Decision"),
                str(one.get_verdict_display()) if one.verdict else _("Not decided yet"),
            ),
            (_("Amount"), pounds(one.pence) if one.pence else ""),
            (_("Reason"), one.reason),
            (_("Conditions"), one.conditions),
            (_("Why not as advised"), one.departs),
        ]
        parts.append((f"{number}. {title}", [row for row in rows if row[1]]))
    if meeting.notes:
        parts.append((_("What else was said"), [("", meeting.notes)]))
    return parts


def minutes(meeting: PanelMeeting, decisions: Iterable[Decision]) -> bytes:
    """The minutes as PDF/UA-1, in the reader's language."""
    (_heading, facts), *parts = minutes_parts(meeting, decisions)
    data = {
        "title": _("Minutes: %(round)s") % {"round": meeting.round},
        "language": get_language(),
        "nothing": _("Nothing said"),
        "facts": [list(fact) for fact in facts],
        "parts": [
            {
                "title": heading,
                "entries": [{"label": label, "text": text} for label, text in rows],
            }
            for heading, rows in parts
        ],
    }
    return pdf_of(TEMPLATE, data, at=meeting.confirmed_at or timezone.now())
