"""The page of an application: where it stands, what is to do, who takes part, what happened."""

from collections.abc import Iterator
from datetime import datetime

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaboration_fund import rules, services
from collaboration_fund.enums import ApplicationState, PartnerState
from collaboration_fund.models import (
    Application,
    ApplicationMove,
    Edition,
    Entry,
    Extension,
    Partner,
    Round,
)
from collaboration_fund.moments import closes
from collaboration_fund.views.pages import of_group
from core.templatetags.portal import content
from organisations.services import learn_roles
from questionnaires.models import Response
from questionnaires.paging import Walk
from questionnaires.services import values_of

MOST_SAVED = 50
PARTNER_WORDS = {
    PartnerState.IN: gettext_lazy("%(group)s was invited"),
    PartnerState.DECLINED: gettext_lazy("%(group)s said no"),
    PartnerState.WITHDRAWN: gettext_lazy("%(group)s withdrew"),
    PartnerState.REMOVED: gettext_lazy("%(group)s was taken out by the lead group"),
}


@of_group
def application(request, application):
    """Where an application stands, what is still to do, who takes part, and what was sent."""
    entry = application.entry
    writes = rules.may_write(request.user, application)
    sends = rules.may_send(request.user, application)
    writable = entry.is_writable()
    editions = list(Edition.objects.filter(entry__application=application).select_related("entry"))
    lacks = services.lacking(entry) if writable else []
    context = {
        "application": application,
        "round": application.round,
        "entry": entry,
        "writes": writes,
        "sends": sends,
        "writable": writable,
        "tasks": tasks(application, lacks) if writes and writable else [],
        "lacks": lacks,
        "partners": partner_lines(request.user, application),
        "editions": editions,
        "unsent": services.unsent(entry, open_only=True) if writable else [],
        "stays": stays_unsent(entry) if writable else [],
        "named": entry.named_alone() if writable else (),
        "again": entry.asked_again() if writable else None,
        "to_open": waits_to_open(application),
        "decision": services.decision_of(application),
        "review": getattr(application, "review", None),
        "now": timezone.now(),
        "history": what_happened(application, editions),
        "saved": who_saved(entry),
        "others": rounds_to_copy_to(application) if sends and not writable else [],
        "can_withdraw": sends
        and ApplicationState.WITHDRAWN in application.MOVES[application.state],
    }
    return render(request, "collaboration_fund/application.html", context)


def waits_to_open(application: Application) -> bool:
    """Whether it is through to a stage that is still to open."""
    is_through = application.state == ApplicationState.THROUGH and not application.is_over
    return is_through and application.entry.stage.opens_at > timezone.now()


def stays_unsent(entry: Entry) -> list:
    """What was changed and can't be sent any more, where only named questions are open."""
    if not entry.named_alone():
        return []
    sent = services.unsent(entry, open_only=True)
    return [one for one in services.unsent(entry) if one not in sent]


def rounds_to_copy_to(application: Application) -> list[Round]:
    """The open rounds in which the lead group leads nothing yet."""
    led = Application.objects.live().filter(lead=application.lead)
    return [*Round.objects.taking_new(timezone.now()).exclude(pk__in=led.values("round"))]


def who_saved(entry: Entry) -> list[dict]:
    """Who saved which answer when, the latest first."""
    labels = {one.key: content(one, "label") for one in entry.response.version.questions.all()}
    rows = entry.saved.select_related("person").order_by("-at", "-pk")[:MOST_SAVED]
    return [
        {"at": row.at, "person": row.person, "label": labels.get(row.key, row.key)} for row in rows
    ]


def tasks(application: Application, lacks: list[services.Lack]) -> list[dict]:
    """The parts of an application with how far each is, as the component takes them."""
    entry = application.entry
    missing = {lack.part for lack in lacks}
    response = Response.objects.for_reading().get(pk=entry.response_id)
    begun = Walk(response.version, values_of(response)).values
    if entry.named_alone():
        parts = [("answers", _("Questions"), bool(begun))]
    else:
        parts = _parts(application, bool(begun))
    return [
        {
            "title": {"text": words},
            "href": page_of(name, application),
            **({"hint": {"text": documents_in_words(application)}} if name == "documents" else {}),
            "status": _status(is_missing=_is_missing(name, missing), is_begun=is_begun),
        }
        for name, words, is_begun in parts
    ]


