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
from recruitment import emails
from recruitment.enums import ApplicationState, HowChosen
from recruitment.models import Application, Draw, Offer, Round
from recruitment.services.ending import without_a_seat
from recruitment.services.offering import best_by_scores, drawn_to_offer, reply_by, seats_free
from recruitment.services.pool import pool_of
from recruitment.services.rounds import on_either_side, to_agree_on

Rows = list[tuple]


def moment(at) -> str:
    """A day and a time of day in Luton, as people say them."""
    return f"{date_format(localtime(at), 'j F Y')}, {clock(at)}"


def names(applications: Iterable[Application]) -> SafeString | str:
    """Who, by name and reference, one a line; a dash for nobody."""
    lines = [(one.person.name or one.person.email, one.reference) for one in applications]
    return format_html_join(mark_safe("<br>"), "{} ({})", lines) or "–"


def as_read(message: Message) -> SafeString:
    """The subject and the text of an email, as the person reads it."""
    rendered = render(message.template, message.context, language=message.to.language)
    text = linebreaksbr(rendered.text.strip(), autoescape=True)
    return format_html("{}<br><br>{}", rendered.subject, text)


def _email_to(applications, message) -> Rows:
    """The email to the first of them, as an example of all."""
    first = next(iter(applications), None)
    if first is None:
        return []
    return [(_("What the email says (here to the first)"), as_read(message(first)))]


def _loaded(applications, round: Round) -> list[Application]:
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


def standing(round: Round) -> Rows:
    """How many have applied and until when, before a round opens or closes."""
    applications = round.applications
    return [
        (_("Applications sent"), applications.sent().count()),
        (_("Begun, not sent"), applications.filter(state=ApplicationState.DRAFT).count()),
        (_("Closes"), moment(round.closes_at)),
    ]


def scoring(round: Round) -> Rows:
    """Who reads what once scoring starts."""
    eligible = round.applications.filter(state=ApplicationState.ELIGIBLE).count()
    panel = ", ".join(str(member) for member in round.panel.select_related("person"))
    return [(_("Eligible applications"), eligible), (_("Selection panel"), panel or "–")]


def pool(round: Round) -> Rows:
    """How many get into the pool and how many don't, and what stands in the way."""
    within, below, unscored = on_either_side(round)
    rows = [
        (_("Threshold"), round.threshold),
        (_("Go into the pool"), len(within)),
        (_("Stay below the threshold"), len(below)),
    ]
    open_ones = len(to_agree_on(round))
    if unscored:
        rows.append((_("Applications with too few scores"), len(unscored)))
    if open_ones:
        rows.append((_("Applications with scores to agree on"), open_ones))
    return [*rows, (_("Emails that go out now"), _("None: everybody is told when the round ends"))]


def drawn(round: Round) -> Rows:
    """Who is offered a drawn seat, and what they read."""
    draw = round.draws.filter(state=Draw.State.DRAWN).first()
    chosen = _loaded(drawn_to_offer(draw), round) if draw else []
    return [
        (_("Offers that go out"), len(chosen)),
        (_("To"), names(chosen)),
        *_email_to(chosen, offer_words),
    ]


def by_scores(round: Round) -> Rows:
    """Who would be offered the free seats of each sector that is filled by scores, and reads what.

    Which of the sectors it is, is chosen below.
    """
    rows, standings = [], pool_of(round)
    for group in round.seat_groups.filter(how=HowChosen.SCORES):
        best = best_by_scores(standings, group.sector, seats_free(round, group.sector))
        chosen = _loaded(
            round.applications.filter(pk__in=[one.application.pk for one in best]), round
        )
        rows += [
            (group.get_sector_display(), names(chosen)),
            *_email_to(chosen, offer_words),
        ]
    return rows


def outcome(round: Round) -> Rows:
    """Who is told that they get no seat, and what they read."""
    told = _loaded(without_a_seat(round), round)
    without = [one for one in told if not one.feedback]
    return [
        (_("People who are told by email"), len(told)),
        (_("To"), names(told)),
        (_("Of them without feedback"), len(without)),
        *_email_to(told, _outcome_words),
    ]


def _outcome_words(application: Application) -> Message:
    if application.state in {"pooled", "reserve", "eligible"}:
        application.state = ApplicationState.UNSUCCESSFUL
    return emails.outcome(application)


def appointing(round: Round) -> Rows:
    """Who becomes a member, and who is told that they get no seat."""
    accepted = round.applications.filter(state=ApplicationState.ACCEPTED)
    members = _loaded(accepted, round)
    return [
        (_("Seats"), round.seats()),
        (_("Members to appoint"), len(members)),
        (_("Members"), names(members)),
        *outcome(round),
    ]


def cancelling(round: Round) -> Rows:
    """How many are told that the round stops."""
    return [(_("People who are told by email"), round.applications.live().count())]


def applicant(application: Application) -> Rows:
    """Whose application it is."""
    return [
        (_("Applicant"), application.person),
        (_("Sector"), application.get_sector_display()),
        (_("Told by"), application.person.reached_by),
    ]


def nominee(application: Application) -> Rows:
    """Who is offered a reserved seat, and what they read."""
    example = _email_to([application], offer_words)
    return [*applicant(application), *example]
