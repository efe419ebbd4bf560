"""Acts that come too late, twice, from two doors at once, or with what no column holds."""

from datetime import timedelta

import pytest
from django.contrib.admin import site
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from assessment import services as assessing
from assessment.admin.criteria import CriterionAdmin
from assessment.models import Assessor, Criterion, Moderation
from core.refusal import Refusal
from messaging.models import Due
from recruitment import reminders, services
from recruitment.admin.rounds import RoundAdmin
from recruitment.models import Application
from recruitment.services.pool import pool_of
from recruitment.services.targets import mark_of_targets
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruitment_officer,
    round_with_pool,
    scored,
    scorer,
    start,
    submitted,
)
from tests.factories.taskforce import MemberFactory
from tests.recruitment.officers import assessment_url, posted_by, press, round_url
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return recruitment_officer()


def ask(round, officer):
    act = {"round_id": round.pk, "seed": "Demo", "number_source": "Demo source", "actor": officer}
    return services.ask_draw(**act)


def own(application, act, **more):
    """`act` by the applicant."""
    return act(application_id=application.pk, actor=application.person, **more)


# --- Scores -------------------------------------------------------------------------------------


def scoring_round(officer, scorers: int):
    round = RoundFactory()
    application = submitted(round)
    panel = [scorer(round) for _number in range(scorers)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    application.refresh_from_db()
    return round, application, panel


def agree(application, officer, value: int):
    for criterion in application.round.assessment.criteria.all():
        assessing.moderate(
            piece_id=application.piece_id,
            criterion_id=criterion.pk,
            value=value,
            reason="Talked over.",
            actor=officer,
        )


def test_a_score_that_comes_after_the_agreement_is_talked_over_too(officer):
    round, application, (first, second, third) = scoring_round(officer, 3)
    scored(application, [first, second], 1, 4)
    agree(application, officer, 3)
    assert not assessing.unresolved(round.assessment)
    scored(application, [third], 0)
    assert len(assessing.unresolved(round.assessment)) == 2
    assert refusal(services.settle_pool, round_id=round.pk, actor=officer) == "not-agreed"
    agree(application, officer, 2)
    standing = pool_of(round)[0]
    assert standing.mean == 2
    assert standing.level == pytest.approx(2)


def test_an_agreement_ends_with_the_scores_of_somebody_with_an_interest(officer):
    round, application, (first, second, third) = scoring_round(officer, 3)
    scored(application, [first, second, third], 1, 1, 4)
    agree(application, officer, 4)
    assessing.declare(
        piece_id=application.piece_id, actor=third.person, has_interest=True, reason="A cousin."
    )
    assert not Moderation.objects.exists()
    assert pool_of(round)[0].mean == 1


def test_a_panel_member_with_scores_is_not_turned_into_somebody_else(officer, client):
    round, application, panel = scoring_round(officer, 2)
    scored(application, panel, 2, 2)
    member, other = panel[0], scorer(RoundFactory()).person
    sign_in_officer(client, officer)
    url = assessment_url(round)
    data = posted_by(client, url)
    prefix = next(
        name.removesuffix("-id")
        for name, value in data.items()
        if name.startswith("assessors-") and name.endswith("-id") and value == str(member.pk)
    )
    answered = client.post(url, data | {f"{prefix}-person": other.pk})
    assert answered.status_code == 200
    assert "has declared or scored" in answered.content.decode()
    assert Assessor.objects.get(pk=member.pk).person_id == member.person_id


# --- Two doors at once --------------------------------------------------------------------------


def test_an_officer_is_told_that_somebody_has_applied_by_themselves(officer, client):
    application = start(RoundFactory())
    sign_in_officer(client, officer)
    url = reverse("admin:recruitment_round_offline", args=[application.round_id])
    answered = client.post(
        url,
        {
            "email": application.person.email,
            "name": "Demo Name",
            "arrived_on": timezone.localdate().isoformat(),
            "sector": "residents",
            "address": "2 Demo Street",
            "postcode": "LU99 1AA",
        },
    )
    assert answered.status_code == 200
    assert application.reference in answered.content.decode()
    act = {"round": application.round, "person": application.person, "actor": officer}
    assert refusal(start, **act) == "applies-already"


def test_an_officer_goes_on_with_an_application_they_began(officer):
    round, person = RoundFactory(), ResidentFactory()
    begun = start(round, person, actor=officer)
    assert start(round, person, actor=officer) == begun


def test_selection_answers_that_were_deleted_in_another_window_are_not_handed_in():
    application = start(RoundFactory())
    answer(application)
    own(application, services.withdraw_selection_consent)
    assert refusal(own, application, services.finish_selection) == "nothing-asked"


def test_an_officer_deletes_the_selection_answers_of_an_application_they_enter(officer, client):
    application = start(RoundFactory(), ResidentFactory(), actor=officer)
    answer(application)
    sign_in_officer(client, officer)
    url = reverse("recruitment:withdraw_consent", args=[application.reference])
    assert client.post(url).status_code == 302
    assert Application.objects.get().selection_response is None


def test_nobody_sends_what_is_sent_for_somebody_else():
    application = submitted(RoundFactory())
    sent = refusal(services.submit, application_id=application.pk, actor=ResidentFactory())
    assert sent == "not-allowed"


def test_who_signs_up_while_a_round_opens_is_kept_for_the_next(officer, monkeypatch):
    first, second = ResidentFactory(), ResidentFactory()
    services.follow(person=first)
    round = RoundFactory(state="draft")
    real = services.rounds.post

    def post(message, *, key):
        services.follow(person=second)
        return real(message, key=key)

    monkeypatch.setattr(services.rounds, "post", post)
    services.open_round(round_id=round.pk, actor=officer)
    assert services.inviting.Follower.objects.get().person == second


# --- Input that can't be ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "shoe,big,0,1",
        "sex,female,0,99999",
        "sex,female,-1,2",
        f"{'s' * 300},female,0,1",
        "sex,f\0,0,1",
    ],
)
def test_targets_that_no_column_holds_are_refused(officer, client, line):
    round = RoundFactory()
    sign_in_officer(client, officer)
    file = SimpleUploadedFile("F.csv", f"feature,value,min,max\n{line}\n".encode())
    url = reverse("admin:recruitment_round_targets_file", args=[round.pk])
    seen = {"made_from": mark_of_targets(round)}
    answered = client.post(url, {"file": file} | seen, follow=True)
    assert answered.status_code == 200
    assert not round.targets.exists()
    assert [message.level_tag for message in answered.context["messages"]] == ["error"]


