"""What members do on their own pages: consent, photo, interests, expenses."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from PIL import Image

from core.refusal import Refusal
from messaging.due import run_due
from messaging.models import OutboxMessage
from taskforce import services
from taskforce.models import ExpenseClaim, Interest, Member, Photo, Receipt
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.taskforce import (
    ConsentFactory,
    ExpenseFactory,
    HeldMeetingFactory,
    InterestFactory,
    MemberFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.conftest import picture

pytestmark = pytest.mark.django_db

OWN = ["", "profile/", "profile/withdraw/", "interests/", "interests/add/", "expenses/"]


@pytest.fixture
def member(client):
    """A member who is signed in."""
    member = MemberFactory(person__name="Demo Rowan")
    sign_in(client, member.person, "code")
    return member


def stored(media) -> list:
    """Everything that lies where files are kept."""
    return [path for path in media.rglob("*") if path.is_file()]


def at(path: str) -> str:
    return f"/my/taskforce/{path}"


@pytest.mark.parametrize("path", OWN)
def test_own_pages_exist_for_members_only(client, path):
    sign_in(client, ResidentFactory(), "code")
    assert client.get(at(path)).status_code == 404
    past = MemberFactory(state="ended", starts_on=day(-900), ends_on=day(-181))
    sign_in(client, past.person, "code")
    assert client.get(at(path)).status_code == 404
    sign_in(client, MemberFactory().person, "code")
    assert client.get(at(path)).status_code == 200


def test_nobody_is_named_before_they_agree_and_all_is_gone_when_they_take_it_back(
    client, member, own_media, django_capture_on_commit_callbacks
):
    url = f"/taskforce/members/{member.slug}/"
    assert "Demo Rowan" not in client.get(url).content.decode()
    said = {"biography": "I grew up in Demo Street.", "agree": "on", "photo": picture()}
    assert press(client, at("profile/"), said).status_code == 302
    shown = client.get(url).content.decode()
    assert "Demo Rowan" in shown
    assert "Demo Street" in shown
    photo = client.get(f"{url}photo.jpg")
    assert photo["Content-Type"] == "image/jpeg"
    assert "no-store" in photo["Cache-Control"]
    assert photo.content.startswith(b"\xff\xd8")
    consent = member.consents.get()
    assert consent.wording
    with django_capture_on_commit_callbacks(execute=True):
        client.post(at("profile/withdraw/"))
    assert "Demo Rowan" not in client.get(url).content.decode()
    assert "Demo Rowan" not in client.get("/taskforce/members/").content.decode()
    assert client.get(f"{url}photo.jpg").status_code == 404
    assert not stored(own_media)
    consent.refresh_from_db()
    assert consent.withdrawn_at


def test_without_the_tick_nothing_is_shown_and_nothing_typed_is_lost(client, member):
    page = press(client, at("profile/"), {"biography": "Half a sentence"})
    assert page.status_code == 200
    assert "Half a sentence" in page.content.decode()
    assert not Member.objects.published().exists()


def test_nobody_agrees_for_somebody_else(officer):
    member = MemberFactory()
    for call in (services.consent_to_publish, services.withdraw_consent):
        with pytest.raises(Refusal) as refused:
            call(member_id=member.pk, actor=officer)
        assert refused.value.code == "not-allowed"


def test_consent_stands_once():
    consent = ConsentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(member=consent.member)


def test_a_photo_loses_what_the_camera_wrote_and_its_name(member, own_media):
    exif = Image.Exif()
    exif[0x010E] = "Demo Street 7"
    services.consent_to_publish(
        member_id=member.pk, actor=member.person, photo=picture((3000, 2000), exif=exif)
    )
    [kept] = stored(own_media)
    assert "holiday" not in kept.name
    assert b"Demo Street 7" not in kept.read_bytes()
    with Image.open(kept) as image:
        assert image.size == (640, 640)
        assert not image.getexif()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 40,
        b"\x89PNG\r\n\x1a\n",
    ],
)
def test_what_is_no_photo_is_refused(client, member, content):
    file = SimpleUploadedFile("me.jpg", content, "image/jpeg")
    page = press(client, at("profile/"), {"agree": "on", "photo": file})
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not Photo.objects.exists()


def test_an_interest_is_declared_ended_and_confirmed(client, member):
    said = {"kind": "office", "organisation": "Demo Trust", "since_0": 1, "since_1": 2}
    assert client.post(at("interests/add/"), said | {"since_2": 2020}).status_code == 302
    interest = member.interests.get()
    shown = client.get(f"/taskforce/members/{member.slug}/").content.decode()
    assert "Demo Trust" in shown
    assert "not been filled in" not in shown
    client.post(at("interests/"))
    member.refresh_from_db()
    assert member.interests_confirmed_on == day(0)
    ended = {"until_0": 1, "until_1": 1, "until_2": 2019}
    page = press(client, at(f"interests/{interest.pk}/end/"), ended)
    assert "before the first" in page.content.decode()
    press(client, at(f"interests/{interest.pk}/end/"), ended | {"until_2": 2024})
    interest.refresh_from_db()
    assert interest.until.year == 2024


def test_somebody_elses_interest_is_not_there(client, member):
    other = InterestFactory()
    for pk in (other.pk, 10**30):
        assert client.get(at(f"interests/{pk}/end/")).status_code == 404
    assert press(client, at(f"interests/{other.pk}/end/"), {}).status_code == 404


def test_a_register_goes_stale_after_a_year_and_the_member_is_asked_once():
    member = MemberFactory()
    services.confirm_interests(member_id=member.pk, actor=member.person)
    now = timezone.now()
    with time_machine.travel(now + timedelta(days=365), tick=False):
        run_due()
        assert not Member.objects.get().interests_are_stale
        assert not OutboxMessage.objects.exists()
    with time_machine.travel(now + timedelta(days=367), tick=False):
        assert Member.objects.get().interests_are_stale
        assert run_due() == 1
        assert run_due() == 0
    assert OutboxMessage.objects.get().kind == "taskforce.reminder"


@pytest.mark.parametrize(
    "said",
    [
        {"organisation": "x" * 10_000},
        {"since_2": "99999999999999999999"},
        {"kind": "bribe"},
        {"since_2": str(day(400).year)},
    ],
)
def test_unusable_answers_are_said_and_kept(client, member, said):
    good = {"kind": "work", "organisation": "Demo", "since_0": 1, "since_1": 2, "since_2": 2020}
    page = client.post(at("interests/add/"), good | said)
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()


def test_a_claim_goes_to_an_officer_who_decides_and_pays(client, member, officer):
    spent = day(-1)
    meeting = HeldMeetingFactory()
    said = {"kind": "travel", "pounds": "12.50", "note": "Bus", "meeting": meeting.pk}
    said |= {"spent_on_0": spent.day, "spent_on_1": spent.month, "spent_on_2": spent.year}
    assert client.post(at("expenses/"), said).status_code == 302
    claim = member.expenses.get()
    assert (claim.pence, claim.meeting) == (1250, meeting)
    with pytest.raises(Refusal) as refused:
        services.pay_expense(claim_id=claim.pk, actor=officer)
    assert refused.value.code == "not-a-move"
    services.approve_expense(claim_id=claim.pk, actor=officer)
    services.pay_expense(claim_id=claim.pk, actor=officer)
    assert [move.to_state for move in claim.moves.all()] == ["approved", "paid"]
    assert OutboxMessage.objects.filter(kind="taskforce.expense").count() == 2


@pytest.mark.parametrize("pounds", ["0", "-3", "1e9", "1000.01", "twelve", "1.234", "NaN"])
def test_an_amount_that_makes_no_sense_is_refused(client, member, pounds):
    spent = day(-1)
    said = {"kind": "travel", "pounds": pounds}
    said |= {"spent_on_0": spent.day, "spent_on_1": spent.month, "spent_on_2": spent.year}
    page = client.post(at("expenses/"), said)
    assert page.status_code == 200
    assert not ExpenseClaim.objects.exists()


def test_nobody_decides_on_their_own_claim(officer):
    claim = ExpenseFactory(member__person=officer)
    with pytest.raises(Refusal) as refused:
        services.approve_expense(claim_id=claim.pk, actor=officer)
    assert refused.value.code == "not-allowed"


def test_refusing_a_claim_says_why(officer):
    claim = ExpenseFactory()
    with pytest.raises(Refusal) as refused:
        services.refuse_expense(claim_id=claim.pk, reason=" ", actor=officer)
    assert refused.value.code == "reason-needed"
    services.refuse_expense(claim_id=claim.pk, reason="No receipt came.", actor=officer)
    assert "No receipt came." in OutboxMessage.objects.get().text


def test_the_database_keeps_claims_within_the_limit():
    for pence in (0, 100_001):
        with pytest.raises(IntegrityError), transaction.atomic():
            ExpenseFactory(pence=pence)


def test_the_same_interest_is_one_and_can_be_changed_and_removed(client, member):
    sign_in(client, member.person, "code")
    interest = InterestFactory(member=member, organisation="Demo Bakery")
    asked = {"kind": "work", "organisation": "demo  bakery", "description": "shop"}
    asked |= {"since_0": "1", "since_1": "2", "since_2": "2020"}
    page = client.post(at("interests/add/"), asked)
    assert "in the register already" in page.content.decode()
    assert press(client, at(f"interests/{interest.pk}/"), asked).status_code == 302
    interest.refresh_from_db()
    assert (interest.organisation, interest.description) == ("demo  bakery", "shop")
    other = InterestFactory()
    assert press(client, at(f"interests/{other.pk}/remove/")).status_code == 404
    assert press(client, at(f"interests/{interest.pk}/remove/")).status_code == 302
    assert list(Interest.objects.all()) == [other]


CLAIM = {"kind": "travel", "pounds": "£1,000.00", "note": "Bus"}


def claim(client, spent, **changes):
    asked = CLAIM | {"spent_on_0": spent.day, "spent_on_1": spent.month, "spent_on_2": spent.year}
    return client.post(at("expenses/"), asked | changes)


def test_money_is_read_as_people_write_it_and_the_team_is_told(client, member, settings):
    sign_in(client, member.person, "code")
    assert claim(client, day(-1)).status_code == 302
    assert claim(client, day(-1), pounds="1,000.01").status_code == 200
    assert ExpenseClaim.objects.get().pence == 100_000
    told = OutboxMessage.objects.get(kind="taskforce.expense-waits")
    assert told.to_address == settings.CONTACT_EMAIL


def test_a_receipt_is_for_the_member_and_the_office_and_goes_with_the_claim(
    client, member, office, own_media, django_capture_on_commit_callbacks
):
    sign_in(client, member.person, "code")
    wrong = SimpleUploadedFile("receipt.jpg", b"<svg/>", "image/jpeg")
    assert "damaged, or isn" in claim(client, day(-1), receipt=wrong).content.decode()
    lost = SimpleUploadedFile("Demo bus.pdf", b"%PDF-1.7 demo", "application/pdf")
    page = claim(client, day(-1), receipt=lost, pounds="x").content.decode()
    assert "Choose your file again" in page
    sent = SimpleUploadedFile("Demo taxi.pdf", b"%PDF-1.7 demo", "application/pdf")
    assert claim(client, day(-1), receipt=sent).status_code == 302
    kept = ExpenseClaim.objects.get()
    assert "taxi" not in kept.receipt.file.name
    page = client.get(at(f"expenses/{kept.pk}/receipt/"))
    assert page.content == b"%PDF-1.7 demo"
    assert page["Content-Disposition"].startswith("attachment")
    other = MemberFactory()
    sign_in(client, other.person, "code")
    assert client.get(at(f"expenses/{kept.pk}/receipt/")).status_code == 404
    assert client.post(at(f"expenses/{kept.pk}/withdraw/")).status_code == 404
    sign_in(client, member.person, "code")
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(at(f"expenses/{kept.pk}/withdraw/")).status_code == 302
    kept.refresh_from_db()
    assert (kept.state, Receipt.objects.exists()) == ("withdrawn", False)
    assert not stored(own_media)
    assert client.post(at(f"expenses/{kept.pk}/withdraw/")).status_code == 409


def test_who_has_left_can_still_claim_for_half_a_year(client, member, officer):
    services.leave(member_id=member.pk, reason="Moved", left_on=day(-2), actor=officer)
    sign_in(client, member.person, "code")
    assert client.get(at("")).url == at("expenses/")
    assert claim(client, day(-1)).status_code == 200
    assert claim(client, day(-5)).status_code == 302
    with time_machine.travel(timezone.now() + timedelta(days=181), tick=False):
        assert client.get(at("expenses/")).status_code in {302, 404}


def test_a_photo_is_taken_off_alone(client, member, own_media, django_capture_on_commit_callbacks):
    sign_in(client, member.person, "code")
    said = {"biography": "Demo words", "agree": "on"}
    with django_capture_on_commit_callbacks(execute=True):
        press(client, at("profile/"), said | {"photo": picture()})
    assert stored(own_media)
    with django_capture_on_commit_callbacks(execute=True):
        press(client, at("profile/"), said | {"remove_photo": "on"})
    assert not Photo.objects.exists()
    assert member.consents.filter(withdrawn_at=None).exists()
    assert not stored(own_media)
