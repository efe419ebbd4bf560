"""No list of the admin answers what it doesn't offer: every admin, every column, every lookup."""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin import site
from django.contrib.admin.utils import NotRelationField, get_fields_from_path
from django.contrib.auth.models import Group
from django.core.exceptions import FieldDoesNotExist
from django.test import RequestFactory
from django.urls import reverse

from messaging.models import OutboxMessage
from officers.site import PortalAdminSite
from people.models import User
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer

pytestmark = pytest.mark.django_db

LOOKUPS = ("", "__regex", "__startswith", "__gt", "__in", "__isnull", "__exact", "__contains")
# What no list may be searched, filtered or sorted by: it is shown nowhere.
SECRET = {
    "people.User.password",
    "messaging.OutboxMessage.subject",
    "messaging.OutboxMessage.text",
    "messaging.OutboxMessage.html",
    "messaging.OutboxMessage.headers",
    "messaging.OutboxMessage.attachments",
    "mfa.Authenticator.data",
    "jobs.BackgroundJob.arguments",
    "jobs.BackgroundJob.result",
    "taskforce.Vote.seed",
    "auditlog.LogEntry.serialized_data",
    "auditlog.LogEntry.additional_data",
    "panels.SessionFeedback.registration",
}
PARTS = ("exact", "isnull", "id__exact", "code__exact", "gte", "lt", "isempty")
ADMINS = sorted(site._registry.items(), key=lambda item: item[0]._meta.label)


def columns(model, depth=2):
    """The names of a model's columns and relations, forward and back, so many steps deep."""
    for field in model._meta.get_fields(include_hidden=False):
        yield field.name
        if field.is_relation and field.related_model and depth:
            for name in columns(field.related_model, depth - 1):
                yield f"{field.name}__{name}"


def fields_of(model, path: str) -> str:
    """The column at the end of a path, as app.Model.column; "" for what isn't a column."""
    try:
        field = get_fields_from_path(model, path.strip("=^@-"))[-1]
    except (FieldDoesNotExist, NotRelationField, AttributeError):
        return ""
    return f"{field.model._meta.label}.{field.name}"


def offered(model_admin, request) -> set[str]:
    """What the filters of a real list say they are asked by, and the parts of its dates."""
    changes = model_admin.get_changelist_instance(request)
    names = {name for spec in changes.filter_specs for name in spec.expected_parameters()}
    parts = [f"{model_admin.date_hierarchy}__{part}" for part in ("year", "month", "day")]
    for item in model_admin.get_list_filter(request):
        if isinstance(item, type) and issubclass(item, admin.SimpleListFilter):
            names.add(item.parameter_name)
        elif not isinstance(item, type):
            # A filter with nothing to choose from isn't made, and may be asked all the same.
            path = item if isinstance(item, str) else item[0]
            names |= {path, *(f"{path}__{part}" for part in PARTS)}
    return names | (set(parts) if model_admin.date_hierarchy else set())


def rows_of(answer) -> str:
    """What a page says, without what is different on each."""
    assert answer.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]*"', "", answer.content.decode())


@pytest.fixture
def request_of_chief(rf: RequestFactory):
    request = rf.get("/")
    request.user = OfficerFactory(is_superuser=True)
    return request


@pytest.mark.parametrize(("model", "model_admin"), ADMINS, ids=lambda value: str(value)[:60])
def test_a_list_takes_the_lookups_of_its_filters_and_no_other(model, model_admin, request_of_chief):
    may = offered(model_admin, request_of_chief)
    answered = {
        f"{name}{lookup}"
        for name in columns(model)
        for lookup in LOOKUPS
        if model_admin.lookup_allowed(f"{name}{lookup}", "1", request_of_chief)
    }
    assert answered <= may
    assert not model_admin.lookup_allowed("nothing", "1", request_of_chief)


@pytest.mark.parametrize(("model", "model_admin"), ADMINS, ids=lambda value: str(value)[:60])
def test_the_address_of_a_list_answers_400(model, model_admin, client, request_of_chief):
    sign_in_officer(client, request_of_chief.user)
    url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    plain = rows_of(client.get(url))
    may = offered(model_admin, request_of_chief)
    for field in columns(model, depth=0):
        if f"{field}__regex" not in may:
            answer = client.get(url, {f"{field}__regex": "1"})
            assert answer.status_code == 400 or rows_of(answer) == plain, field
        if field not in {model._meta.pk.name}:
            answer = client.get(url, {"_to_field": field})
            assert answer.status_code == 400 or rows_of(answer) == plain, field


