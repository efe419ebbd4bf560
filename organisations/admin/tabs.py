"""The parts of a group's page."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officers.tabs import HISTORY, Tab
from organisations import rules
from organisations.enums import ReachKind
from organisations.rules import Duty
from organisations.services import counted
from organisations.services.readiness import missing_of
from people.services import record_reading

YES_NO = {True: _("yes"), False: _("no"), None: _("not said")}


def _may(*duties: Duty):
    return lambda officer, _thing: all(rules.officer_may(officer, duty) for duty in duties)


def overview(model_admin, request, organisation) -> dict:
    """What it says of itself, what is missing, and what is flagged."""
    officer = request.user
    wards = ", ".join(str(ward) for ward in organisation.wards.all())
    where = _("In the whole of Luton") if organisation.is_town_wide else wards
    numbers = [
        f"{number.get_scheme_display()}: {number.identifier}"
        + (f" ({_('of the parent body')})" if number.is_parents else "")
        for number in organisation.numbers.all()
    ]
    facts = [
        (_("Numbers"), numbers),
        (_("Works with"), organisation.reach_in_words(ReachKind.PEOPLE)),
        (_("Speaks"), organisation.reach_in_words(ReachKind.LANGUAGE)),
        (
            _("Where it works"),
            [where],
        ),
        (_("Address"), [organisation.address, organisation.postcode]),
        (_("Reached by"), [organisation.website, organisation.email, organisation.telephone]),
        (_("Bank account in its own name"), [YES_NO[organisation.has_own_account]]),
        (_("Supplier reference"), [organisation.supplier_reference]),
    ]
    sees_flags = officer.has_perm("organisations.view_flag")
    flags = organisation.flags.open().select_related("other") if sees_flags else []
    return {
        "told_facts": [(words, [v for v in values if v]) for words, values in facts],
        "lacks": missing_of(organisation) if organisation.is_standing else [],
        "flags": flags,
        "into": organisation.merged_into,
    }


def people(model_admin, request, organisation) -> dict:
    """Who belongs to it, who runs it, and whether they count; looking is recorded."""
    members = list(organisation.memberships.select_related("person"))
    committee = list(organisation.committee.prefetch_related("related_to"))
    rows = len(members) + len(committee)
    record_reading(organisation, actor=request.user, what="people of the group", rows=rows)
    return {
        "members": members,
        "committee": committee,
        "counted": counted(organisation),
        "least": rules.LEAST_UNRELATED if rules.needs_committee(organisation) else 0,
        "replacements": organisation.replacements.select_related(
            "leaving__person", "coming__person", "officer"
        ).prefetch_related("confirmations"),
    }


def documents(model_admin, request, organisation) -> dict:
    """Its documents, the current ones and those behind them."""
    name = "admin:organisations_organisation_document"
    return {
        "documents": [
            (one, reverse(name, args=[organisation.pk, one.pk]))
            for one in organisation.documents.order_by("what", "-is_current", "-at")
        ]
    }


_PAGE = "admin/organisations/organisation"
TABS = (
    Tab("overview", _("Overview"), template=f"{_PAGE}/overview.html", more=overview),
    Tab(
        "people",
        _("People"),
        template=f"{_PAGE}/people.html",
        more=people,
        may=_may(Duty.READ_PEOPLE, Duty.READ_COMMITTEE),
    ),
    Tab(
        "documents",
        _("Documents"),
        template=f"{_PAGE}/documents.html",
        more=documents,
        may=_may(Duty.READ_DOCUMENTS),
    ),
    HISTORY,
)
