"""Two officers at once: an old page writes nothing, shows both versions and keeps the words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessment import services as assessing
from assessment.models import Moderation
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from recruitment import services
from recruitment.models import Application, Draw, Round
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    round_with_pool,
    scored,
    scorer,
    start,
    submitted,
)
from tests.recruitment.officers import (
    application_url,
    assessment_url,
    marked,
    marks,
    posted_as,
    posted_by,
    round_url,
    scoring_url,
    words,
)

pytestmark = pytest.mark.django_db


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


def lines_of(page) -> dict:
    """What a browser posts of the lines of targets on this page."""
    formset = page.context["formset"]
    lines = {
        bound.html_name: "" if bound.value() is None else bound.value()
        for form in [formset.management_form, *formset.forms]
        for bound in form
        if bound.name != "DELETE" or bound.value()
    }
    return lines | marks(page) | {"save": "1"}


def test_a_line_that_the_officer_left_alone_stays_as_somebody_else_saved_it(client, round, other):
    rows = [target("female", 1, 5), target("male", 0, 3), target("prefer-not", 0, 1)]
    services.save_targets(round_id=round.pk, actor=other, rows=rows[:2])
    url = round_url(round, "targets")
    typed = lines_of(client.get(url)) | {"target-1-maximum": "4"}
    changed = [target("female", 1, 7), *rows[1:]]
    services.save_targets(round_id=round.pk, actor=other, rows=changed)
    page = client.post(url, typed)
    assert page.context["saved_now"] == ["Sex? Female: 1–7", "Sex? Prefer-not: 0–1"]
    client.post(url, lines_of(page))
    assert [str(one) for one in round.targets.all()] == [
        "sex female: 1–7",
        "sex male: 0–4",
        "sex prefer-not: 0–1",
    ]


def test_a_line_that_somebody_else_deleted_stays_deleted_unless_it_was_touched(
    client, round, other
):
    rows = [target("female", 1, 5), target("male", 0, 3)]
    services.save_targets(round_id=round.pk, actor=other, rows=rows)
    url = round_url(round, "targets")
    typed = lines_of(client.get(url)) | {"target-1-maximum": "4"}
    services.save_targets(round_id=round.pk, actor=other, rows=[])
    page = client.post(url, typed)
    assert page.context["saved_now"] == ["Sex? Female: deleted", "Sex? Male: deleted"]
    client.post(url, lines_of(page))
    assert [str(one) for one in round.targets.all()] == ["sex male: 0–4"]


@pytest.mark.parametrize("seen", ["", "no json", "[1]", '{"a": 1, "sex:female": 5, "b:c": []}'])
def test_a_page_that_says_rubbish_of_what_it_saw_is_refused_all_the_same(
    client, round, other, seen
):
    services.save_targets(round_id=round.pk, actor=other, rows=[target("male", 0, 2)])
    page = client.post(round_url(round, "targets"), TYPED | {"made_from": "old", "seen": seen})
    assert "Somebody changed the targets" in words(page)
    assert [str(one) for one in round.targets.all()] == ["sex male: 0–2"]


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


@pytest.mark.parametrize("act", ["publish_draw", "abandon_draw"])
def test_another_draw_than_was_looked_at_is_not_touched(client, officer, round, other, act):
    first = worked_out(round, officer)
    seen = marked(client, round_url(round, act))
    services.abandon(draw_id=first.pk, actor=other, reason="Wrong words.")
    second = worked_out(round, other)
    page = client.post(round_url(round, act), {"reason": "No good."} | seen)
    assert "Somebody else saved this while you had it open" in words(page)
    assert "“Which draw of this round”. It is now: 2" in words(page)
    second.refresh_from_db()
    assert second.state == "worked-out"
    if act == "abandon_draw":
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
    assessing.moderate(
        piece_id=application.piece_id,
        criterion_id=round.assessment.criteria.get().pk,
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


# --- Forms of the admin -------------------------------------------------------------------------


def stale(client, url: str, data: dict, meanwhile):
    """Send what was typed on a page that was opened before `meanwhile` was done."""
    seen = marked(client, url)
    meanwhile()
    before = OutboxMessage.objects.count()
    page = client.post(url, data | seen)
    assert page.status_code == 200
    assert "Somebody else saved this while you had it open" in words(page)
    assert OutboxMessage.objects.count() == before
    return page


def test_an_old_page_of_a_round_moves_no_date_and_undoes_no_words(client, officer):
    round = RoundFactory()
    url = round_url(round, tab="text")
    data = posted_by(client, url) | {"summary_en": "My summary."}
    Round.objects.filter(pk=round.pk).update(role_en="Their role.", threshold=3)
    page = client.post(url, data)
    assert "Somebody else saved this while you had it open" in words(page)
    assert "Their role." in words(page)
    round.refresh_from_db()
    assert (round.role_en, round.threshold) == ("Their role.", 3)
    assert round.summary_en != "My summary."
    form = page.context["adminform"].form
    assert form["summary_en"].value() == "My summary."
    assert form["role_en"].value() == "Their role."
    client.post(url, posted_as(page))
    round.refresh_from_db()
    assert (round.role_en, round.summary_en, round.threshold) == ("Their role.", "My summary.", 3)


def test_saving_a_round_writes_only_what_was_changed(client, officer):
    round = RoundFactory()
    data = posted_by(client, round_url(round, tab="text")) | {"summary_en": "My summary."}
    with CaptureQueriesContext(connection) as captured:
        assert client.post(round_url(round, tab="text"), data).status_code == 302
    (written,) = [
        one["sql"] for one in captured if one["sql"].startswith('UPDATE "recruitment_round"')
    ]
    assert '"summary_en"' in written
    assert '"role_en"' not in written
    assert '"closes_at"' not in written


def test_an_old_page_of_a_round_brings_back_nobody_on_the_panel(client, officer):
    round = RoundFactory()
    member = scorer(round)
    data = posted_by(client, assessment_url(round)) | {"gap": "2"}
    round.assessment.assessors.filter(pk=member.pk).update(organisation="Their organisation")
    page = client.post(assessment_url(round), data)
    assert "Their organisation" in words(page)
    assert round.assessment.assessors.get().organisation == "Their organisation"


def test_an_old_page_of_a_criterion_writes_nothing(client, officer):
    round = RoundFactory(state="draft", criteria=["Listening"])
    criterion = round.assessment.criteria.get()
    url = reverse("admin:assessment_criterion_change", args=[criterion.pk])
    data = posted_by(client, url) | {"explain": "My words."}
    criterion.anchors.filter(score=4).update(text="Their anchor")
    page = client.post(url, data)
    assert "Their anchor" in words(page)
    criterion.refresh_from_db()
    assert criterion.explain == ""
    assert page.context["adminform"].form["explain"].value() == "My words."


ACTS = {
    "feedback": ({"feedback": "Mine."}, {"feedback": "Theirs."}),
    "screen": ({"eligible": "no", "reason": "Mine."}, {"sector": "public"}),
    "withdraw": ({"reason": "Mine."}, {"sector": "public"}),
}


@pytest.mark.parametrize("act", ACTS)
def test_an_old_page_of_an_act_on_an_application_does_nothing(client, officer, act):
    application = submitted(RoundFactory())
    typed, theirs = ACTS[act]
    rows = Application.objects.filter(pk=application.pk)
    url = application_url(application, act)
    page = stale(client, url, typed, lambda: rows.update(**theirs))
    found = rows.get()
    assert (found.state, found.screening_reason) == ("submitted", "")
    assert found.feedback == theirs.get("feedback", "")
    name = "feedback" if act == "feedback" else "reason"
    assert page.context["form"][name].value() == "Mine."


@pytest.mark.parametrize("act", ["close", "start_scoring", "cancel"])
def test_an_act_on_a_round_is_not_done_where_more_is_lost_than_was_shown(client, officer, act):
    round = RoundFactory(state="screening" if act == "start_scoring" else "open")
    scorer(round), scorer(round)
    state = round.state

    def meanwhile():
        Round.objects.filter(pk=round.pk).update(state="open")
        start(round, ResidentFactory(), actor=officer, arrived_on=timezone.localdate())
        Round.objects.filter(pk=round.pk).update(state=state)

    page = stale(client, round_url(round, act), {"reason_en": "Mine."}, meanwhile)
    round.refresh_from_db()
    assert round.state == state
    if act == "cancel":
        assert page.context["form"]["reason_en"].value() == "Mine."


def test_an_act_on_many_is_not_done_on_others_words(client, officer):
    application = submitted(RoundFactory())
    listed = reverse("admin:recruitment_application_changelist")
    typed = {
        "action": "write_feedback",
        "_selected_action": [application.pk],
        "feedback": "Mine.",
    }
    seen = marks(client.post(listed, typed))
    Application.objects.filter(pk=application.pk).update(feedback="Theirs.")
    page = client.post(listed, typed | seen | {"pressed": "x"})
    application.refresh_from_db()
    assert application.feedback == "Theirs."
    assert "Theirs." in words(page)
    assert page.context["form"]["feedback"].value() == "Mine."
    client.post(listed, typed | marks(page) | {"pressed": "x"})
    application.refresh_from_db()
    assert application.feedback == "Mine."


def test_scores_kept_in_another_window_are_not_written_over(client, officer):
    round = RoundFactory(criteria=["Listening"])
    application = submitted(round)
    member, _other = scorer(round), scorer(round)
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    sign_in_officer(client, member.person)
    act = {"piece_id": application.piece_id, "actor": member.person}
    assessing.declare(**act, has_interest=False)
    (criterion,) = round.assessment.criteria.all()
    url = scoring_url(application)
    typed = {f"score-{criterion.pk}": "1", f"comment-{criterion.pk}": "Mine.", "draft": "1"}

    def meanwhile():
        assessing.score(
            **act, values={criterion.pk: 4}, comments={criterion.pk: "Theirs."}, final=False
        )

    page = stale(client, url, typed, meanwhile)
    assert application.piece.scores.get().value == 4
    assert "Theirs." in words(page)
    assert page.context["form"][f"comment-{criterion.pk}"].value() == "Mine."


def test_details_that_another_officer_entered_are_not_written_over(client, officer):
    application = start(
        RoundFactory(), ResidentFactory(), actor=officer, arrived_on=timezone.localdate()
    )
    url = reverse("recruitment:details", args=[application.reference])
    typed = {"sector": "residents", "address": "1 Demo Street", "postcode": "LU99 1AB"}
    rows = Application.objects.filter(pk=application.pk)
    page = stale(client, url, typed, lambda: rows.update(address="2 Their Street"))
    assert rows.get().postcode == "LU99 1AA"
    assert "2 Their Street" in words(page)
    assert page.context["form"]["postcode"].value() == "LU99 1AB"
    assert page.context["form"]["address"].value() == "2 Their Street"
