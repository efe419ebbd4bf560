"""What applicants and visitors meet: rounds, the self-check, applying, offers, and refusals."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.models import OutboxMessage
from recruitment import services
from recruitment.models import Application, Follower
from recruitment.services.targets import with_categories
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruitment_officer,
    round_with_pool,
    start,
    submitted,
)
from tests.recruitment.officers import press, words
from tests.recruitment.test_drawing import drawn

pytestmark = pytest.mark.django_db

DETAILS = {"sector": "residents", "address": "1 Demo Street", "postcode": "LU99 1AA"}


@pytest.fixture
def person(client):
    """A resident who has signed in."""
    person = ResidentFactory()
    sign_in(client, person, "code")
    return person


def own(application, name="application", **more):
    """The address of one of the applicant's pages."""
    return reverse(f"recruitment:{name}", kwargs={"reference": application.reference} | more)


def test_a_round_that_is_a_draft_is_nowhere(client):
    round = RoundFactory(state="draft")
    assert round.title not in words(client.get("/taskforce/join/"))
    assert client.get(round.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("state", "said"),
    [
        ("screening", "applications are being read"),
        ("offering", "seats are being offered"),
        ("appointed", "Members are appointed"),
    ],
)
def test_the_public_reads_other_words_than_officers(client, state, said):
    round = RoundFactory(state=state)
    page = words(client.get(round.get_absolute_url()))
    assert said in page
    assert "Apply now" not in page


def test_lists_of_rounds_cost_the_same_with_any_number(client):
    counts = []
    for more in (1, 2, 20):
        RoundFactory.create_batch(more)
        with CaptureQueriesContext(connection) as captured:
            client.get("/taskforce/join/")
        counts.append(len(captured))
    assert len(set(counts)) == 1
    assert counts[0] <= 4


def test_the_landing_page_of_the_taskforce_says_that_a_round_is_open(client):
    assert "Applications are open" not in words(client.get("/taskforce/"))
    round = RoundFactory()
    page = words(client.get("/taskforce/"))
    assert "Applications are open" in page
    assert round.get_absolute_url() in page


def test_the_self_check_says_what_is_in_the_way_and_keeps_nothing(client):
    round = RoundFactory()
    url = reverse("recruitment:eligibility", args=[round.slug])
    assert "Choose yes or no" in words(client.post(url, {}))
    page = words(client.post(url, {"condition-0": "yes", "condition-1": "no"}))
    assert "It looks as if you can’t apply" in page
    assert "You can apply" in words(client.post(url, {"condition-0": "yes", "condition-1": "yes"}))
    assert not Application.objects.exists()


def test_somebody_new_signs_in_first_and_comes_back(client):
    round = RoundFactory()
    answer = client.get(reverse("recruitment:apply", args=[round.slug]))
    assert answer.url.endswith(f"next=/taskforce/join/{round.slug}/apply/")


def test_details_that_cannot_be_are_kept_and_explained(client, person):
    round = RoundFactory(seats={"residents": (2, "lottery"), "community": (2, "lottery")})
    url = reverse("recruitment:apply", args=[round.slug])
    page = words(client.post(url, DETAILS | {"postcode": "nowhere"}))
    assert "Enter a full UK postcode" in page
    assert 'value="nowhere"' in page
    page = words(client.post(url, DETAILS | {"sector": "community"}))
    assert "Enter the organisation that this seat would speak for." in page
    for wrong in ("private", "", "residents\u00e9"):
        assert client.post(url, DETAILS | {"sector": wrong}).status_code == 200
    long = client.post(url, DETAILS | {"address": "x" * 10_000})
    assert long.status_code == 200
    assert not Application.objects.exists()


def test_an_application_from_beginning_to_receipt(client, person):
    round = RoundFactory()
    begun = client.post(reverse("recruitment:apply", args=[round.slug]), DETAILS)
    application = Application.objects.get()
    assert begun.url == own(application)
    assert "Not started" in words(client.get(begun.url))
    first = client.get(own(application, "answers")).url
    client.post(first, {"q-called": "Demo Resident"})
    client.post(own(application, "answers_page", page="why"), {"q-why": "I care."})
    page = words(client.get(own(application)))
    assert "Check and send" in page
    consent = client.post(own(application, "consent"), {"agree": "on"}, follow=True)
    assert consent.status_code == 200
    check = own(application, "answers_check")
    unfinished = client.post(check)
    assert unfinished.status_code == 409
    assert "Finish the selection questions" in words(unfinished)
    client.post(own(application, "selection_page", page="sex"), {"q-sex": "female"})
    client.post(own(application, "selection_page", page="age"), {"q-age": "55+"})
    client.post(own(application, "selection_check"))
    assert client.post(check).url == own(application)
    page = words(client.get(own(application)))
    assert "Sent: we have your application" in page
    [receipt] = OutboxMessage.objects.filter(recipient=person.reference)
    assert application.reference in receipt.subject


