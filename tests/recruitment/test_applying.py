"""Applying: begun once, answered, sent before the deadline, changed, taken back."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.refusal import Refusal
from messaging.models import Due, OutboxMessage
from questionnaires.models import Answer, Response
from recruitment import services
from recruitment.models import Application, Follower, Invitation
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.recruitment import (
    CONSENT,
    RoundFactory,
    answer,
    passed,
    recruiter,
    recruitment_officer,
    start,
    submitted,
    ward_at,
)

pytestmark = pytest.mark.django_db


def refusal(act, *args, **kwargs) -> str:
    """The code of the refusal that this ends in."""
    with pytest.raises(Refusal) as refused:
        act(*args, **kwargs)
    return refused.value.code


def emails_to(person) -> list[str]:
    rows = OutboxMessage.objects.filter(recipient=person.reference).order_by("pk")
    return [row.key.split(":")[0].removeprefix("recruitment.") for row in rows]


def test_starting_twice_gives_the_same_application():
    round, person = RoundFactory(), ResidentFactory()
    first = start(round, person)
    assert start(round, person, address="9 Other Street") == first
    assert first.reference.startswith("TF-")
    assert Application.objects.count() == 1


def test_the_database_refuses_a_second_live_application():
    application = start(RoundFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(
            round=application.round,
            piece=application.round.assessment.pieces.create(),
            person=application.person,
            sector="residents",
            response=Response.objects.create(version=application.response.version, language="en"),
        )


def test_the_ward_is_the_postcodes():
    ward = ward_at("LU99 1AA")
    application = start(RoundFactory(), postcode="lu991aa")
    assert (application.postcode, application.ward) == ("LU99 1AA", ward)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"postcode": "nowhere"}, "not-a-postcode", "postcode"),
        ({"address": "  "}, "address", "address"),
        ({"sector": "private"}, "sector", "sector"),
        ({"sector": "community"}, "organisation", "organisation"),
    ],
)
def test_details_that_cannot_be_are_refused_by_field(fields, code, field):
    round = RoundFactory(seats={"residents": (3, "lottery"), "community": (2, "scores")})
    with pytest.raises(Refusal) as refused:
        start(round, **fields)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("state", "code"),
    [("draft", "not-open-yet"), ("screening", "closed"), ("cancelled", "cancelled")],
)
def test_only_an_open_round_takes_applications(state, code):
    assert refusal(start, RoundFactory(state=state)) == code


def test_sending_needs_every_answer_and_confirms_with_a_receipt():
    application = start(RoundFactory())
    person = application.person
    assert refusal(services.submit, application_id=application.pk, actor=person) == "incomplete"
    answer(application)
    sent = services.submit(application_id=application.pk, actor=person)
    assert (sent.state, sent.submitted_at is not None) == ("submitted", True)
    services.submit(application_id=application.pk, actor=person)
    assert emails_to(person) == ["received"]


def test_the_deadline_counts_when_the_application_is_sent():
    round = RoundFactory()
    application = start(round)
    answer(application)
    with time_machine.travel(round.closes_at - timedelta(seconds=1), tick=False):
        assert round.is_open
    passed(round)
    late = refusal(services.submit, application_id=application.pk, actor=application.person)
    assert late == "closed"
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_sent_application_can_be_changed_while_the_round_is_open():
    application = submitted(RoundFactory())
    person = application.person
    services.reopen(application_id=application.pk, actor=person)
    answer(application, why="I have more to say.")
    again = services.submit(application_id=application.pk, actor=person)
    assert again.response.submissions.count() == 2
    assert emails_to(person) == ["received", "received"]
    passed(application.round)
    assert refusal(services.reopen, application_id=application.pk, actor=person) == "closed"


def test_nobody_else_sends_changes_or_withdraws_it():
    application = start(RoundFactory())
    answer(application)
    other = ResidentFactory()
    for act in (services.submit, services.withdraw):
        assert refusal(act, application_id=application.pk, actor=other) == "not-allowed"
    changed = refusal(
        services.change_details,
        application_id=application.pk,
        actor=other,
        sector="residents",
        organisation="",
        address="1 Demo Street",
        postcode="LU99 1AA",
    )
    assert changed == "not-allowed"


def test_consent_is_kept_with_its_words_and_time_and_is_taken_back_in_one_step():
    application = submitted(RoundFactory())
    application.refresh_from_db()
    assert application.consent_wording == CONSENT
    assert application.consented_at is not None
    response = application.selection_response_id
    assert Answer.objects.filter(response=response).count() == 2
    services.withdraw_selection_consent(application_id=application.pk, actor=application.person)
    application.refresh_from_db()
    assert (application.selection_response, application.consented_at) == (None, None)
    assert not Answer.objects.filter(response=response).exists()
    assert application.state == "submitted"


def test_selection_answers_without_consent_cannot_be():
    application = submitted(RoundFactory())
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=application.pk).update(consented_at=None)


def test_withdrawing_deletes_the_selection_answers_and_lets_them_apply_again():
    application = submitted(RoundFactory())
    person, response = application.person, application.selection_response_id
    gone = services.withdraw(application_id=application.pk, actor=person)
    services.withdraw(application_id=application.pk, actor=person)
    assert gone.state == "withdrawn"
    assert not Answer.objects.filter(response=response).exists()
    assert emails_to(person) == ["received", "withdrawn"]
    assert start(application.round, person) != application


def test_an_officer_enters_an_application_in_somebodys_name():
    round, person, officer = RoundFactory(), ResidentFactory(), recruitment_officer()
    application = start(round, person, actor=officer)
    assert application.entered_by == officer
    answer(application)
    sent = services.submit(application_id=application.pk, actor=officer)
    assert sent.state == "submitted"
    assert emails_to(person) == ["received"]


def test_only_those_who_run_the_round_enter_for_others():
    round = RoundFactory()
    assert refusal(start, round, ResidentFactory(), actor=OfficerFactory()) == "not-allowed"
    assert refusal(start, round, ResidentFactory(), actor=ResidentFactory()) == "not-allowed"
    outside = recruiter(round)
    assert start(round, ResidentFactory(), actor=outside).entered_by == outside
    assert refusal(start, RoundFactory(), ResidentFactory(), actor=outside) == "not-allowed"


def test_an_unsent_application_is_reminded_of_three_days_before():
    round = RoundFactory()
    application = start(round)
    due = Due.objects.get(kind="recruitment.unsent")
    assert timedelta(days=2) < round.closes_at - due.due_at < timedelta(days=4)
    answer(application)
    services.submit(application_id=application.pk, actor=application.person)
    due.refresh_from_db()
    assert due.state == Due.State.CANCELLED


def test_an_invitation_goes_out_once_and_keeps_no_address():
    round, person = RoundFactory(), ResidentFactory()
    assert services.invite(round_id=round.pk, email="Friend@demo.example", actor=person)
    assert not services.invite(round_id=round.pk, email="friend@demo.example", actor=person)
    assert OutboxMessage.objects.get().to_address == "friend@demo.example"
    kept = " ".join(map(str, Invitation.objects.values_list().get()))
    assert "friend" not in kept


def test_one_person_invites_only_so_many():
    round, person = RoundFactory(), ResidentFactory()
    for n in range(services.inviting.INVITATIONS_A_PERSON):
        services.invite(round_id=round.pk, email=f"friend{n}@demo.example", actor=person)
    more = refusal(services.invite, round_id=round.pk, email="more@demo.example", actor=person)
    assert more == "too-many"
    assert services.invite(
        round_id=round.pk, email="more@demo.example", actor=recruitment_officer()
    )


def test_who_asked_is_told_once_when_a_round_opens():
    person, officer = ResidentFactory(), recruitment_officer()
    services.follow(person=person)
    services.follow(person=person)
    round = RoundFactory(state="draft")
    services.open_round(round_id=round.pk, actor=officer)
    assert emails_to(person) == ["next-round"]
    assert not Follower.objects.exists()
    assert timezone.now() < round.closes_at
