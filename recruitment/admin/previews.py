"""What an officer sees before something goes out: to whom, and what the email says."""

from collections.abc import Iterable

from django.template.defaultfilters import linebreaksbr
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from core.text import clock
from messaging.emails import render
from messaging.services import Message
from recruitment import emails, rules
from recruitment.enums import (
    ENDED_WITHOUT_A_SEAT,
    WAITING_FOR_A_SEAT,
    ApplicationState,
    HowChosen,
)
from recruitment.models import Application, Draw, Offer, Round
from recruitment.services.ending import end_of_term, without_a_seat
from recruitment.services.offering import best_by_scores, drawn_to_offer, reply_by, seats_free
from recruitment.services.pool import pool_of
from taskforce.emails import appointed
from taskforce.models import Member

Rows = list[tuple]
# Stands in an email for what the officer is still to write.
REASON = "[…]"


def moment(at) -> str:
    """A day and a time of day in Luton, as people say them."""
    return f"{date_format(localtime(at), 'j F Y')}, {clock(at)}"


def is_hidden(thing) -> bool:
    """Whether an application, or an offer to it, has no name for who looks (`round.reader`).

    Whoever scores in a round reads nowhere who applied, also on the way to an act.
    """
    application = getattr(thing, "application", thing)
    reader = getattr(getattr(application, "round", None), "reader", None)
    return reader is not None and not rules.may_read_names(reader, application.round)


def names(applications: Iterable[Application]) -> SafeString | str:
    """Who, by name and reference, one a line; a dash for nobody."""
    applications = list(applications)
    if applications and is_hidden(applications[0]):
        return _("You sit on the selection panel of this round, so names are not shown to you.")
    lines = [(one.person.name or one.person.email, one.reference) for one in applications]
    return format_html_join(mark_safe("<br>"), "{} ({})", lines) or "–"


def as_read(message: Message) -> SafeString:
    """The subject and the text of an email, as the person reads it."""
    rendered = render(message.template, message.context, language=message.to.language)
    text = linebreaksbr(rendered.text.strip(), autoescape=True)
    return format_html("{}<br><br>{}", rendered.subject, text)


def email_to(things, message, words="") -> Rows:
    """The email about the first of them, as an example of all."""
    first = next(iter(things), None)
    if first is None or is_hidden(first):
        return []
    words = words or (
        _("What the email says (here to the first)")
        if len(things) > 1
        else _("What the email says")
    )
    return [(words, as_read(message(first)))]


def emails_to(people) -> SafeString:
    """Whom an email reaches, by name and address, one a line."""
    lines = [(person.name or "–", person.reached_by) for person in people]
    return format_html_join(mark_safe("<br>"), "{} ({})", lines)


def loaded(applications, round: Round) -> list[Application]:
    """These applications of one round by name, with their people and the round."""
    found = list(applications.select_related("person").order_by("person__name", "pk"))
    for application in found:
        application.round = round
    return found


def offer_words(application: Application) -> Message:
    """The email that would offer a seat to this applicant now."""
    offer = Offer(
        application=application, sector=application.sector, reply_by=reply_by(application.round)
    )
    return emails.offered(offer)


def drawn(round: Round) -> Rows:
    """Who is offered a drawn seat, and what they read."""
    draw = round.draws.filter(state=Draw.State.DRAWN).first()
    chosen = loaded(drawn_to_offer(draw), round) if draw else []
    return [
        (_("Offers that go out"), len(chosen)),
        (_("To"), names(chosen)),
        *email_to(chosen, offer_words),
    ]


def by_scores(round: Round) -> Rows:
    """Who would be offered the free seats of each sector that is filled by scores, and reads what.

    Which of the sectors it is, is chosen below.
    """
    rows, standings = [], pool_of(round)
    for group in round.seat_groups.filter(how=HowChosen.SCORES):
        best = best_by_scores(standings, group.sector, seats_free(round, group.sector))
        chosen = loaded(
            round.applications.filter(pk__in=[one.piece.application.pk for one in best]), round
        )
        sector = group.get_sector_display()
        said = _("%(sector)s: what the email says (here to the first)") % {"sector": sector}
        rows += [(sector, names(chosen)), *email_to(chosen, offer_words, said)]
    return rows


def outcome(round: Round) -> Rows:
    """Who is told that they get no seat, and what they read."""
    told = loaded(without_a_seat(round), round)
    without = [one for one in told if not one.feedback]
    return [
        (_("People who are told by email"), len(told)),
        (_("To"), names(told)),
        (_("Of them without feedback"), len(without)),
        *email_to(
            [one for one in told if one.state in WAITING_FOR_A_SEAT],
            _outcome_words,
            _("What those in the pool read (here the first)"),
        ),
        *email_to(
            [one for one in told if one.state in ENDED_WITHOUT_A_SEAT],
            emails.outcome,
            _("What the others read (here the first)"),
        ),
    ]


def _outcome_words(application: Application) -> Message:
    """The email to somebody who is still in the pool, as they will be when they read it."""
    application.state = ApplicationState.UNSUCCESSFUL
    return emails.outcome(application)


def appointing(round: Round) -> Rows:
    """Who becomes a member, and who is told that they get no seat."""
    accepted = round.applications.filter(state=ApplicationState.ACCEPTED)
    members = loaded(accepted, round)
    return [
        (_("Seats"), round.seats()),
        (_("Members to appoint"), len(members)),
        (_("Members"), names(members)),
        *email_to(members, _appointed_words, _("What new members read (here the first)")),
        *outcome(round),
    ]


def _appointed_words(application: Application) -> Message:
    """The email to a new member; which of the free seats of the sector it is, is seen then."""
    round = application.round
    return appointed(
        Member(
            person=application.person,
            seat=application.get_sector_display(),
            starts_on=round.starts_on,
            ends_on=end_of_term(round),
        )
    )


def nominee(application: Application) -> Rows:
    """Who is offered a reserved seat, and what they read."""
    example = email_to([application], offer_words)
    return [
        (_("Applicant"), application.person),
        (_("Sector"), application.get_sector_display()),
        (_("Told by"), application.person.reached_by),
        *example,
    ]
