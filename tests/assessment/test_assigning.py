"""Each piece has assessors of its own: who is asked, who isn't, what stands in the way."""

import re

import pytest
from django.urls import reverse

from assessment import services
from assessment.models import Assignment, Piece
from recruitment.services import close_round, screen, start_scoring
from tests.factories.people import sign_in_officer
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    scored,
    scorer,
    submitted,
)
from tests.officers.pages import seen
from tests.recruitment.officers import assessment_url, posted_by, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    """An officer, a round that is scored by assigned people, two applications and two scorers."""
    officer, round = recruitment_officer(), RoundFactory()
    applications = [submitted(round, number=number) for number in (1, 2)]
    people = [scorer(round), scorer(round)]
    close_round(round_id=round.pk, actor=officer)
    for application in applications:
        screen(application_id=application.pk, eligible=True, actor=officer)
    start_scoring(round_id=round.pk, actor=officer)
    round.assessment.asked = "assigned"
    round.assessment.save()
    return officer, round, applications, people


def assign(round, officer, *pairs, **more):
    """Say who scores what, and release it."""
    number = services.assign(
        assessment_id=round.assessment_id,
        pairs=[(application.piece_id, assessor.pk) for application, assessor in pairs],
        actor=officer,
        **more,
    )
    services.release(assessment_id=round.assessment_id, actor=officer)
    return number


def test_who_is_not_asked_neither_sees_nor_scores(client, scene):
    officer, round, (first, second), (asked, other) = scene
    assign(round, officer, (first, asked), (second, other))
    assert list(Piece.objects.asked_of(asked.person)) == [first.piece]
    act = {"actor": asked.person, "has_interest": False}
    assert refusal(services.declare, piece_id=second.piece_id, **act) == "not-allowed"
    sign_in_officer(client, asked.person)
    page = words(client.get(reverse("admin:assessment_piece_changelist")))
    assert first.piece.code in page
    assert second.piece.code not in page
    shut = reverse("admin:assessment_piece_declare", args=[second.piece.code])
    assert client.get(shut).status_code == 404


def test_what_was_asked_before_is_replaced_and_scores_stay(scene):
    officer, round, (first, second), (one, two) = scene
    assert assign(round, officer, (first, one), (second, two)) == 2
    assert assign(round, officer, (first, one), (first, two)) == 2
    assert set(Assignment.objects.values_list("piece", flat=True)) == {first.piece_id}
    scored(first, [one], 3)
    assert refusal(assign, round, officer, (second, two)) == "has-scored"
    assert Assignment.objects.count() == 2


def test_what_stands_in_the_way_of_asking_somebody(scene):
    officer, round, (first, second), (one, two) = scene
    elsewhere = scorer(RoundFactory())
    assert refusal(assign, round, officer, (first, elsewhere)) == "not-theirs"
    assert refusal(assign, round, one.person, (first, one)) == "not-allowed"
    two.postcode, two.address = second.postcode, second.address
    two.save()
    assert refusal(assign, round, officer, (second, two)) == "interest"
    assert refusal(assign, round, officer, made_from="old") == "changed-meanwhile"
    round.assessment.asked = "everybody"
    round.assessment.save()
    assert refusal(assign, round, officer, (first, one)) == "everybody"


def test_the_table_asks_and_an_old_page_of_it_changes_nothing(client, scene):
    officer, round, (first, second), (one, two) = scene
    sign_in_officer(client, officer)
    url = reverse("admin:assessment_assessment_assign", args=[round.assessment_id])
    page = client.get(url)
    pair = f"{first.piece_id}-{one.pk}"
    data = {"made_from": page.context["made_from"], "pair": [pair]}
    assert client.post(url, data).status_code == 302
    assert Assignment.objects.count() == 1
    old = client.post(url, data | {"pair": [f"{second.piece_id}-{two.pk}", "nonsense"]})
    assert "Somebody changed who scores what" in words(old)
    assert Assignment.objects.get().piece_id == first.piece_id
    kept = f'value="{second.piece_id}-{two.pk}"'
    assert any(kept in part and " checked" in part for part in words(old).split("<input"))


