"""A report as it was sent, as PDF/UA-1."""

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from collaboration_fund.documents import RECEIPT
from collaboration_fund.moments import exactly
from core.pdf import pdf_of
from monitoring.models import ReportEdition
from questionnaires.values import pounds


def report(edition: ReportEdition) -> bytes:
    """One sending of a report, in the reader's language; words of the group stay as they are."""
    content = edition.content
    data = {
        "title": f"{content['title']}: {edition.report.label}",
        "language": get_language(),
        "nothing": _("Nothing said"),
        "facts": [
            [_("Reference"), content["award"]],
            [_("Round"), content["round"]],
            [_("Groups"), ", ".join(content["groups"])],
            [_("Received"), exactly(edition.received_at)],
            [_("Due on"), date_format(edition.report.due_on, "j F Y")],
            [_("Fingerprint (SHA-256)"), edition.sha256],
        ],
        "parts": [
            {
                "title": heading,
                "entries": [{"label": label, "text": text} for label, text in rows],
            }
            for heading, rows in _parts(content)
            if rows
        ],
    }
    return pdf_of(RECEIPT, data, at=edition.received_at)


def _parts(content: dict) -> list[tuple[str, list[tuple[str, str]]]]:
    said = _("Planned: %(planned)s. Before: %(before)s. Now: %(now)s.")
    spent = [
        (
            one["what"],
            said
            % {
                "planned": pounds(one["planned"]),
                "before": pounds(one["before"]),
                "now": pounds(one["spent"] or 0),
            },
        )
        for one in content["spending"]
    ]
    if content["spending_note"]:
        spent.append((_("Why it differs from the plan"), content["spending_note"]))
    return [
        (_("What was spent"), spent),
        (_("What was done"), [(one["name"], str(one["number"])) for one in content["outputs"]]),
        (
            _("People who came for the first time"),
            [
                (one["ward"] or _("From elsewhere, or not known"), str(one["people"]))
                for one in content["reached"]
            ],
        ),
        (_("What was learnt"), [("", content["learnt"])]),
        (
            _("Stories and photographs"),
            [
                *((one["told_by"], one["words"]) for one in content["stories"]),
                *((_("Photograph:"), one["shows"]) for one in content["photographs"]),
            ],
        ),
        (_("Answer to our questions"), [("", content["reply"])] if content["reply"] else []),
    ]