def test_consent_needs_its_tick(client, person):
    application = start(RoundFactory(), person)
    page = words(client.post(own(application, "consent"), {}))
    assert "Tick the box if you agree" in page
    application.refresh_from_db()
    assert application.selection_response is None


def test_after_the_deadline_nothing_changes_and_the_page_says_so(client, person):
    application = start(RoundFactory(), person)
    answer(application)
    pages = [
        own(application, "answers_check"),
        own(application, "answers_page", page="why"),
        own(application, "selection_page", page="sex"),
    ]
    with time_machine.travel(application.round.closes_at):
        sign_in(client, person, "code")
        for url in pages:
            late = client.post(url, {"q-why": "Late.", "q-sex": "male"})
            assert late.status_code == 409
            assert "Applications have closed" in words(late)
        assert "did not send it" in words(client.get(own(application)))
    application.refresh_from_db()
    assert application.state == "draft"


def test_a_sent_application_is_opened_changed_and_sent_again(client, person):
    application = submitted(RoundFactory(), person)
    shut = client.post(own(application, "answers_page", page="why"), {"q-why": "New."})
    assert shut.status_code == 302
    client.post(own(application, "reopen"))
    client.post(own(application, "answers_page", page="why"), {"q-why": "New."})
    client.post(own(application, "answers_check"))
    application.refresh_from_db()
    assert application.state == "submitted"
    assert application.response.submissions.count() == 2


def test_selection_answers_are_deleted_in_one_step(client, person):
    application = submitted(RoundFactory(), person)
    client.post(own(application, "withdraw_consent"))
    application.refresh_from_db()
    assert application.selection_response is None


def test_withdrawing_asks_first(client, person):
    application = submitted(RoundFactory(), person)
    assert "Nobody considers this" in words(client.get(own(application, "withdraw")))
    client.post(own(application, "withdraw"), {"reason": "No time."})
    assert "You have withdrawn" in words(client.get(own(application)))
    assert client.post(own(application, "withdraw")).status_code == 302


def test_other_peoples_applications_are_not_there(client, person):
    application = submitted(RoundFactory())
    assert client.get(own(application)).status_code == 404
    for name in ("details", "answers", "consent", "withdraw", "accept", "reopen"):
        for act in (client.get, client.post):
            assert act(own(application, name)).status_code == 404
    application.refresh_from_db()
    assert application.state == "submitted"


def test_an_offer_is_accepted_or_declined_and_shows_the_chance(client):
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8)
    drawn(round, officer)
    services.offer_drawn(round_id=round.pk, actor=officer)
    first, second = Application.objects.filter(state="offered").select_related("person")[:2]
    sign_in(client, first.person, "code")
    page = words(client.get(own(first)))
    assert "Accept the seat" in page
    assert "Your chance of being chosen was 75.0 in 100" in page
    client.post(own(first, "accept"), {"interests": "Demo School"})
    assert "You have accepted a seat" in words(client.get(own(first)))
    for act in ("accept", "decline"):
        assert client.get(own(first, act)).url == own(first)
        page = words(client.post(own(first, act), {}, follow=True))
        assert "There is no offer to answer." in page
        assert "You have accepted a seat" in page
    sign_in(client, second.person, "code")
    client.post(own(second, "decline"), {"reason": "Moving."})
    assert "You did not take the seat" in words(client.get(own(second)))


def test_following_is_asked_for_and_taken_back(client, person):
    url = reverse("recruitment:follow")
    client.post(url)
    assert Follower.objects.get().person == person
    assert "Don’t tell me after all" in words(client.get(url))
    client.post(url)
    assert not Follower.objects.exists()


def test_every_open_round_stands_on_the_page_of_the_taskforce(client):
    first, second = RoundFactory(), RoundFactory()
    page = words(client.get("/taskforce/"))
    for round in (first, second):
        assert round.title in page
        assert round.get_absolute_url() in page


