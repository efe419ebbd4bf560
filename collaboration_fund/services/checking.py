"""What an application lacks before it can be sent: all of it at once, each with where it is put
right.
"""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from collaboration_fund.enums import AcceptBy
from collaboration_fund.models import Application, Edition, Entry
from collaboration_fund.services.accepting import is_accepted
from collaboration_fund.services.budget import payees, totals_of
from collaboration_fund.services.content import documents_of, lines_of
from organisations.enums import DocumentKind
from questionnaires.models import Response
from questionnaires.paging import Walk
from questionnaires.services import values_of
from questionnaires.values import pounds


@dataclass(frozen=True)
class Lack:
    """Something that is missing: its words, and which part of the application it belongs to."""

    part: str
    words: str


def lacking(entry: Entry) -> list[Lack]:
    """What stands in the way of sending an entry, all of it."""
    application = entry.application
    application.entry = entry
    if entry.named_alone():
        # All else stays as it was sent, and can't be put right any more.
        return [*_answers(entry)]
    found = [*_answers(entry), *_areas(application), *_partners(application)]
    if entry.stage.asks_budget:
        lines = [*lines_of(application)]
        found += [
            *_acceptances(application, lines),
            *_budget(application, lines),
            *_subsidies(application, lines),
            *_documents(application),
        ]
    return found


def lacking_of_sent(entry: Entry, edition: Edition) -> list[Lack]:
    """What a sent entry lacks by now, for officers: of what was sent, not of what is being written.

    Questions that were left open, though they needn't be answered; and what groups have to keep up
    to date after sending: who takes part and accepts, subsidies, documents.
    """
    application, content = entry.application, edition.content
    found = [Lack("answers", label) for label in unanswered(edition).values()]
    groups = {one.organisation_id: str(one) for one in application.partners.taking_part()}
    sent = [
        one.get("group") in groups or one["name"] in groups.values() for one in content["partners"]
    ]
    if len(sent) != len(groups) or not all(sent):
        found.append(Lack("partners", _("Other groups take part now than when it was sent")))
    if entry.stage.asks_budget:
        for partner in unaccepted(application):
            words = _("%(group)s must accept its part as it stands now")
            found.append(Lack("partners", words % {"group": partner}))
        found += [*_subsidies(application, [*lines_of(application)]), *_documents(application)]
    return found


def unanswered(edition: Edition) -> dict[str, str]:
    """{key: question} of what was asked and sent without an answer."""
    return {one["key"]: one["label"] for one in edition.content["answers"] if not one["text"]}


def _answers(entry: Entry):
    response = Response.objects.for_reading().get(pk=entry.response_id)
    named = entry.named_alone()
    gaps = Walk(response.version, values_of(response)).missing()
    missing = sum(not named or question.key in named for question in gaps)
    if missing:
        words = ngettext(
            "Answer %(number)s more question, or shorten your answer",
            "Answer %(number)s more questions, or shorten your answers",
            missing,
        )
        yield Lack("answers", words % {"number": missing})


def _areas(application: Application):
    missing = application.round.priorities_needed - application.priorities.count()
    if missing > 0:
        words = ngettext(
            "Choose %(number)s more priority area",
            "Choose %(number)s more priority areas",
            missing,
        )
        yield Lack("title", words % {"number": missing})


def _partners(application: Application):
    partners = [*application.partners.taking_part()]
    least = application.round.least_partners
    if len(partners) - 1 < least:
        words = ngettext(
            "Invite at least %(number)s partner",
            "Invite at least %(number)s partners",
            least,
        )
        yield Lack("partners", words % {"number": least})
    for partner in partners:
        if not (partner.role and partner.tasks):
            words = _("Say what %(group)s does: its role and its tasks")
            yield Lack("partners", words % {"group": partner})


def _acceptances(application: Application, lines: list):
    if application.round.accept_by == AcceptBy.SENDING:
        for partner in unaccepted(application, lines):
            words = _("%(group)s must accept its part as it stands now")
            yield Lack("partners", words % {"group": partner})


def unaccepted(application: Application, lines: list | None = None) -> list:
    """The partners that haven't accepted their part as it stands.

    Args:
        lines: of the budget, where they were read already.
    """
    lines = [*lines_of(application)] if lines is None else lines
    partners = application.partners.taking_part().prefetch_related("acceptances")
    for partner in partners:
        partner.application = application
    return [partner for partner in partners if not is_accepted(partner, lines)]


def _budget(application: Application, lines: list):
    asked = totals_of(lines).grant
    largest = application.round.largest_pence
    if not asked:
        yield Lack("budget", _("Write in the budget what you ask of the fund"))
    if asked > largest:
        words = _("You ask for %(asked)s; the largest grant is %(largest)s")
        yield Lack("budget", words % {"asked": pounds(asked), "largest": pounds(largest)})


def _subsidies(application: Application, lines: list):
    limit = application.round.subsidy_limit_pence
    for partner, asked in payees(application, lines).items():
        if partner.subsidy_pence is None:
            words = _("%(group)s must say what subsidies it has had")
            yield Lack("subsidies", words % {"group": partner})
        elif partner.subsidy_pence + asked > limit:
            words = _("%(group)s would have more than %(limit)s in subsidies over three years")
            yield Lack("subsidies", words % {"group": partner, "limit": pounds(limit)})


def _documents(application: Application):
    today = timezone.localdate()
    kept = {document.what: document for document in documents_of(application)}
    for what in application.round.documents.values_list("what", flat=True):
        label = str(DocumentKind(what).label)
        if what not in kept:
            yield Lack("documents", _("Add to your group’s page: %(what)s") % {"what": label})
        elif kept[what].has_run_out(today):
            words = _("This has run out, so add a newer one: %(what)s")
            yield Lack("documents", words % {"what": label})
