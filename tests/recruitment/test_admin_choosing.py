"""The officers' pages from the targets on, and the pages of a scorer."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessment import services as assessing
from core.refusal import Refusal
from jobs.services import run_waiting
from questionnaires.models import QuestionSet
from recruitment import services
from recruitment.models import Application, Round, Target
from tests.factories.people import sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.recruitment import (
    RoundFactory,
    round_with_pool,
    scored,
    scorer,
    submitted,
)
from tests.recruitment.officers import (
    asked,
    marked,
    marks,
    press,
    round_url,
    scoring_url,
    words,
)

pytestmark = pytest.mark.django_db


def targets_post(rows, **more):
    """What the page of targets posts."""
    data = {"target-TOTAL_FORMS": len(rows), "target-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        feature, value, minimum, maximum = row
        data |= {
            f"target-{number}-of": f"{feature}:{value}",
            f"target-{number}-minimum": minimum,
            f"target-{number}-maximum": maximum,
        }
    return data | more


def test_targets_come_from_the_census_and_are_tried_before_they_are_saved(client, officer):
    WardFactory(area="north")
    WardFactory(area="south")
    round, _panel = round_with_pool(officer, 12)
    url = round_url(round, "targets")
    Target.objects.create(round=round, feature="sex", value="male", minimum=1, maximum=1)
    assert "1 target is replaced" in words(client.post(url, {"census": "1"}))
    assert Target.objects.count() == 1
    seen = marked(client, url)
    client.post(url, {"census": "1", "confirmed": "1"} | seen)
    targets = {(t.feature, t.value): (t.minimum, t.maximum) for t in Target.objects.all()}
    assert targets["sex", "female"] == (2, 3)
    assert targets["sex", "male"] == (3, 4)
    assert targets["area", "north"] == (3, 3)
    assert {feature for feature, _value in targets} == {"sex", "area"}
    tried = client.post(url, targets_post([("sex", "female", 3, 3), ("age", "55+", 0, 0)]))
    assert "Sex? Female" in words(tried)
    assert "4 people: the target for “Age? 55+” is at most 0" in words(tried)
    assert Target.objects.filter(feature="area").exists()
    saved = targets_post([("sex", "female", 3, 3)], save="1") | marked(client, url)
    client.post(url, saved)
    assert list(Target.objects.values_list("feature", "minimum")) == [("sex", 3)]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (("sex", "female", 5, 2), "can't be more than"),
        (("sex", "female", -1, 2), "must be 0 or more"),
        (("sex", "female", "many", 2), "whole number"),
        (("sex", "female", 6, 6), "smallest change"),
        (("shoe", "big", 1, 2), "Choose one of the answers"),
    ],
)
def test_targets_that_cannot_be_say_why_and_keep_what_was_typed(client, officer, row, said):
    round, _panel = round_with_pool(officer, 8)
    page = client.post(round_url(round, "targets"), targets_post([row]))
    assert page.status_code == 200
    assert said in words(page)
    assert f'value="{row[2]}"' in words(page)


def test_scores_that_differ_are_agreed_on_from_the_page(client, officer):
    round = RoundFactory()
    application = submitted(round)
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    application.refresh_from_db()
    scored(application, panel, 0, 4)
    first, second = client.get(round_url(round, "pool")).context["disagreements"]
    typed = {
        f"{first['prefix']}-value": "2",
        f"{first['prefix']}-reason": "Talked it over.",
        f"{second['prefix']}-value": "3",
        f"{second['prefix']}-reason": "",
    }
    typed |= marked(client, round_url(round, "pool"))
    page = client.post(round_url(round, "moderate"), typed)
    assert "1 agreed score is kept" in words(page)
    (left,) = page.context["disagreements"]
    assert left["prefix"] == second["prefix"]
    assert left["form"]["value"].value() == "3"
    assert "Say why the panel agreed" in words(page)
    rest = {name: value for name, value in typed.items() if name.startswith(second["prefix"])}
    rest |= marks(page) | {f"{second['prefix']}-reason": "Also."}
    client.post(round_url(round, "moderate"), rest)
    assert client.get(round_url(round, "pool")).context["disagreements"] == []


@pytest.mark.parametrize("prefix", ["", "m", "m1", "m1-2-3", "mx-y", "m999999-1"])
def test_an_agreed_score_of_nothing_breaks_nothing(client, officer, prefix):
    round = RoundFactory(state="scoring")
    posted = {"prefix": prefix, f"{prefix}-value": "2", f"{prefix}-reason": "Why."}
    assert client.post(round_url(round, "moderate"), posted).status_code == 302


def test_a_draw_from_its_page(client, officer):
    round, _panel = round_with_pool(officer, 12)
    url = round_url(round, "draw")
    press(client, round_url(round, "ask_draw"), {"seed": "Demo", "number_source": "Demo source"})
    assert "Being worked out" in words(client.get(url))
    run_waiting()
    page = words(client.get(url))
    draw = round.draws.get()
    assert draw.lottery_sha256 in page
    assert "Nothing of this is public yet" in page
    assert "People with no chance" in words(client.get(round_url(round, "publish_draw")))
    assert client.get(reverse("recruitment:draw", args=[round.slug])).status_code == 404
    press(client, round_url(round, "publish_draw"))
    number, typed = round_url(round, "draw_number"), {"chance": "3 11 19"}
    [doubt] = asked(client, number, typed).context["question"].doubts
    assert "3 11 19" in doubt
    draw.refresh_from_db()
    assert draw.state == "published"
    press(client, number, typed)
    page = words(client.get(url))
    assert "Panel drawn" in page
    drawn = draw.entries.filter(chosen=True).first().application
    assert drawn.person.name in page
    assert "Offer the drawn seats" in page
    people = client.get(round_url(round, "pool_file"))
    text = b"".join(people.streaming_content).decode()
    assert '"P0001"' in text
    assert round.applications.first().person.name not in text
    lottery = client.get(round_url(round, "lottery_file"))
    assert lottery.content.startswith(b"panel")
    public = client.get(reverse("recruitment:draw", args=[round.slug]))
    assert draw.lottery_sha256 in words(public)
    assert client.get(reverse("recruitment:lottery", args=[round.slug])).content == lottery.content


def test_a_scorer_declares_reads_and_scores(client, officer):
    round = RoundFactory()
    application = submitted(round)
    member, _other = scorer(round), scorer(round)
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    sign_in_officer(client, member.person)
    list_url = reverse("admin:assessment_piece_changelist")
    assert application.piece.code in words(client.get(list_url))
    assert client.get(scoring_url(application)).url == scoring_url(application, "declare")
    client.post(scoring_url(application, "declare"), {"has_interest": "no"})
    page = client.get(scoring_url(application))
    assert "I have lived here a long time." in words(page)
    fields = [field for pair in page.context["parts"] for field in pair]
    half = {fields[0].html_name: "3", "draft": "1"}
    press(client, scoring_url(application), half)
    missing = press(client, scoring_url(application), half | {"final": "1"})
    assert "Give a score for" in words(missing)
    full = {f.html_name: "Good" if "comment" in f.html_name else "3" for f in fields}
    press(client, scoring_url(application), full | {"final": "1"})
    assert "stay as they are" in words(client.get(scoring_url(application)))
    assert press(client, scoring_url(application), full | {"final": "1"}).status_code == 200


def test_a_scorer_with_an_interest_is_sent_away(client, officer):
    round = RoundFactory(state="scoring")
    application = submitted(RoundFactory())
    Application.objects.filter(pk=application.pk).update(round=round, state="eligible")
    application.piece.assessment = round.assessment
    application.piece.save()
    member = scorer(round)
    sign_in_officer(client, member.person)
    posted = {"has_interest": "yes", "reason": "My sister."}
    sent = client.post(scoring_url(application, "declare"), posted, follow=True)
    assert "closed to you" in words(sent)
    # It is as if it didn't exist.
    assert client.get(scoring_url(application)).status_code == 404
    with pytest.raises(Refusal):
        assessing.open_blind(piece_id=application.piece_id, actor=member.person)


def test_question_sets_offered_fit_their_purpose(client, officer):
    round = RoundFactory(state="draft")
    form = client.get(round_url(round, tab="seats")).context["adminform"].form
    offered = set(form.fields["application_set"].queryset)
    assert offered == set(QuestionSet.objects.filter(purpose="application"))
    assert Round.objects.count() == 1


def test_the_pool_is_taken_as_files_before_a_draw_too(client, officer):
    round, _panel = round_with_pool(officer, 4)
    services.save_targets(
        round_id=round.pk,
        actor=officer,
        rows=[{"feature": "sex", "value": "female", "minimum": 1, "maximum": 3}],
    )
    people = b"".join(client.get(round_url(round, "pool_file")).streaming_content).decode()
    assert round.applications.first().piece.code in people
    assert "female" in people
    file = client.get(round_url(round, "targets_file"))
    features = b"".join(file.streaming_content)
    Target.objects.all().delete()
    seen = marked(client, round_url(round, "targets"))
    again = {"file": SimpleUploadedFile("features.csv", features)} | seen
    client.post(round_url(round, "targets_file"), again)
    assert list(Target.objects.values_list("value", "minimum")) == [("female", 1)]
    wrong = {"file": SimpleUploadedFile("features.csv", b"feature,value,min,max\nsex,female,x,1\n")}
    wrong |= marked(client, round_url(round, "targets"))
    page = client.post(round_url(round, "targets_file"), wrong, follow=True)
    assert "row 2" in words(page)
    assert Target.objects.count() == 1
