"""An officer corrects an address: what failed goes there, and nobody gets at what isn't theirs."""

import pytest
from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.urls import reverse

from core.refusal import Refusal
from messaging import readers
from messaging.models import OutboxMessage
from people import roles
from people.correcting import correct_address, send_corrected
from people.rules import is_verified_resident
from people.services import forget_unproved, person_of_caller
from questionnaires.services import load_question_sets
from questionnaires.services.monitoring import start_monitoring
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.panels import RegistrationFactory
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of, sign_in_officer
from tests.factories.recruitment import RoundFactory, start
from tests.factories.taskforce import MemberFactory
from tests.officers.pages import press, send

pytestmark = pytest.mark.django_db

RIGHT = "right@demo.example"


@pytest.fixture
def officer():
    return officer_of(roles.PANELS_OFFICER)


def failed(person, **fields) -> OutboxMessage:
    """A message about a place that could not be delivered."""
    place = RegistrationFactory(person=person)
    return OutboxMessageFactory(
        recipient=person.reference,
        to_address=person.email,
        about=f"registration:{place.pk}",
        **{"state": "failed", **fields},
    )


def unproven(**fields):
    return ResidentFactory(email="rigth@demo.example", verified=False, **fields)


def test_what_failed_goes_to_the_right_address_with_whatever_waits(officer):
    person = unproven()
    message, waits = failed(person), failed(person, state="queued")
    sent, code = failed(person, state="sent"), failed(person, state="queued", ephemeral=True)
    send_corrected(message_id=message.pk, actor=officer, email="Right@Demo.example")
    person.refresh_from_db()
    assert person.email == RIGHT
    rows = {row.pk: (row.state, row.to_address) for row in OutboxMessage.objects.all()}
    assert rows == {
        message.pk: ("queued", RIGHT),
        waits.pk: ("queued", RIGHT),
        sent.pk: ("sent", "rigth@demo.example"),
        code.pk: ("queued", "rigth@demo.example"),
    }


def test_the_owner_proves_the_new_address_afresh_and_the_old_one_is_told(officer, client):
    person = ResidentFactory(email="old@demo.example")
    client.force_login(person)
    assert client.get(reverse("my")).status_code == 200
    correct_address(person_id=person.pk, actor=officer, email=RIGHT)
    person.refresh_from_db()
    assert not is_verified_resident(person)
    assert list(EmailAddress.objects.filter(user=person).values_list("email", "verified")) == [
        (RIGHT, False)
    ]
    assert client.get(reverse("my")).status_code == 302
    told = OutboxMessage.objects.get()
    assert (told.to_address, told.recipient) == ("old@demo.example", None)
    assert "was changed by our team" in told.text
    assert LogEntry.objects.get_for_object(person).filter(changes__has_key="email").exists()


def test_who_never_proved_the_address_has_nobody_to_tell(officer):
    correct_address(person_id=unproven().pk, actor=officer, email=RIGHT)
    assert not OutboxMessage.objects.exists()


def test_an_account_that_was_used_is_not_forgotten_while_its_new_address_waits(officer):
    person = ResidentFactory()
    type(person).objects.update(date_joined="2020-01-01T00:00Z", last_login="2026-01-01T00:00Z")
    correct_address(person_id=person.pk, actor=officer, email=RIGHT)
    assert forget_unproved() == 0
    type(person).objects.update(last_login=None)
    assert forget_unproved() == 1


def test_a_caller_gives_an_address(officer):
    caller = person_of_caller(name="Demo Caller", telephone="01582 000002")
    assert correct_address(person_id=caller.pk, actor=officer, email=RIGHT).email == RIGHT


def applies(person):
    start(RoundFactory(), person)


def answers_about_equality(person):
    load_question_sets()
    start_monitoring(person=person, actor=person, language="en")


