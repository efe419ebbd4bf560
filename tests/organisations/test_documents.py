"""Documents are kept once, replaced, copied by who uses them, and reminded of."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.files import KeptFile
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from organisations import services
from organisations.enums import DocumentKind
from organisations.models import Document
from organisations.services.readiness import missing_of
from people import roles
from tests.factories.organisations import PDF, DocumentFactory, MembershipFactory, group_with
from tests.factories.people import ResidentFactory, officer_of
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db

LUTON = ZoneInfo("Europe/London")


def file(name="policy.pdf", content=PDF) -> ContentFile:
    return ContentFile(content, name=name)


def keep(group, person, *, what=DocumentKind.INSURANCE, days=90, **more) -> Document:
    until = timezone.localdate() + timedelta(days=days) if days is not None else None
    asked = {"upload": file(), "expires_on": until} | more
    return services.keep_document(organisation_id=group.pk, actor=person, what=what, **asked)


def test_a_document_is_a_kept_file_and_a_newer_one_takes_its_place():
    group, owner = group_with()
    first = keep(group, owner)
    assert isinstance(first, KeptFile)
    assert (first.kind, first.sent_by) == ("pdf", owner)
    second = keep(group, owner, days=400)
    first.refresh_from_db()
    assert (first.is_current, second.is_current) == (False, True)
    assert default_storage.exists(first.file.name)
    assert [*group.documents.current()] == [second]


def test_who_may_not_edit_sends_nothing():
    group, _owner = group_with()
    viewer = MembershipFactory(organisation=group).person
    for actor in (viewer, ResidentFactory(), officer_of(roles.FUND_OFFICER)):
        asked = {"organisation_id": group.pk, "actor": actor, "what": "governing", "upload": file()}
        assert refused(services.keep_document, **asked) == "not-allowed"


@pytest.mark.parametrize(
    ("days", "code"), [(None, "no-expiry"), (-1, "run-out"), (366 * 12, "too-far")]
)
def test_a_document_that_runs_out_says_when_and_isnt_over(days, code):
    group, owner = group_with()
    for what in (DocumentKind.ACCOUNTS, DocumentKind.SAFEGUARDING, DocumentKind.INSURANCE):
        until = timezone.localdate() + timedelta(days=days) if days is not None else None
        asked = {"organisation_id": group.pk, "actor": owner, "what": what, "upload": file()}
        assert refused(services.keep_document, **asked, expires_on=until) == code
    assert keep(group, owner, what=DocumentKind.GOVERNING, days=days).expires_on is None
    assert keep(group, owner, days=0).expires_on == timezone.localdate()


def test_what_isnt_what_it_says_is_refused_and_the_old_one_stays():
    group, owner = group_with()
    first = keep(group, owner)
    asked = {"organisation_id": group.pk, "actor": owner, "what": "insurance"}
    asked["expires_on"] = first.expires_on
    assert refused(services.keep_document, **asked, upload=file(content=b"no pdf")) == "content"
    assert refused(services.keep_document, **asked, upload=file(name="a.exe")) == "kind"
    first.refresh_from_db()
    assert first.is_current


def test_a_copy_stays_whatever_becomes_of_the_document():
    group, owner = group_with()
    document = keep(group, owner)
    copy = services.copy_of(document)
    assert (copy.what, copy.expires_on, copy.sha256) == (
        "insurance", document.expires_on, document.sha256,
    )  # fmt: skip
    document.delete()
    taken = Document.takes.take(copy.file)
    assert (taken.sha256, taken.read()) == (document.sha256, PDF)


@pytest.mark.parametrize(
    ("until", "due"),
    [
        # Thirty days before lies on the other side of each clock change.
        (date(2027, 4, 10), datetime(2027, 3, 11, 9, tzinfo=LUTON)),
        (date(2027, 11, 20), datetime(2027, 10, 21, 9, tzinfo=LUTON)),
    ],
)
def test_owners_are_reminded_at_nine_thirty_days_before(until, due):
    with time_machine.travel(datetime(2027, 1, 4, 12, tzinfo=LUTON)):
        group, owner = group_with()
        second = MembershipFactory(organisation=group, role="owner").person
        MembershipFactory(organisation=group, role="editor")
        keep(group, owner, expires_on=until)
        assert Due.objects.get().due_at == due
    run_due(due - timedelta(minutes=1))
    assert not OutboxMessage.objects.exists()
    with time_machine.travel(due):
        run_due(due)
        run_due(due)
    assert {*OutboxMessage.objects.values_list("to_address", flat=True)} == {
        owner.email, second.email,
    }  # fmt: skip


def test_nobody_is_reminded_of_what_was_replaced_or_of_a_group_that_has_ended():
    group, owner = group_with()
    keep(group, owner, days=60)
    newer = keep(group, owner, days=200)
    (due,) = Due.objects.filter(state=Due.State.WAITING)
    assert due.about == f"group-document:{newer.pk}"
    asked = {"organisation_id": group.pk, "actor": officer_of(roles.FUND_OFFICER)}
    services.close(**asked, reason="They stopped.")
    OutboxMessage.objects.all().delete()
    with time_machine.travel(due.due_at):
        run_due(due.due_at)
    assert not OutboxMessage.objects.exists()


def test_pages_say_what_runs_out_and_what_has():
    group, owner = group_with(form="school", has_own_account=True)
    group.numbers.create(scheme="GB-EDU", identifier="109876")
    for what in DocumentKind:
        keep(group, owner, what=what, days=31)
    assert missing_of(group) == []
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        codes = [one.code for one in missing_of(group)]
        assert codes == ["runs-out-accounts", "runs-out-safeguarding", "runs-out-insurance"]
    with time_machine.travel(timezone.now() + timedelta(days=32)):
        codes = [one.code for one in missing_of(group)]
        assert codes == ["run-out-accounts", "run-out-safeguarding", "run-out-insurance"]


def test_the_database_refuses_two_current_ones_and_one_without_a_last_day():
    document = DocumentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        DocumentFactory(organisation=document.organisation)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(what="insurance")
    DocumentFactory(organisation=document.organisation, is_current=False)
