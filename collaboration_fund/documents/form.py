"""The form of a stage to print and fill in by hand, for who writes on paper first."""

from pathlib import Path

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from collaboration_fund.models import Round
from collaboration_fund.moments import closes
from core.pdf import pdf_of
from questionnaires.enums import Kind
from questionnaires.models import SetVersion

FORM = Path(__file__).resolve().parent / "form.typ"
LINES = {Kind.LONG_TEXT: 9, Kind.TABLE: 9, Kind.MANY: 0, Kind.ONE: 0}


def printable(round: Round) -> bytes:
    """Everything that the stage of a round asks, with room to write, as PDF/UA-1."""
    version = SetVersion.objects.with_questions().get(pk=round.stage.version_id)
    sections: dict[str, list] = {}
    for question in version.questions.all():
        if question.kind != Kind.STATEMENT:
            rows = sections.setdefault(str(question.section.title), [])
            rows.append(_question(question))
    data = {
        "title": _("Form of the round “%(round)s”") % {"round": round.title},
        "language": get_language(),
        "intro": [
            _("Apply by %(until)s.") % {"until": closes(round.stage.closes_at)},
            _(
                "Write here first if you like. To apply, copy it into the portal: what counts is "
                "what is sent there in time. If that is hard, ask us."
            ),
        ],
        "parts": [
            {"title": _("Your work together"), "questions": _about(round)},
            *({"title": heading, "questions": asked} for heading, asked in sections.items()),
            {"title": _("Budget"), "questions": _budget()},
        ],
    }
    return pdf_of(FORM, data, at=timezone.now())


def _row(label: str, *, help_text: str = "", choices=(), lines: int = 1) -> dict:
    return {"label": label, "help": help_text, "choices": [*choices], "lines": lines}


def _question(question) -> dict:
    limit = ""
    if question.max_words:
        limit = ngettext("%(most)s word at most", "%(most)s words at most", question.max_words) % {
            "most": question.max_words
        }
    return _row(
        str(question.label),
        help_text=" ".join(filter(None, (str(question.help or ""), limit))),
        choices=[str(choice.label) for choice in question.choices.all()],
        lines=LINES.get(question.kind, 2),
    )


def _about(round: Round) -> list[dict]:
    return [
        _row(_("What is your work together called?")),
        _row(_("Which group leads?")),
        _row(_("Which groups are partners, and what does each do?"), lines=6),
        _row(
            _("In which priority areas does it lie?"),
            choices=[str(one.words) for one in round.priorities.all()],
            lines=0,
        ),
    ]


def _budget() -> list[dict]:
    return [
        _row(
            _("What does it cost?"),
            help_text=_("A line each: what for, which group, which quarter, how much, who pays."),
            lines=10,
        )
    ]
