"""Changing what was sent: what was sent last stays in the round until it is sent again."""

import pytest
import time_machine
from django.urls import reverse

from assessment import services as assessing
from messaging.models import Due, OutboxMessage
from questionnaires import services as questions
from recruitment import reminders, services
from recruitment.services.lotteries import drawable
from recruitment.services.sent import sent_answers
from recruitment.services.targets import categories_of
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.recruitment import (
    RoundFactory,
    passed,
    recruitment_officer,
    scored,
    scorer,
    start,
    submitted,
)
from tests.recruitment.officers import press
from tests.recruitment.test_applying import emails_to, refusal

pytestmark = pytest.mark.django_db

BEFORE, AFTER = "I have lived here a long time.", "Something else altogether."


def own(application, act, **more):
    """`act` by the applicant."""
    return act(application_id=application.pk, actor=application.person, **more)


def change(application, **values):
    """Open it to be changed and write other answers, without sending them."""
    own(application, services.reopen)
    questions.save_answers(
        response_id=application.response_id, values={"why": AFTER}, actor=application.person
    )
    if values:
        questions.save_answers(
            response_id=application.selection_response_id, values=values, actor=application.person
        )
    application.refresh_from_db()
    return application


def move_house(application):
    return own(
        application,
        services.change_details,
        sector="residents",
        address="99 Other Street",
        postcode="LU99 9ZZ",
    )


def read(application) -> str:
    return {one.key: one.text for one in sent_answers(application)}["why"]


@pytest.fixture
def officer():
    return recruitment_officer()


@pytest.fixture
def application():
    found = submitted(RoundFactory())
    found.refresh_from_db()
    return found


def test_what_was_sent_stays_in_the_round_while_it_is_changed(application, officer):
    sent_at = application.submitted_at
    change(application, sex="male")
    move_house(application)
    application.refresh_from_db()
    assert (application.state, application.submitted_at) == ("submitted", sent_at)
    assert (application.address, application.postcode) == ("1 Demo Street", "LU99 1AA")
    assert read(application) == BEFORE
    assert not application.lacks_selection


def test_screening_scoring_and_the_draw_read_what_was_sent(application, officer):
    change(application, sex="male")
    move_house(application)
    round = application.round
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    assessing.declare(piece_id=application.piece_id, actor=panel[0].person, has_interest=False)
    opened = assessing.open_blind(piece_id=application.piece_id, actor=panel[0].person)
    assert [text for _label, text in opened.answers] == [BEFORE]
    application.refresh_from_db()
    scored(application, panel, 3, 3)
    services.settle_pool(round_id=round.pk, actor=officer)
    (found,) = drawable(round)
    assert found.address == "1 Demo Street"
    assert categories_of([found])[application.pk]["sex"] == "female"


def test_sending_again_puts_the_changed_one_in_its_place(application):
    change(application, sex="male")
    move_house(application)
    again = own(application, services.submit)
    again.refresh_from_db()
    assert (again.state, again.address, again.changed_details) == (
        *("submitted", "99 Other Street"),
        None,
    )
    assert read(again) == AFTER
    assert categories_of([again])[again.pk]["sex"] == "male"
    assert emails_to(again.person) == ["received", "received"]
    own(application, services.submit)
    assert emails_to(again.person) == ["received", "received"]


def test_opening_it_twice_or_before_it_is_sent_changes_nothing(application):
    own(application, services.reopen)
    own(application, services.reopen)
    assert application.response.moves.filter(to_state="draft").count() == 1
    draft = start(RoundFactory())
    assert own(draft, services.reopen).is_draft
    gone = submitted(RoundFactory())
    own(gone, services.withdraw)
    assert refusal(own, gone, services.reopen) == "too-late"


def test_it_opens_while_the_selection_questions_are_half_answered():
    application = submitted(RoundFactory(), answers={"sex": ""})
    own(application, services.consent_to_selection)
    assert own(application, services.reopen).is_changing


def test_selection_answers_given_after_sending_count_at_once_even_while_it_is_changed():
    application = submitted(RoundFactory(), answers={"sex": ""})
    own(application, services.reopen)
    own(application, services.consent_to_selection)
    application.refresh_from_db()
    questions.save_answers(
        response_id=application.selection_response_id,
        values={"sex": "female", "age": "55+"},
        actor=application.person,
    )
    own(application, services.finish_selection)
    application.refresh_from_db()
    assert not application.lacks_selection
    assert application.is_changing


def test_changed_selection_answers_wait_for_the_application(application):
    change(application, sex="male")
    own(application, services.finish_selection)
    assert categories_of([application])[application.pk]["sex"] == "female"


