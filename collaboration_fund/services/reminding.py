"""What is said by the clock: looked at again when its time comes, and perhaps nothing."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone
from django.utils.translation import override

from collaboration_fund import emails, rules
from collaboration_fund.enums import ApplicationState
from collaboration_fund.models import Application, Entry, Partner
from collaboration_fund.services.accepting import may_accept_at
from collaboration_fund.services.checking import lacking, unaccepted
from collaboration_fund.services.people import told_of, writers_of
from collaboration_fund.services.sending import last_edition, unsent
from messaging.services import Message, post
from organisations import services as groups


def say_that_it_opens(about: str) -> None:
    """Tell every group of an application that the stage it got through to is open."""
    entry = _entry(about)
    if entry is None or not entry.is_writable():
        return
    for person in told_of(entry.application):
        _say(entry, person, emails.stage_opened(entry, person))


def remind_to_send(about: str) -> None:
    """Tell who writes for the lead group what waits to be sent, and what it still lacks."""
    entry = _entry(about)
    why = what_waits(entry) if entry and entry.is_writable() else ""
    if not why:
        return
    for person in writers_of(entry.application.lead):
        with override(person.language):
            lacks = [lack.words for lack in lacking(entry)]
        _say(entry, person, emails.to_send(entry, person, why=why, lacks=lacks))


def what_waits(entry: Entry) -> str:
    """Why an entry waits to be sent: `entered`, `nothing-sent`, `asked-again` or `changed`.

    "" where it doesn't, also while an officer is still entering it.
    """
    application = entry.application
    if application.is_unconfirmed:
        return "entered" if application.asked_at else ""
    last = last_edition(entry)
    if last is None:
        return "nothing-sent"
    asked = entry.asked_again()
    if asked and asked.at > last.received_at:
        return "asked-again"
    return "changed" if unsent(entry, open_only=True) else ""


def remind_to_accept(about: str) -> None:
    """Tell the partners that have not accepted their part as it stands."""
    entry = _entry(about)
    if entry is None or not entry.stage.asks_budget:
        return
    if not may_accept_at(entry, timezone.now()):
        return
    for partner in unaccepted(entry.application):
        for person in _to_accept(partner):
            _say(entry, person, emails.to_accept(entry, partner, person))


def _to_accept(partner: Partner) -> Iterable:
    """The people whose yes is missing, and the group's owners."""
    said = {one.person_id for one in partner.acceptances.all() if one.voided_at is None}
    for member in groups.members_of(partner.organisation):
        person = member.person
        answers = rules.may_answer_for(person, partner) or rules.speaks_for(person, partner)
        if answers and person.pk not in said:
            yield person


def _entry(about: str) -> Entry | None:
    """What is written now in an application; None where that is over or gone."""
    application = (
        Application.objects.select_related("lead", "round")
        .exclude(state=ApplicationState.WITHDRAWN)
        .filter(pk=int(about.partition(":")[2]))
        .first()
    )
    if application is None:
        return None
    entry = application.entry
    entry.application = application
    return entry


def _say(entry: Entry, person, message: Message) -> None:
    """Say it once a day at most, and never after the moment that counts."""
    template = message.template.rpartition("/")[2]
    key = f"{template}:{entry.pk}:{timezone.localdate()}:{person.pk}"
    post(
        replace(message, worth_until=max(entry.closes_at, entry.accept_until)),
        key=f"collaboration_fund.{key}",
    )