def test_the_lottery_page_publishes_its_targets_and_says_how_to_check_it(client):
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8)
    rows = [{"feature": "sex", "value": "female", "minimum": 2, "maximum": 4}]
    services.save_targets(round_id=round.pk, actor=officer, rows=rows)
    drawn(round, officer)
    page = words(client.get(reverse("recruitment:draw", args=[round.slug])))
    assert "Sex? Female: <strong>2–4</strong>" in page
    assert round.draws.get().outcome["people_sha256"] in page
    file = client.get(reverse("recruitment:lottery_targets", args=[round.slug]))
    assert '"sex","female","2","4"' in b"".join(file.streaming_content).decode()


def test_an_invitation_answers_the_same_twice(client, person):
    url = reverse("recruitment:invite", args=[RoundFactory().slug])
    said = [words(client.post(url, {"email": "f@demo.example"}, follow=True)) for _ in range(2)]
    assert all("The invitation is on its way" in page for page in said)
    assert OutboxMessage.objects.filter(to_address="f@demo.example").count() == 1
    assert "right format" in words(client.post(url, {"email": "nonsense"}))


def test_the_name_of_somebody_who_never_gave_one_is_asked_for(client):
    person = ResidentFactory(name="")
    sign_in(client, person, "code")
    url = reverse("recruitment:apply", args=[RoundFactory().slug])
    assert "Enter your full name" in words(client.post(url, DETAILS))
    client.post(url, DETAILS | {"name": "Demo Newcomer"})
    person.refresh_from_db()
    assert person.name == "Demo Newcomer"


def test_my_involvement_shows_where_an_application_stands(client, person):
    application = submitted(RoundFactory(), person)
    page = words(client.get("/my/"))
    assert application.get_absolute_url() in page
    assert "Sent: we have your application" in page


def test_sending_without_selection_answers_is_asked_about_and_can_be_made_good(client, person):
    application = start(RoundFactory(), person)
    answer(application, sex="")
    check = own(application, "answers_check")
    asked = client.post(check)
    assert "Send without the selection questions?" in words(asked)
    application.refresh_from_db()
    assert application.state == "draft"
    client.post(check, {"without": "1"})
    assert "Answer the selection questions" in words(client.get(own(application)))
    [receipt] = OutboxMessage.objects.filter(recipient=person.reference)
    assert "you can’t be chosen by lottery" in receipt.text
    client.post(own(application, "consent"), {"agree": "on"})
    client.post(own(application, "selection_page", page="sex"), {"q-sex": "male"})
    assert not with_categories(Application.objects.all()).exists()
    client.post(own(application, "selection_page", page="age"), {"q-age": "55+"})
    client.post(own(application, "selection_check"))
    assert with_categories(Application.objects.all()).exists()
    assert "Answer the selection questions" not in words(client.get(own(application)))


def test_what_was_sent_can_be_read(client, person):
    application = submitted(RoundFactory(), person, answers={"why": "I know my street."})
    assert "I know my street." in words(client.get(own(application)))


def test_a_withdrawn_application_takes_no_consent_and_leads_to_a_new_one(client, person):
    application = submitted(RoundFactory(), person)
    services.withdraw(application_id=application.pk, actor=person)
    refused = client.post(own(application, "consent"), {"agree": "on"})
    assert refused.status_code == 409
    application.refresh_from_db()
    assert application.selection_response is None
    assert "Apply again" in words(client.get(own(application)))
    assert client.get(own(application, "withdraw")).status_code == 302


def test_a_closed_round_leads_back_from_its_self_check_and_invitation(client, person):
    round = RoundFactory(state="screening")
    for name in ("eligibility", "invite"):
        url = reverse(f"recruitment:{name}", args=[round.slug])
        assert client.get(url).url == round.get_absolute_url()


def test_residents_alone_are_not_asked_for_an_organisation(client, person):
    page = client.get(reverse("recruitment:apply", args=[RoundFactory().slug]))
    assert "organisation" not in page.context["form"].fields


@pytest.mark.parametrize(
    ("name", "field", "said"),
    [
        ("details", "address", "“First line of your address” to 120"),
        ("withdraw", "reason", "“Would you like to tell us why?” to 1,000"),
    ],
)
def test_what_is_too_long_is_kept_and_names_its_field(client, person, name, field, said):
    application = start(RoundFactory(), person)
    typed = "x" * 10_000
    page = press(client, own(application, name), DETAILS | {field: typed})
    assert f"Shorten {said} characters or fewer" in words(page)
    assert typed in page.content.decode()
    assert "Ensure this value" not in page.content.decode()
