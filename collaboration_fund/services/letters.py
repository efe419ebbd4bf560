"""What the groups are written of a decision: officers' words, filled in, in a reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from collaboration_fund.enums import Verdict
from collaboration_fund.models import Decision, Letter
from collaboration_fund.services.sending import title_of
from core.languages import read_in
from core.placeholders import fill
from questionnaires.values import pounds


@dataclass(frozen=True)
class Written:
    """A letter as it is read: plain text."""

    subject: str
    text: str


def usual_words(verdict: str) -> tuple[str, str]:
    """(subject, text) where the officers of a round wrote no letter of their own."""
    return {
        Verdict.FUND: (
            _("We offer you a grant: {title}"),
            _(
                "The panel decided to fund “{title}” with {amount}.\n\n{reason}\n\n{conditions}\n\n"
                "We send you the agreement next."
            ),
        ),
        Verdict.RESERVE: (
            _("On the reserve list: {title}"),
            _(
                "The panel would fund “{title}”, and there isn’t enough money. It is on the "
                "reserve list: we write to you if money comes back.\n\n{reason}"
            ),
        ),
        Verdict.NO: (
            _("We can’t fund “{title}”"),
            _("The panel decided not to fund “{title}”.\n\n{reason}"),
        ),
    }[verdict]


def letter_to(decision: Decision, person) -> Written:
    """The letter of a decision as somebody reads it, in their language."""
    return letter_in(decision, person.language, name=person.name)


def letter_in(decision: Decision, language: str, *, name: str = "") -> Written:
    """The letter of a decision in a language.

    Args:
        name: whom it greets, where the officers' words do.
    """
    application = decision.application
    round = application.round
    own = Letter.objects.filter(round=round, verdict=decision.verdict).first()
    with override(language):
        subject, text = usual_words(decision.verdict)
        if own:
            subject, text = (
                read_in({one: getattr(own, f"{field}_{one}") for one in ("en", language)}, language)
                for field in ("subject", "text")
            )
        title = read_in(
            {one: getattr(round, f"title_{one}", "") for one in ("en", language)}, language
        )
        values = {
            "name": name,
            "group": application.lead.name,
            "title": title_of(application),
            "reference": application.reference,
            "round": title,
            "amount": pounds(decision.pence) if decision.pence else "",
            "conditions": _("Conditions: %s") % decision.conditions if decision.conditions else "",
            "reason": decision.reason,
        }
        return Written(" ".join(fill(subject, values).split()), fill(text, values).strip())