@pytest.mark.parametrize(("model", "model_admin"), ADMINS, ids=lambda value: str(value)[:60])
def test_no_list_is_searched_filtered_or_sorted_by_a_secret(model, model_admin, request_of_chief):
    filters = [
        item if isinstance(item, str) else item[0]
        for item in model_admin.get_list_filter(request_of_chief)
        if not isinstance(item, type)
    ]
    sorted_by = []
    for name in model_admin.get_list_display(request_of_chief):
        shown = getattr(model_admin, name, None) or getattr(model, name, None)
        order = getattr(shown, "admin_order_field", None)
        sorted_by.append(str(order).lstrip("-") if order else name)
    used = [*filters, *sorted_by, *model_admin.get_search_fields(request_of_chief)]
    assert not {fields_of(model, name) for name in used} & SECRET


def test_every_admin_is_guarded_also_those_of_others(request_of_chief):
    for model, model_admin in ADMINS:
        assert not model_admin.lookup_allowed("pk__in", "1", request_of_chief), model
    portal = PortalAdminSite("portal-test")
    portal.register(User)
    portal.register(Group, admin.ModelAdmin)
    for model_admin in portal._registry.values():
        assert not model_admin.lookup_allowed("pk__in", "1", request_of_chief)


LINK = re.compile(r"""['"]admin:(\w+)_changelist['"].*?[?&](?:amp;)?(\w+)=""")

LINK_IN_CODE = re.compile(r"""[:"'](\w+)_(?:changelist|export)(?:'\)})?\?(\w+)=""")


def test_the_links_of_the_portal_lead_to_lists_that_take_them(request_of_chief):
    admins = {f"{m._meta.app_label}_{m._meta.model_name}": a for m, a in ADMINS}
    found = [
        link
        for file in (settings.BASE_DIR / "templates").rglob("*.html")
        for link in LINK.findall(file.read_text())
    ]
    found += [
        link
        for app in {model._meta.app_label for model, _admin in ADMINS} | {"officers"}
        for file in (settings.BASE_DIR / app).rglob("*.py")
        for link in LINK_IN_CODE.findall(file.read_text())
    ]
    assert len(found) >= 12
    for listed, name in found:
        if name == "q":
            assert admins[listed].search_fields, listed
        else:
            assert admins[listed].lookup_allowed(name, "1", request_of_chief), (listed, name)


# --- The attack -------------------------------------------------------------------------------


CODE = "83190427"


def read_by_regex(says_yes) -> str:
    """The code that a list gives away digit by digit, or as much as it answers."""
    known = ""
    while len(known) < len(CODE):
        digits = "0123456789"
        while len(digits) > 1:
            half = digits[: len(digits) // 2]
            digits = half if says_yes(f"^{known}[{half}]") else digits[len(half) :]
        if not says_yes(f"^{known}{digits}"):
            break
        known += digits
    return known


def test_nobody_reads_a_code_by_asking_for_its_digits(client):
    row = OutboxMessageFactory(ephemeral=True, subject="Your code", text=CODE, html=CODE)
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:messaging_outboxmessage_changelist")
    answers = []

    def says_yes(pattern):
        page = client.get(url, {"id": row.pk, "text__regex": pattern})
        answers.append(page.status_code)
        return page.status_code == 200 and row.to_address in page.content.decode()

    assert read_by_regex(says_yes) == ""
    assert set(answers) == {400}


def test_the_attack_would_read_it(request_of_chief, rf):
    """The control: the same list without the guard gives the code away."""
    row = OutboxMessageFactory(ephemeral=True, text=CODE)
    bare = admin.ModelAdmin(OutboxMessage, site)
    asked = []

    def says_yes(pattern):
        request = rf.get("/", {"id": row.pk, "text__regex": pattern})
        request.user = request_of_chief.user
        asked.append(pattern)
        return bare.get_changelist_instance(request).result_count == 1

    assert read_by_regex(says_yes) == CODE
    assert len(asked) < 40


def test_a_password_is_not_asked_for_by_its_letters(client):
    ResidentFactory(password="pbkdf2$abc")
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:people_user_changelist")
    for name in ("password__regex", "password__startswith", "password", "last_login__gt"):
        assert client.get(url, {name: "pbkdf2"}).status_code == 400


def test_only_fields_that_say_so_are_completed(client):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:autocomplete")
    for app, model, field in (
        ("recruitment", "application", "person"),
        ("panels", "registration", "person"),
        ("mfa", "authenticator", "user"),
    ):
        asked = {"app_label": app, "model_name": model, "field_name": field, "term": "demo"}
        assert client.get(url, asked).status_code == 403
