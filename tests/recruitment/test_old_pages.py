"""Two officers at once: an old page writes nothing, shows both versions and keeps the words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jobs.services import run_waiting
from recruitment import services
from recruitment.models import Draw, Moderation
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    round_with_pool,
    scored,
    scorer,
    submitted,
)
from tests.recruitment.officers import marked, marks, officer_in, round_url, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return officer_in(client)


@pytest.fixture
def other():
    return recruitment_officer()


# --- Targets ------------------------------------------------------------------------------------


def target(value: str, least: int, most: int) -> dict:
    return {"feature": "sex", "value": value, "minimum": least, "maximum": most}


TYPED = {
    "target-TOTAL_FORMS": 1,
    "target-INITIAL_FORMS": 0,
    "target-0-of": "sex:female",
    "target-0-minimum": 3,
    "target-0-maximum": 4,
    "save": "1",
}


@pytest.fixture
def round(officer):
    found, _panel = round_with_pool(officer, 6, seats={"residents": (2, "lottery")})
    return found


def test_an_old_page_of_targets_replaces_none(client, round, other):
    url = round_url(round, "targets")
    seen = marked(client, url)
    services.save_targets(round_id=round.pk, actor=other, rows=[target("male", 0, 2)])
    page = client.post(url, TYPED | seen)
    assert [str(one) for one in round.targets.all()] == ["sex male: 0–2"]
    assert "Sex? Male: 0–2" in words(page)
    assert page.context["formset"].forms[0]["minimum"].value() == "3"
    client.post(url, TYPED | marks(page))
    assert [str(one) for one in round.targets.all()] == ["sex female: 3–4"]


@pytest.mark.parametrize("how", ["census", "file"])
def test_old_targets_are_not_replaced_by_the_census_or_a_file(client, round, other, how):
    services.save_targets(round_id=round.pk, actor=other, rows=[target("male", 0, 1)])
    url = round_url(round, "targets")
    seen = marked(client, url)
    services.save_targets(round_id=round.pk, actor=other, rows=[target("male", 0, 2)])
    if how == "census":
        page = client.post(url, {"census": "1", "confirmed": "1"} | seen, follow=True)
    else:
        file = SimpleUploadedFile("F.csv", b"feature,value,min,max\nsex,female,1,2\n")
        page = client.post(round_url(round, "targets_file"), {"file": file} | seen, follow=True)
    assert "Somebody changed the targets" in words(page)
    assert [str(one) for one in round.targets.all()] == ["sex male: 0–2"]


# --- Draws --------------------------------------------------------------------------------------


def worked_out(round, officer) -> Draw:
    draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
    run_waiting()
    return draw


@pytest.mark.parametrize("act", ["publish", "abandon"])
def test_another_draw_than_was_looked_at_is_not_touched(client, officer, round, other, act):
    first = worked_out(round, officer)
    seen = marked(client, round_url(round, "draw"))
    services.abandon(draw_id=first.pk, actor=other, reason="Wrong words.")
    second = worked_out(round, other)
    typed = {act: "1", "confirmed": "1", "reason": "No good."} | seen
    page = client.post(round_url(round, "draw_act"), typed, follow=True)
    assert "Somebody began another draw" in words(page)
    second.refresh_from_db()
    assert second.state == "worked-out"
    if act == "abandon":
        assert "No good." in words(page)


# --- Agreed scores ------------------------------------------------------------------------------


def test_a_score_agreed_meanwhile_is_not_written_over(client, officer, other):
    round = RoundFactory(criteria=["Listening"])
    application = submitted(round)
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    application.refresh_from_db()
    scored(application, panel, 0, 4)
    url = round_url(round, "pool")
    shown = client.get(url)
    prefix = shown.context["disagreements"][0]["prefix"]
    services.moderate(
        application_id=application.pk,
        criterion_id=round.criteria.get().pk,
        value=1,
        reason="Theirs.",
        actor=other,
    )
    typed = {f"{prefix}-value": "3", f"{prefix}-reason": "Mine."}
    page = client.post(round_url(round, "moderate"), typed | marks(shown))
    agreed = Moderation.objects.get()
    assert (agreed.value, agreed.reason) == (1, "Theirs.")
    assert "Theirs." in words(page)
    assert page.context["disagreements"][0]["form"]["reason"].value() == "Mine."
    client.post(round_url(round, "moderate"), typed | marks(page))
    agreed.refresh_from_db()
    assert (agreed.value, agreed.reason) == (3, "Mine.")
