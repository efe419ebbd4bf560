"""Two records of one person become one: everything is kept, or it is said why not."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.refusal import Refusal
from messaging.models import OptOut, OutboxMessage
from messaging.services import opt_out
from panels.enums import Attendance
from panels.models import Registration
from people import roles
from people.duplicates import duplicates_of
from people.merge_keys import KEYS
from people.merging import merge_people, plan
from people.models import User
from people.services import person_of_caller
from questionnaires.models import MonitoringLink
from questionnaires.services import load_question_sets
from questionnaires.services.monitoring import start_monitoring
from recruitment.models import Application, Follower
from taskforce.models import Member
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of, sign_in_officer
from tests.factories.recruitment import RoundFactory, scorer, start
from tests.factories.taskforce import MemberFactory
from tests.officers.pages import press, send
from tests.people.test_sign_in import newest_code

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief():
    return OfficerFactory(is_superuser=True)


def caller(**fields):
    known = {"name": "Demo Person", "telephone": "01582 000002", "address": "1 Demo Street"}
    return person_of_caller(**known | fields)


def merged(kept, gone, actor) -> tuple[User, User]:
    merge_people(person_id=kept.pk, other_id=gone.pk, actor=actor)
    return User.objects.get(pk=kept.pk), User.objects.get(pk=gone.pk)


def refusal(kept, gone, actor) -> str:
    """The code of why these two can't be merged; nothing has changed."""
    with pytest.raises(Refusal) as refused:
        merge_people(person_id=kept.pk, other_id=gone.pk, actor=actor)
    assert not User.objects.exclude(merged_into=None).exists()
    return refused.value.code


def test_somebody_has_said_what_becomes_of_each_key_to_a_person():
    walked = {(model._meta.label, field) for model, field in KEYS.found()}
    assert KEYS.named() <= walked, "Said of a key that doesn't exist."
    assert ("panels.Registration", "person") in walked
    assert ("people.User_groups", "user") in walked
    KEYS.moving()


def test_a_key_that_nobody_registered_is_named_and_stops_merging(monkeypatch, chief):
    monkeypatch.delitem(KEYS._keys, ("recruitment.Follower", "person"))
    with pytest.raises(LookupError, match=r"recruitment\.Follower\.person"):
        merge_people(person_id=ResidentFactory().pk, other_id=ResidentFactory().pk, actor=chief)


def test_a_callers_record_goes_into_the_account_with_everything(chief):
    kept, gone = ResidentFactory(name="Demo Person", email="home@demo.example"), caller()
    place = RegistrationFactory(person=gone)
    term = MemberFactory(person=gone, state="ended")
    application = start(RoundFactory(), gone)
    Follower.objects.create(person=gone)
    Follower.objects.create(person=kept)
    letter = OutboxMessageFactory(recipient=gone.reference, state="sent")
    waits = OutboxMessageFactory(recipient=gone.reference, state="queued")
    for person, kind in ((gone, "panels.reminder"), (kept, "panels.reminder")):
        opt_out(person.reference, kind)
    opt_out(gone.reference, "taskforce.reminder")
    kept, gone = merged(kept, gone, chief)
    assert Registration.objects.get(pk=place.pk).person == kept
    assert Member.objects.get(pk=term.pk).person == kept
    assert Application.objects.get(pk=application.pk).person == kept
    assert [one.person for one in Follower.objects.all()] == [kept]
    for row in (letter, waits):
        row.refresh_from_db()
        assert row.recipient == kept.reference
    assert waits.to_address == "home@demo.example"
    off = OptOut.objects.values_list("recipient", "kind")
    assert {*off} == {(kept.reference, k) for k in ("panels.reminder", "taskforce.reminder")}
    assert (kept.telephone, kept.address) == ("01582000002", "1 Demo Street")
    assert (gone.merged_into, gone.is_active) == (kept, False)
    assert not gone.has_usable_password()