def _parts(application: Application, has_answers: bool) -> list[tuple[str, str, bool]]:
    """(name, words, whether it is begun) of each part that can be written."""
    entry = application.entry
    parts = [
        ("title", _("Title and priority areas"), True),
        ("answers", _("Questions"), has_answers),
        ("partners", _("Partners"), application.partners.count() > 1),
    ]
    if entry.stage.asks_budget:
        parts.append(("budget", _("Budget"), application.lines.exists()))
        if application.round.documents.exists():
            kept = services.documents_of(application)
            parts.append(("documents", _("Documents"), bool(kept)))
    return parts


def page_of(name: str, application: Application) -> str:
    """The address of the page on which a part is put right."""
    if name == "documents":
        return reverse("my_organisations:documents", args=[application.lead.slug])
    return reverse(f"collaboration_fund:{name}", args=[application.reference])


def documents_in_words(application: Application) -> str:
    """Each document that the round wants, and whether the lead group keeps one that is good."""
    kept = {one.what: one for one in services.documents_of(application)}
    today = timezone.localdate()
    said = []
    for wanted in application.round.documents.all():
        one = kept.get(wanted.what)
        day = one and one.expires_on and date_format(one.expires_on, "j F Y")
        if one is None:
            words = _("%(what)s: missing")
        elif one.has_run_out(today):
            words = _("%(what)s: has run out on %(day)s")
        elif day:
            words = _("%(what)s: here, good until %(day)s")
        else:
            words = _("%(what)s: here")
        said.append(words % {"what": wanted, "day": day})
    return "; ".join(said)


def _is_missing(name: str, missing: set[str]) -> bool:
    return name in missing or (name == "budget" and "subsidies" in missing)


def _status(*, is_missing: bool, is_begun: bool) -> dict:
    if not is_missing:
        return {"text": _("Done")}
    words = _("In progress") if is_begun else _("Not started")
    return {"tag": {"text": words, "classes": "" if is_begun else "govuk-tag--grey"}}


def partner_lines(person, application: Application) -> list[dict]:
    """Each group that takes part, whether it has accepted, and what this person can do for it."""
    open_to_accept = services.may_accept_at(application.entry, timezone.now())
    partners = application.partners.taking_part()
    partners = list(partners.prefetch_related("acceptances__person", "organisation__committee"))
    learn_roles(person, [partner.organisation for partner in partners])
    lines, budget = [], [*services.lines_of(application)]
    for partner in partners:
        partner.application = application
        standing = [one for one in partner.acceptances.all() if one.voided_at is None]
        is_accepted = services.is_accepted(partner, budget)
        waits = not is_accepted and person.pk not in {one.person_id for one in standing}
        lines.append(
            {
                "partner": partner,
                "is_accepted": is_accepted,
                "standing": standing,
                "is_own": rules.may_see_part(person, partner),
                "answers": waits and open_to_accept and rules.may_answer_for(person, partner),
                "speaks": not partner.is_lead and rules.speaks_for(person, partner),
                "subsidies": rules.may_say_subsidies(person, partner),
            }
        )
    return lines


def what_happened(application: Application, editions: list[Edition]) -> list[tuple[datetime, str]]:
    """(when, what) of all that has happened to an application, in order."""
    found = [(one.at, _moved(application, one)) for one in application.moves.all()]
    for one in editions:
        said = {"stage": one.entry.stage.number, "number": one.number}
        found.append((one.received_at, _("Sent: stage %(stage)s, sending %(number)s") % said))
    partners = application.partners.select_related("organisation")
    for partner in partners.prefetch_related("moves", "acceptances"):
        found += _of_partner(partner)
    for one in Extension.objects.filter(entry__application=application):
        again, more = _("Questions asked again, until %(until)s"), _("More time, until %(until)s")
        found.append((one.at, (again if one.keys else more) % {"until": closes(one.until)}))
    return sorted((row for row in found if row[1]), key=lambda row: row[0])


def _of_partner(partner: Partner) -> Iterator[tuple[datetime, str]]:
    """What happened to one group in the application."""
    said = {"group": partner}
    for one in partner.moves.all():
        yield one.at, PARTNER_WORDS[one.to_state] % said
    for one in partner.acceptances.all():
        yield one.at, _("%(group)s accepted its part") % said
        if one.voided_at:
            yield one.voided_at, _("The part of %(group)s changed, so it is asked again") % said


def _moved(application: Application, one: ApplicationMove) -> str:
    """What a move says; nothing of the one that a sending says better."""
    if not one.from_state:
        return _("Begun")
    if one.to_state == ApplicationState.SENT and one.from_state != ApplicationState.INELIGIBLE:
        return ""
    if one.to_state == ApplicationState.WITHDRAWN:
        return _("%(group)s has withdrawn this application") % {"group": application.lead}
    return str(Application.PUBLIC_LABELS[one.to_state])
