"""The officers' pages: who may, what is asked, what is recorded."""

import csv
from io import StringIO

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.contrib.admin import site
from django.urls import reverse

from taskforce.models import Member, MemberRole
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer
from tests.factories.taskforce import (
    ExpenseFactory,
    InterestFactory,
    MemberFactory,
    day,
    make_body,
)
from tests.officers.pages import press

pytestmark = pytest.mark.django_db


def url(model: str, page: str, *args) -> str:
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


def appointing(**changes) -> dict:
    return {
        "email": "rowan@demo.example",
        "seat_en": "Resident seat 9",
        "sector": "residents",
        "starts_on": day(0),
        "ends_on": day(730),
        "chosen_by": "lottery",
        "source": "",
    } | changes


def test_an_officer_appoints_by_email_address(office):
    ResidentFactory(email="rowan@demo.example")
    assert office.get(url("member", "add")).status_code == 200
    assert press(office, url("member", "add"), appointing()).status_code == 302
    assert Member.objects.get().person.email == "rowan@demo.example"


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "nobody@demo.example"},
        {"ends_on": day(-1)},
        {"starts_on": "nonsense"},
        {"seat_en": "x" * 10_000},
    ],
)
def test_what_cannot_be_appointed_is_said_and_kept(office, changes):
    ResidentFactory(email="rowan@demo.example")
    page = press(office, url("member", "add"), appointing(**changes))
    assert page.status_code == 200
    assert page.context["errors"]
    assert not Member.objects.exists()


def test_a_second_term_is_refused_beside_the_address(office):
    member = MemberFactory()
    page = press(office, url("member", "add"), appointing(email=member.person.email))
    assert "member already" in page.content.decode()


def test_leaving_is_explained_confirmed_and_done(office):
    member = MemberFactory()
    page = office.get(url("member", "leave", member.pk))
    assert member.person.email in page.content.decode()
    assert press(office, url("member", "leave", member.pk), {"reason": ""}).status_code == 200
    done = press(office, url("member", "leave", member.pk), {"reason": "Moved", "left_on": day(-2)})
    assert done.status_code == 302
    member.refresh_from_db()
    assert member.left_on == day(-2)
    assert office.get(url("member", "leave", member.pk)).status_code == 302


def test_a_role_is_given_and_ended(office):
    member = MemberFactory()
    press(office, url("member", "give_role", member.pk), {"role": "chair"})
    role = MemberRole.objects.get()
    other = MemberFactory()
    page = press(office, url("member", "give_role", other.pk), {"role": "chair"})
    assert "chair already" in page.content.decode()
    page = press(office, url("member", "end_role", other.pk), {"role_id": role.pk})
    assert page.status_code == 200
    press(office, url("member", "end_role", member.pk), {"role_id": role.pk})
    role.refresh_from_db()
    assert role.ends_on == day(0)


def test_reading_a_member_is_recorded(office, officer):
    member = MemberFactory()
    assert office.get(url("member", "change", member.pk)).status_code == 200
    entry = LogEntry.objects.get(action=LogEntry.Action.ACCESS)
    assert (entry.actor, entry.additional_data["what"]) == (officer, "member")
    assert office.get(url("member", "history", member.pk)).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_export_takes_its_permission_and_leaves_a_record(office, kind):
    MemberFactory(person__name="=Demo()")
    assert office.get(url("member", "export")).status_code == 200
    response = press(office, url("member", "export"), {"kind": kind})
    assert response["Content-Disposition"].endswith(f'.{kind}"')
    if kind == "csv":
        assert "'=Demo()" in b"".join(response.streaming_content).decode()
    entry = LogEntry.objects.filter(action=LogEntry.Action.ACCESS).get()
    assert entry.additional_data == {"what": f"export of member as {kind}", "rows": 1}


def test_who_may_only_read_sees_nobody(client, reader):
    sign_in_officer(client, reader)
    member = MemberFactory()
    for page in (
        url("member", "changelist"),
        url("member", "change", member.pk),
        url("member", "leave", member.pk),
        url("member", "export"),
        url("expenseclaim", "changelist"),
    ):
        assert client.get(page).status_code == 403