def test_the_address_that_was_proven_stays_whichever_record_is_kept(chief, client):
    kept, gone = caller(), ResidentFactory(email="home@demo.example")
    kept, gone = merged(kept, gone, chief)
    assert kept.email == "home@demo.example"
    assert gone.gets_letters
    [address] = EmailAddress.objects.filter(user=kept)
    assert (address.email, address.verified, address.primary) == (kept.email, True, True)
    assert [row.to_address for row in OutboxMessage.objects.all()] == [kept.email]


def test_of_two_proven_addresses_both_are_told_and_one_signs_nobody_in(chief, client):
    kept, gone = (ResidentFactory(email=f"{name}@demo.example") for name in ("home", "work"))
    client.force_login(gone)
    kept, gone = merged(kept, gone, chief)
    assert client.get(reverse("my")).status_code == 302
    told = {row.to_address: (row.text, row.recipient) for row in OutboxMessage.objects.all()}
    assert "as before" in told["home@demo.example"][0]
    assert "other email address" in told["work@demo.example"][0]
    assert "home@" not in told["work@demo.example"][0]
    client.post(reverse("account_login"), {"email": "work@demo.example"})
    entered = {"code": newest_code("work@demo.example")}
    answer = client.post(reverse("account_confirm_login_code"), entered)
    assert answer.url == reverse("account_inactive")
    assert client.get(reverse("my")).status_code == 302
    assert caller(email="work@demo.example", name="x") == kept


def test_one_session_twice_is_one_registration_and_the_place_is_given_on(chief):
    session = SessionFactory(capacity=2, taken=2)
    kept, gone, third = ResidentFactory(), caller(), ResidentFactory()
    first = RegistrationFactory(session=session, person=kept)
    second = RegistrationFactory(session=session, person=gone)
    waits = RegistrationFactory(
        session=session, person=third, state="waiting", queued_at=second.created_at
    )
    type(session).objects.filter(pk=session.pk).update(taken=2)
    said = plan(kept=kept, gone=gone, actor=chief)
    assert [second.reference in drop for drop in said.drops] == [True]
    kept, gone = merged(kept, gone, chief)
    states = {row.pk: row.state for row in Registration.objects.all()}
    assert states == {first.pk: "confirmed", second.pk: "withdrawn", waits.pk: "confirmed"}
    assert {*Registration.objects.of(kept)} == {first, second}
    session.refresh_from_db()
    assert session.taken == 2
    assert OutboxMessage.objects.filter(to_address=third.email).count() == 1


def test_who_came_stays_and_is_counted_once(chief):
    session = SessionFactory(taken=2)
    kept, gone = ResidentFactory(), caller()
    first = RegistrationFactory(session=session, person=kept)
    came = RegistrationFactory(session=session, person=gone, attendance=Attendance.ATTENDED)
    kept, gone = merged(kept, gone, chief)
    rows = {row.pk: (row.state, row.attendance) for row in Registration.objects.of(kept)}
    assert rows == {first.pk: ("withdrawn", "unmarked"), came.pk: ("confirmed", "attended")}


def test_the_newer_answers_about_equality_stay(chief):
    load_question_sets()
    kept, gone = ResidentFactory(), ResidentFactory()
    for person in (gone, kept):
        start_monitoring(person=person, actor=person, language="en")
    newer = MonitoringLink.objects.get(person=kept)
    kept, gone = merged(kept, gone, chief)
    assert [*MonitoringLink.objects.all()] == [newer]


def test_two_applications_in_one_round_two_terms_and_a_scorer_are_refused(chief):
    round = RoundFactory()
    kept, gone = ResidentFactory(), ResidentFactory()
    one, _other = start(round, kept), start(round, gone, number=2)
    assert refusal(kept, gone, chief) == "cannot-merge"
    Application.objects.filter(pk=one.pk).update(state="withdrawn")
    terms = [MemberFactory(person=person) for person in (kept, gone)]
    assert refusal(kept, gone, chief) == "cannot-merge"
    Member.objects.filter(pk=terms[0].pk).update(state="ended")
    member = scorer(RoundFactory())
    User.objects.filter(pk=member.person_id).update(is_staff=False)
    assert refusal(kept, member.person, chief) == "cannot-merge"
    merged(kept, gone, chief)