def test_what_is_changed_too_late_does_not_count_and_the_page_says_what_does(application, client):
    change(application)
    client.force_login(application.person)
    passed(application.round)
    assert refusal(own, application, services.submit) == "closed"
    page = client.get(application.get_absolute_url()).content.decode()
    check = client.get(reverse("recruitment:answers_check", args=[application.reference]))
    assert "You began to change it and did not send it again." in page
    assert BEFORE in page
    assert AFTER not in page
    assert check.status_code == 409
    assert " counts." in check.content.decode()


def test_the_pages_say_what_counts_while_it_is_changed(application, client):
    client.force_login(application.person)
    url = application.get_absolute_url()
    opened = client.post(
        reverse("recruitment:reopen", args=[application.reference]), follow=True
    ).content.decode()
    assert "until then what you sent counts" in opened
    page = client.get(url).content.decode()
    assert "What you change now counts once you send it again." in page
    assert "Check and send again" in page
    assert "Change your application" not in page
    details = reverse("recruitment:details", args=[application.reference])
    said = press(
        client,
        details,
        {"sector": "residents", "address": "99 Other Street", "postcode": "LU99 9ZZ"},
        follow=True,
    ).content.decode()
    assert "They count once you send your application again." in said
    assert "99 Other Street" in client.get(details).content.decode()


def test_officers_read_what_was_sent_and_that_it_is_being_changed(application, officer, client):
    change(application)
    sign_in_officer(client, officer)
    url = reverse("admin:recruitment_application_change", args=[application.pk])
    page = client.get(url).content.decode()
    assert BEFORE in page
    assert AFTER not in page
    assert "The applicant has opened it and not sent it again." in page


@pytest.mark.parametrize("eligible", [True, False])
def test_what_is_sent_again_after_an_early_screening_is_screened_again(
    application, officer, client, eligible
):
    services.screen(
        application_id=application.pk, eligible=eligible, reason="Demo reason.", actor=officer
    )
    change(application)
    client.force_login(application.person)
    page = client.get(application.get_absolute_url()).content.decode()
    assert ("Until the round closes you can also change" in page) is not eligible
    again = own(application, services.submit)
    assert (again.state, again.screening_reason) == ("submitted", "")


def test_nobody_else_opens_or_sends_it_again(application, officer):
    for who in (ResidentFactory(), officer):
        act = {"application_id": application.pk, "actor": who}
        assert refusal(services.reopen, **act) == "not-allowed"
    own(application, services.reopen)
    sent = refusal(services.submit, application_id=application.pk, actor=officer)
    assert sent == "not-allowed"


def test_withdrawing_while_it_is_changed_takes_everything_back(application):
    change(application)
    move_house(application)
    gone = own(application, services.withdraw)
    assert (gone.state, gone.changed_details) == ("withdrawn", None)
    assert Due.objects.filter(state=Due.State.WAITING).count() == 0


# --- Reminders ----------------------------------------------------------------------------------


def test_changes_that_are_not_sent_are_reminded_of_once(application):
    change(application)
    own(application, services.reopen)
    (due,) = Due.objects.filter(kind=reminders.UNSENT, state=Due.State.WAITING)
    words = reminders.write_unsent(due.about)
    assert words.context["application"].is_changing
    own(application, services.submit)
    due.refresh_from_db()
    assert due.state == Due.State.CANCELLED
    assert reminders.write_unsent(due.about) is None


def test_who_begins_in_the_last_days_is_reminded_the_day_before():
    round = RoundFactory()
    with time_machine.travel(reminders.nine_in_luton(round.closes_at, days=-2), tick=False):
        start(round)
    with time_machine.travel(reminders.nine_in_luton(round.closes_at, days=-1), tick=False):
        start(round)
    (due,) = Due.objects.filter(kind=reminders.UNSENT)
    assert due.due_at == reminders.nine_in_luton(round.closes_at, days=-1)


def test_an_application_that_an_officer_enters_reminds_nobody(officer):
    start(RoundFactory(), ResidentFactory(), actor=officer)
    assert not Due.objects.exists()


def test_a_reminder_says_nothing_once_the_round_is_closed(officer):
    application = start(RoundFactory())
    services.close_round(round_id=application.round_id, actor=officer)
    assert reminders.write_unsent(reminders.draft_of(application)) is None


# --- Consent ------------------------------------------------------------------------------------


def test_who_takes_their_consent_back_is_told_that_the_answers_are_deleted(application):
    own(application, services.withdraw_selection_consent)
    own(application, services.withdraw_selection_consent)
    assert emails_to(application.person) == ["received", "selection-deleted"]
    own(application, services.consent_to_selection)
    own(application, services.withdraw_selection_consent)
    told = OutboxMessage.objects.filter(key__startswith="recruitment.selection-deleted")
    assert told.count() == 2
    assert "you can answer the questions on your page until the round closes" in told.last().text
