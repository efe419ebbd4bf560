"""An old page of any form that officers save writes nothing over what somebody saved meanwhile."""

import pytest
from django import forms
from django.contrib.admin import site
from django.urls import reverse
from django.utils import timezone

from collaboration_fund.models import PanelMeeting
from core.actors import PORTAL
from messaging.models import OutboxMessage
from panels.models import AccessProvision
from questionnaires.models import SetVersion
from questionnaires.services import new_version
from tests.architecture.addresses import make_town
from tests.factories.fund import RoundFactory as FundRoundFactory
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.recruitment import RoundFactory
from tests.recruitment.officers import posted_as, words

pytestmark = pytest.mark.django_db

# Pages on which nothing is saved: what happens there are acts, each with a page of its own.
NOTHING_TO_SAVE = {
    "activities.Activity",
    "assessment.Piece",
    "auditlog.LogEntry",
    "awards.Payment",
    "awards.Supplier",
    "awards.SupplierChange",
    "bookings.Booking",
    "bookings.Room",
    "buildings.Building",
    "collaboration_fund.Application",
    "collaboration_fund.Award",
    "collaboration_fund.Decision",
    "collaboration_fund.ReviewRequest",
    "hubs.Hub",
    "hubs.OneOffHoliday",
    "investment.Milestone",
    "investment.Need",
    "investment.Option",
    "investment.Project",
    "investment.Proposal",
    "jobs.BackgroundJob",
    "jobs.PeriodicJob",
    "messaging.Due",
    "messaging.OutboxMessage",
    "mfa.Authenticator",
    "monitoring.Change",
    "monitoring.Closing",
    "monitoring.Report",
    "organisations.Flag",
    "organisations.Organisation",
    "panels.Registration",
    "partnerships.Match",
    "partnerships.Partnership",
    "partnerships.Posting",
    "panels.Session report",
    "panels.SessionFeedback",
    "people.ColleagueInvitation",
    "places.PostcodeWard",
    "places.Ward",
    "publishing.PublicAward",
    "questionnaires.Response",
    "recruitment.Application",
    "recruitment.Draw",
    "recruitment.Offer",
    "taskforce.Action",
    "taskforce.ExpenseClaim",
    "taskforce.Interest",
    "taskforce.Member",
    "taskforce.Vote",
}
# Tabs that save rows of other tables alone.
ROWS_ALONE = {"collaboration_fund.Round eligibility", "collaboration_fund.Round stages"}
KINDS = (forms.CharField, forms.IntegerField)
MOST_ROWS = 8
FIRST = ("title", "label", "name")
NOT_ANY_WORDS = ("slug", "postcode", "telephone", "email", "key", "value", "show_if")


def form_pages() -> list[tuple]:
    """(model, admin, tab) of each page that may have a form, in the order of their names."""
    pages = []
    for model, admin in sorted(site._registry.items(), key=lambda one: one[0]._meta.label):
        tabs = [tab for tab in getattr(admin, "tabs", ()) if tab.has_form]
        pages += [(model, admin, tab) for tab in tabs or [None]]
    return pages


def opened(client, model, admin, tab):
    """A row, its address and its page, or None where no row can be saved there."""
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
    for row in model._base_manager.order_by("-pk")[:MOST_ROWS]:
        address = admin.tab_address(row, tab) if tab else reverse(name, args=[row.pk])
        page = client.get(address)
        shown = (page.status_code == 200 and page.context) or {}
        if shown.get("has_change_permission") and a_column(model, shown["adminform"].form):
            return row, address, page
    return None


def a_column(model, form) -> tuple[str, type] | None:
    """A column that the form asks for, of any words or else a number, and its kind of field."""
    columns = {field.name for field in model._meta.concrete_fields}
    asked = [
        (name, kind)
        for kind in KINDS
        for name, field in form.fields.items()
        if type(field) is kind and name in columns and not name.startswith(NOT_ANY_WORDS)
    ]
    return min(asked, key=lambda one: not one[0].startswith(FIRST), default=None)


def two_others(now, kind) -> tuple:
    """What somebody saves meanwhile in place of `now`, and what was typed on the old page."""
    if kind is forms.CharField:
        return "Theirs meanwhile", "Mine typed here"
    return (now or 0) + 1, (now or 0) + 2


def make_drafts() -> None:
    """What the town has only in a state in which nobody writes it any more."""
    RoundFactory(state="draft")
    PanelMeeting.objects.create(round=FundRoundFactory(), starts_at=timezone.now(), place="Demo")
    AccessProvision.objects.create(slug="demo", title="Demo provision")
    new_version(question_set_id=SetVersion.objects.first().question_set_id, actor=PORTAL)


def test_no_old_page_writes_over_what_was_saved_meanwhile(client):
    make_town()
    make_drafts()
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    tried, untried, wrong = [], set(), []
    for model, admin, tab in form_pages():
        found = opened(client, model, admin, tab)
        where = f"{model._meta.label} {tab.name if tab else ''}".strip()
        if found is None:
            untried.add(where)
            continue
        row, address, page = found
        name, kind = a_column(model, page.context["adminform"].form)
        rows = model._base_manager.filter(pk=row.pk)
        theirs, mine = two_others(getattr(row, name), kind)
        typed = posted_as(page) | {name: mine}
        rows.update(**{name: theirs})
        emails = OutboxMessage.objects.count()
        answer = client.post(address, typed)
        shown = words(answer)
        right = (
            answer.status_code == 200
            and rows.values_list(name, flat=True).get() == theirs
            and "Saved meanwhile" in shown
            and str(mine) in shown
            and OutboxMessage.objects.count() == emails
        )
        tried.append(where)
        if not right:
            wrong.append(f"{where}: {name} ({answer.status_code})")
    assert wrong == []
    assert untried == NOTHING_TO_SAVE | ROWS_ALONE
    assert len(tried) >= 20


def test_a_page_that_nobody_else_saved_is_saved(client):
    make_town()
    make_drafts()
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    saved, wrong = set(), []
    for model, admin, tab in form_pages():
        where = f"{model._meta.label} {tab.name if tab else ''}".strip()
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_change"
        for row in model._base_manager.order_by("-pk")[:MOST_ROWS]:
            address = admin.tab_address(row, tab) if tab else reverse(name, args=[row.pk])
            page = client.get(address)
            if page.status_code != 200 or not (page.context or {}).get("has_change_permission"):
                continue
            # A browser sends what the page has, and not all that the form knows.
            there = page.content.decode()
            asked = {key: one for key, one in posted_as(page).items() if f'name="{key}"' in there}
            answer = client.post(address, asked)
            if "saved this while you had it open" in words(answer):
                wrong.append(where)
            if answer.status_code == 302:
                saved.add(where)
                break
    assert sorted({*wrong}) == []
    assert saved >= ROWS_ALONE