def test_officers_strangers_and_the_same_record_are_refused(chief):
    kept, gone = ResidentFactory(), caller()
    assert refusal(kept, kept, chief) == "same"
    assert refusal(kept, OfficerFactory(), chief) == "officers-own"
    assert refusal(kept, gone, OfficerFactory()) == "not-allowed"
    officer = officer_of(roles.PANELS_OFFICER)
    start(RoundFactory(), gone)
    assert refusal(kept, gone, officer) == "holds-more"
    assert refusal(gone, kept, officer) == "holds-more"


def test_what_fails_halfway_leaves_both_as_they_were(chief, monkeypatch):
    kept, gone = ResidentFactory(), caller()
    place = RegistrationFactory(person=gone)
    monkeypatch.setattr("people.merging.hand_over", lambda *args, **kw: 1 / 0)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        merge_people(person_id=kept.pk, other_id=gone.pk, actor=chief)
    place.refresh_from_db()
    assert place.person == gone


def test_once_more_moves_what_came_meanwhile_and_another_is_refused(chief):
    kept, gone, third = ResidentFactory(), caller(), ResidentFactory()
    kept, gone = merged(kept, gone, chief)
    late = RegistrationFactory(person=gone)
    merged(kept, gone, chief)
    late.refresh_from_db()
    assert late.person == kept
    with pytest.raises(Refusal, match="merged already"):
        merge_people(person_id=third.pk, other_id=gone.pk, actor=chief)
    merged(third, kept, chief)
    gone.refresh_from_db()
    assert gone.merged_into == third


def test_the_database_lets_nobody_sign_in_to_a_merged_record():
    kept, gone = ResidentFactory(), ResidentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=gone.pk).update(merged_into=kept)


def test_likely_duplicates_share_a_mailbox_a_number_or_name_and_postcode(django_assert_num_queries):
    person = ResidentFactory(
        email="demo.one@demo.example", name="Demo Óne", postcode="LU1 2BQ", telephone="01582000001"
    )
    alike = {
        ResidentFactory(email="demoone@demo.example"),
        ResidentFactory(telephone="01582000001"),
        ResidentFactory(name="demo one", postcode="LU1 2BQ"),
    }
    ResidentFactory(name="Demo Óne", postcode="LU2 2BQ")
    OfficerFactory(telephone="01582000001")
    with django_assert_num_queries(1):
        assert {*duplicates_of(person)} == alike


def test_an_officer_sees_what_moves_before_it_is_done_and_finds_it_in_the_history(client):
    officer = officer_of(roles.PANELS_OFFICER)
    kept, gone = ResidentFactory(telephone="01582000002", email="home@demo.example"), caller()
    RegistrationFactory(person=gone)
    sign_in_officer(client, officer)
    page = client.get(reverse("admin:people_user_change", args=[kept.pk]))
    assert "May be the same person" in page.content.decode()
    address = reverse("admin:people_user_merge", args=[kept.pk])
    asked = {"suggested": str(gone.pk), "other": ""}
    assert client.get(address).context["form"]["suggested"].value() == str(gone.pk)
    shown = send(client, address, asked)
    said = " ".join(shown.context["question"].doubts)
    assert "registrations (1)" in said
    assert "they sign in with home@demo.example" in said
    assert User.objects.get(pk=gone.pk).is_active
    assert press(client, address, asked).status_code == 302
    history = client.get(reverse("admin:people_user_history", args=[kept.pk])).content.decode()
    assert "merged with Demo Person" in history
    assert "registrations (1)" in history
    assert client.get(reverse("admin:people_user_change", args=[gone.pk])).status_code == 302
    found = client.get(reverse("admin:search"), {"q": "Demo Person"}).content.decode()
    assert reverse("admin:people_user_change", args=[gone.pk]) not in found


@pytest.mark.parametrize(
    ("typed", "said"), [("nobody@demo.example", "Nobody has"), ("", "Choose a record")]
)
def test_nobody_found_is_said_beside_the_field(client, typed, said):
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    address = reverse("admin:people_user_merge", args=[ResidentFactory().pk])
    page = send(client, address, {"suggested": "", "other": typed})
    assert said in page.content.decode()