def test_the_table_holds_its_queries(client, scene, django_assert_max_num_queries):
    officer, round, _applications, _people = scene
    sign_in_officer(client, officer)
    url = reverse("admin:assessment_assessment_assign", args=[round.assessment_id])
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    for number in range(5):
        piece = submitted(RoundFactory(), number=number + 10)
        type(piece).objects.filter(pk=piece.pk).update(round=round, state="eligible")
        Piece.objects.filter(pk=piece.piece_id).update(assessment=round.assessment)
        scorer(round)
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(url)


def test_an_address_of_no_assessment_is_answered_and_saves_nothing(client, scene):
    sign_in_officer(client, scene[0])
    for nothing in ("abc", "999999", "99_9999"):
        url = reverse("admin:assessment_assessment_change", args=[nothing])
        assert client.get(url).status_code == 302
        assert client.post(url, {"gap": "3"}).status_code == 302


def test_who_has_scored_is_shown_and_stays_asked_whatever_is_ticked(client, scene):
    officer, round, (first, second), (one, two) = scene
    assign(round, officer, (first, one), (second, two))
    scored(first, [one], 3)
    sign_in_officer(client, officer)
    url = reverse("admin:assessment_assessment_assign", args=[round.assessment_id])
    page = client.get(url)
    assert ">Scored<input" in page.content.decode()
    kept = re.findall(r'type="hidden" name="pair" value="([^"]+)"', page.content.decode())
    assert kept == [f"{first.piece_id}-{one.pk}"]
    data = {"made_from": page.context["made_from"], "pair": kept}
    assert client.post(url, data).status_code == 302
    assert Assignment.objects.get().assessor_id == one.pk


def test_a_whole_column_and_a_whole_row_are_ticked_by_a_button(client, scene):
    officer, round, (first, second), (one, two) = scene
    two.postcode, two.address = second.postcode, second.address
    two.save()
    sign_in_officer(client, officer)
    url = reverse("admin:assessment_assessment_assign", args=[round.assessment_id])
    made_from = client.get(url).context["made_from"]

    def ticked(tick, *pairs) -> set:
        page = client.post(url, {"made_from": made_from, "tick": tick, "pair": pairs})
        assert "not saved yet" in words(page)
        return {
            cell["value"]
            for row in page.context["rows"]
            for cell in row["cells"]
            if cell["is_asked"]
        }

    column = {f"{application.piece_id}-{one.pk}" for application in (first, second)}
    assert ticked(f"assessor-{one.pk}") == column
    # Where an interest is known, a button asks nobody.
    row = {f"{second.piece_id}-{one.pk}"}
    before = f"{first.piece_id}-{two.pk}"
    assert ticked(f"piece-{second.piece_id}", before) == row | {before}
    assert not Assignment.objects.exists()
    data = {"made_from": made_from, "pair": list(column)}
    assert client.post(url, data).status_code == 302
    assert Assignment.objects.count() == 2


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("assigned", "everybody", "everybody on the panel is asked to score everything"),
        ("everybody", "assigned", "nobody is asked to score anything before you say"),
    ],
)
def test_who_is_asked_changes_in_the_middle_of_scoring_only_once_it_was_asked(
    client, scene, before, after, said
):
    officer, round, _applications, _people = scene
    round.assessment.asked = before
    round.assessment.save()
    sign_in_officer(client, officer)
    data = posted_by(client, assessment_url(round)) | {"asked": after}
    page = client.post(assessment_url(round), data)
    [doubt] = page.context["question"].doubts
    assert said in doubt
    round.assessment.refresh_from_db()
    assert round.assessment.asked == before
    assert client.post(assessment_url(round), data | seen(page)).status_code == 302
    round.assessment.refresh_from_db()
    assert round.assessment.asked == after


def test_before_the_scoring_nobody_asks_about_it(client, scene):
    draft = RoundFactory(state="draft")
    sign_in_officer(client, scene[0])
    data = posted_by(client, assessment_url(draft)) | {"asked": "assigned"}
    assert client.post(assessment_url(draft), data).status_code == 302
