"""Every letter of a meeting as it will arrive: filled in, in each language that somebody reads."""

from collections.abc import Iterator

from django.utils import timezone

from collaboration_fund import emails, services
from collaboration_fund.services.confirming import DAYS_TO_ASK, told_to_be
from collaboration_fund.services.people import told_of
from core.working_days import working_days_after
from messaging.emails import render, without_keys


def letters_of(decisions) -> Iterator[dict]:
    """Of each decision that is taken, who gets its letter, and the words in each language."""
    for decision in decisions:
        if not decision.verdict:
            continue
        decision.told = decision.told or told_to_be(decision)
        if decision.meeting.review_until is None:
            decision.meeting.review_until = working_days_after(timezone.now(), DAYS_TO_ASK)
        by_language: dict[str, list] = {}
        for person in told_of(decision.application):
            by_language.setdefault(person.language, []).append(person)
        yield {
            "title": services.title_of(decision.application),
            "letters": [
                {"language": language, "people": people, "said": _as_read(decision, people[0])}
                for language, people in by_language.items()
            ],
        }


def _as_read(decision, person):
    message = emails.letter(decision, person, services.letter_to(decision, person))
    said = render(message.template, message.context, language=person.language)
    return {"subject": said.subject, "text": without_keys(said.text)}