@pytest.mark.parametrize(
    "holds", [applies, answers_about_equality, lambda person: MemberFactory(person=person)]
)
def test_no_officer_moves_an_account_that_holds_what_they_may_not_read(officer, holds):
    person = ResidentFactory()
    holds(person)
    message = failed(person)
    with pytest.raises(Refusal, match="may not read") as refused:
        send_corrected(message_id=message.pk, actor=officer, email=RIGHT)
    assert refused.value.code == "holds-more"
    message.refresh_from_db()
    person.refresh_from_db()
    assert (message.state, person.email == RIGHT) == ("failed", False)


def test_who_scores_without_names_moves_nobody(officer, monkeypatch):
    person = ResidentFactory()
    monkeypatch.setattr(readers, "_blind", [lambda reader: reader == officer])
    with pytest.raises(Refusal) as refused:
        correct_address(person_id=person.pk, actor=officer, email=RIGHT)
    assert refused.value.code == "holds-more"


def test_an_officers_own_address_a_taken_one_and_an_unusable_one_are_refused(officer):
    ResidentFactory(email=RIGHT)
    for person, email, code in (
        (OfficerFactory(), "other@demo.example", "officers-own"),
        (ResidentFactory(), RIGHT, "taken"),
        (ResidentFactory(), "no address", "invalid"),
        (ResidentFactory(), "x@letter.invalid", "invalid"),
    ):
        with pytest.raises(Refusal) as refused:
            correct_address(person_id=person.pk, actor=officer, email=email)
        assert refused.value.code == code
    with pytest.raises(Refusal, match="permission"):
        correct_address(person_id=person.pk, actor=OfficerFactory(), email="a@demo.example")


def test_from_the_home_it_takes_the_list_the_link_and_the_button(officer, client):
    message = failed(unproven(), last_error="550 no such mailbox")
    sign_in_officer(client, officer)
    [urgent] = client.get(reverse("admin:index")).context["urgent"]
    page = client.get(urgent.url).content.decode()
    address = reverse("admin:messaging_outboxmessage_correct_address", args=[message.pk])
    assert address in page
    form = client.get(address)
    assert form.context["form"]["email"].value() == message.to_address
    assert "550 no such mailbox" in form.content.decode()
    wrong = press(client, address, {"email": "right@"})
    assert wrong.status_code == 200
    assert "right@" in wrong.content.decode()
    assert press(client, address, {"email": RIGHT}).status_code == 302
    message.refresh_from_db()
    assert (message.state, message.to_address) == ("queued", RIGHT)


def test_a_message_without_an_account_just_goes_there(officer):
    message = OutboxMessageFactory(state="failed", recipient=None, about="", key="one")
    other = OutboxMessageFactory(state="failed", recipient=None, about="", key="two")
    boss = OfficerFactory(is_superuser=True)
    send_corrected(message_id=message.pk, actor=boss, email=RIGHT)
    assert OutboxMessage.objects.get(pk=message.pk).to_address == RIGHT
    assert OutboxMessage.objects.get(pk=other.pk).to_address != RIGHT


def test_on_the_page_of_a_person_who_is_told_is_seen_first(officer, client):
    person = ResidentFactory(email="old@demo.example")
    sign_in_officer(client, officer)
    address = reverse("admin:people_user_correct_address", args=[person.pk])
    page = send(client, address, {"email": RIGHT})
    assert page.context["question"].people == 1
    person.refresh_from_db()
    assert person.email == "old@demo.example"
    assert press(client, address, {"email": RIGHT}).status_code == 302


def test_a_letter_says_where_it_is_posted_to(officer, client):
    caller = person_of_caller(
        name="Demo Caller", address="1 Demo Street", postcode="LU1 2BQ", telephone="01582 000002"
    )
    failed(caller, state="letter")
    sign_in_officer(client, officer)
    page = client.get(reverse("admin:messaging_outboxmessage_changelist")).content.decode()
    assert "Demo Caller, 1 Demo Street, LU1 2BQ" in page