def test_a_reason_is_kept_without_what_no_column_holds(officer, client):
    round, _panel = round_with_pool(officer, 8)
    draw = ask(round, officer)
    sign_in_officer(client, officer)
    url = reverse("admin:recruitment_round_abandon_draw", args=[round.pk])
    answered = press(client, url, {"reason": "No\0thing"}, follow=True)
    assert answered.status_code == 200
    draw.refresh_from_db()
    assert draw.state == "abandoned"
    assert draw.moves.last().reason == "Nothing"


def test_a_reference_that_cannot_be_is_not_found(client):
    client.force_login(ResidentFactory())
    assert client.get("/taskforce/join/application/TF%00/").status_code == 404


def test_a_refusal_while_appointing_says_whose_it_is(officer, monkeypatch):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    own(offer.application, services.accept)

    MemberFactory(person=offer.application.person)
    with pytest.raises(Refusal, match=offer.application.reference):
        services.appoint_members(round_id=round.pk, actor=officer)


# --- An officer's page that lay open ------------------------------------------------------------


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something at the last moment before the page saves, as another officer would."""

    def arrange(act):
        real = RoundAdmin.get_form

        def get_form(self, request, obj=None, **kwargs):
            if request.method == "POST" and not done:
                done.append(act())
            return real(self, request, obj, **kwargs)

        done = []
        monkeypatch.setattr(RoundAdmin, "get_form", get_form)

    return arrange


def test_saving_a_round_leaves_the_state_alone(officer, client, meanwhile):
    """The columns that the page shows are written, and no other."""
    round = RoundFactory()
    sign_in_officer(client, officer)
    url = round_url(round, tab="text")
    data = posted_by(client, url) | {"summary_en": "Other words."}
    meanwhile(lambda: services.close_round(round_id=round.pk, actor=officer))
    assert client.post(url, data).status_code == 302
    round.refresh_from_db()
    assert (round.state, round.summary) == ("screening", "Other words.")


def test_a_criterion_is_not_added_to_a_round_that_has_opened_meanwhile(officer, client):
    round = RoundFactory(state="draft", criteria=["Experience"])
    criterion = round.assessment.criteria.get()
    services.open_round(round_id=round.pk, actor=officer)
    request = client.request().wsgi_request
    request.user = officer
    with pytest.raises(PermissionDenied):
        CriterionAdmin(Criterion, site).save_model(request, criterion, None, change=True)
    with pytest.raises(PermissionDenied):
        CriterionAdmin(Criterion, site).delete_model(request, criterion)


def test_reminders_follow_the_closing_date(officer, client):
    round = RoundFactory()
    application = start(round)
    sign_in_officer(client, officer)
    url = round_url(round, tab="text")
    days = []
    for moved in (0, 10, 0):
        day = timezone.localtime(round.closes_at + timedelta(days=moved))
        data = posted_by(client, url) | {"closes_at": day.strftime("%Y-%m-%dT%H:%M")}
        assert client.post(url, data).status_code == 302
        due = Due.objects.get(about=reminders.draft_of(application))
        assert due.state == Due.State.WAITING
        days.append(due.due_at)
    assert days[1] - days[0] >= timedelta(days=9)
    assert days[2] == days[0]