def test_an_officer_without_a_role_does_nothing(client):
    sign_in_officer(client, OfficerFactory())
    member = MemberFactory()
    assert client.post(url("member", "leave", member.pk), {"reason": "x"}).status_code == 403
    assert Member.objects.live().count() == 1


def test_a_claim_is_approved_refused_and_paid(office):
    claim, other = ExpenseFactory(), ExpenseFactory()
    press(office, url("expenseclaim", "approve", claim.pk))
    press(office, url("expenseclaim", "pay", claim.pk))
    press(office, url("expenseclaim", "refuse", other.pk), {"reason": "No receipt"})
    claim.refresh_from_db()
    other.refresh_from_db()
    assert (claim.state, other.state) == ("paid", "refused")


@pytest.mark.parametrize("query", ["", "?sector=residents", "?state__exact=left", "?q=a%00b"])
def test_lists_open(office, query):
    MemberFactory()
    ExpenseFactory()
    InterestFactory()
    for model in ("member", "expenseclaim", "interest"):
        assert office.get(url(model, "changelist") + query).status_code in {200, 302, 400}


@pytest.mark.parametrize("pk", ["0", "x", "99999999999999999999999"])
def test_a_key_that_makes_no_sense_leads_to_the_list(office, pk):
    assert office.get(url("member", "leave", pk)).status_code == 302


def test_the_export_holds_what_the_list_shows(office):
    MemberFactory(sector="public", seat="Public seat")
    MemberFactory(sector="private", seat="Business seat")
    shown = office.get(url("member", "changelist"), {"sector__exact": "public"}).content.decode()
    assert "export/?sector__exact=public" in shown
    filtered = url("member", "export") + "?sector__exact=public"
    assert "1 row" in office.get(filtered).content.decode()
    file = table(press(office, filtered, {"kind": "csv"}))
    assert "Public seat" in file
    assert "Business seat" not in file
    wrong = office.get(url("member", "export") + "?nonsense=1")
    assert wrong.status_code in {302, 200, 400}


def table(answer) -> str:
    return b"".join(answer.streaming_content).decode("utf-8-sig")


EXPORTS = ["member", "meeting", "action", "priorityarea", "workitem", "evidence"]
EXPORTS += ["crosssectorgroup", "engagement", "interest", "expenseclaim", "review"]


@pytest.mark.parametrize("model", EXPORTS)
def test_each_list_is_exported_with_one_row_a_thing(office, model):
    make_body(ResidentFactory())
    rows = apps.get_model("taskforce", model).objects.count()
    assert rows
    for kind in ("csv", "xlsx"):
        answer = press(office, url(model, "export"), {"kind": kind})
        assert answer.status_code == 200
    file = table(press(office, url(model, "export"), {"kind": "csv"}))
    assert len(list(csv.reader(StringIO(file)))) == rows + 1


def test_no_rule_of_the_database_speaks_to_an_officer_by_its_name():
    """What a form of the admin can break says so in plain words."""
    for model in apps.get_app_config("taskforce").get_models():
        shown = set(model_form_fields(model))
        for constraint in model._meta.constraints:
            if names_of(constraint) & shown:
                words = str(constraint.get_violation_error_message())
                assert constraint.name not in words, f"{model.__name__}: {words}"


def model_form_fields(model) -> list[str]:
    """What an officer can write of a model in the admin; choices are checked before any rule."""
    office = site._registry.get(model)
    if office is None:
        inlines = (inline for other in site._registry.values() for inline in other.inlines)
        if not any(inline.model is model for inline in inlines):
            return []
    return [field.name for field in model._meta.fields if field.editable and not field.choices]


def names_of(constraint) -> set[str]:
    """The columns that a rule is about."""
    if getattr(constraint, "fields", None):
        return set(constraint.fields)
    return {name.partition("__")[0] for name, _value in flat(constraint.condition)}


def flat(condition):
    for child in condition.children:
        yield from flat(child) if hasattr(child, "children") else [child]
