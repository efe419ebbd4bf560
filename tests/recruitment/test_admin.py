"""The officers' pages of recruitment: each opens, acts call their services, lists hold still."""

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.refusal import Refusal
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from questionnaires.models import QuestionSet
from recruitment import services
from recruitment.models import Application, Round, Target
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruiter,
    round_with_pool,
    scored,
    scorer,
    submitted,
)
from tests.panels.officers import officer_who_may
from tests.recruitment.officers import (
    application_url,
    confirm,
    marked,
    marks,
    officer_in,
    press,
    round_url,
    scoring_url,
    words,
)

pytestmark = pytest.mark.django_db

PAGES = ["change", "dashboard", "targets", "pool", "invite", "offline", "draw", "replace"]


@pytest.fixture
def officer(client):
    return officer_in(client)


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


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_a_round_opens_empty_and_full(client, officer, page):
    assert client.get(round_url(RoundFactory(state="draft"), page)).status_code == 200
    round, _panel = round_with_pool(officer, 3)
    assert client.get(round_url(round, page)).status_code == 200


@pytest.mark.parametrize("page", PAGES[1:])
def test_nobody_opens_them_who_does_not_run_the_round(client, page):
    round = RoundFactory()
    officer_who_may(client, "view_round")
    assert client.get(round_url(round, page)).status_code == 403
    sign_in_officer(client, recruiter(RoundFactory()))
    assert client.get(round_url(round, page)).status_code in {302, 403}
    sign_in_officer(client, recruiter(round))
    assert client.get(round_url(round, page)).status_code == 200


def test_a_new_round_is_written_and_opened_from_its_page(client, officer):
    ready = RoundFactory(state="draft")
    response = press(client, round_url(ready, "open"), {})
    assert response.status_code == 302
    ready.refresh_from_db()
    assert ready.state == "open"
    bare = RoundFactory(state="draft", selection_consent="")
    page = words(press(client, round_url(bare, "open"), {}))
    assert "Add: the words of the consent to the selection questions." in page


def test_what_applicants_have_read_stays(client, officer):
    form = client.get(round_url(RoundFactory())).context["adminform"].form
    assert not {"application_set", "term_months", "one_a_household", "opens_at"} & set(form.fields)
    assert {"terms_en", "threshold", "starts_on", "closes_at"} <= set(form.fields)
    draft = client.get(round_url(RoundFactory(state="draft"))).context["adminform"].form
    assert "application_set" in draft.fields


def test_cancelling_says_how_many_are_told_and_needs_a_reason(client, officer):
    round = RoundFactory()
    application = submitted(round)
    assert "People who are told by email" in words(client.get(round_url(round, "cancel")))
    assert "Say why" in words(press(client, round_url(round, "cancel"), {"reason_en": ""}))
    press(client, round_url(round, "cancel"), {"reason_en": "No money this year."})
    round.refresh_from_db()
    assert round.state == "cancelled"
    told = OutboxMessage.objects.filter(recipient=application.person.reference)
    assert "No money this year." in told.first().text


def test_applications_are_found_by_name_state_sector_and_ward(client, officer):
    round = RoundFactory(seats={"residents": (2, "lottery"), "public": (2, "lottery")})
    ward = WardFactory()
    one = submitted(round, ResidentFactory(name="Demo Ash"))
    Application.objects.filter(pk=one.pk).update(ward=ward)
    other = submitted(
        round, ResidentFactory(name="Demo Birch"), sector="public", organisation="Demo Hospital"
    )
    services.screen(application_id=other.pk, eligible=True, actor=officer)
    list_url = reverse("admin:recruitment_application_changelist")
    for query, found, missing in (
        ({"q": "Ash"}, one, other),
        ({"q": "Hospital"}, other, one),
        ({"state__exact": "eligible"}, other, one),
        ({"sector__exact": "residents"}, one, other),
        ({"ward__id__exact": ward.pk}, one, other),
    ):
        page = words(client.get(list_url, query))
        assert found.reference in page
        assert missing.reference not in page


def test_the_category_filter_is_for_those_who_may_read_special_answers(client, officer):
    round = RoundFactory()
    woman = submitted(round, answers={"sex": "female"})
    man = submitted(round, answers={"sex": "male"})
    list_url = reverse("admin:recruitment_application_changelist")
    page = words(client.get(list_url, {"category": "sex:female"}))
    assert man.reference in page
    reader = officer_who_may(client, "run_round", "view_special_answers")
    page = words(client.get(list_url, {"category": "sex:female"}))
    assert "Sex? Female" in page
    assert woman.reference in page
    assert man.reference not in page
    assert LogEntry.objects.filter(actor=reader, action=LogEntry.Action.ACCESS).exists()


@pytest.mark.parametrize("name", ["application", "round", "offer", "draw"])
def test_lists_cost_the_same_with_any_number_of_rows(client, officer, name):
    list_url = reverse(f"admin:recruitment_{name}_changelist")

    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(list_url).status_code == 200
        return len(captured)

    counts = []
    for more in (1, 2, 7):
        for number in range(more):
            round = RoundFactory()
            application = submitted(round, number=number)
            Application.objects.filter(pk=application.pk).update(state="eligible")
            round.draws.create(size=1, seed="Demo", sealed_inputs=b"", state="abandoned")
            application.offers.create(sector="residents", basis="scores", reply_by=round.closes_at)
        counts.append(statements())
    assert len(set(counts)) == 1, counts


def test_reading_an_application_is_recorded_and_shows_what_changed(client, officer):
    application = submitted(RoundFactory())
    person = application.person
    services.reopen(application_id=application.pk, actor=person)
    answer(application, why="I have changed my mind about this.")
    services.submit(application_id=application.pk, actor=person)
    page = words(client.get(application_url(application)))
    assert "I have changed my mind about this." in page
    assert "I have lived here a long time." in page
    read = LogEntry.objects.filter(actor=officer, action=LogEntry.Action.ACCESS)
    assert read.filter(object_pk=application.pk).exists()


def test_screening_one_asks_for_a_reason_and_many_are_confirmed_first(client, officer):
    round = RoundFactory()
    one, two, three = (submitted(round, number=n) for n in range(3))
    url = application_url(one, "screen")
    assert "Say why" in words(press(client, url, {"eligible": "no", "reason": ""}))
    press(client, url, {"eligible": "no", "reason": "Lives elsewhere."})
    one.refresh_from_db()
    assert one.state == "ineligible"
    chosen = {"action": "screen_eligible", "_selected_action": [two.pk, three.pk]}
    list_url = reverse("admin:recruitment_application_changelist")
    asked = client.post(list_url, chosen)
    assert two.reference in words(asked)
    two.refresh_from_db()
    assert two.state == "submitted"
    confirm(client, list_url, chosen)
    two.refresh_from_db()
    assert two.state == "eligible"


def test_exporting_needs_its_permission_and_is_recorded(client, officer):
    application = submitted(RoundFactory())
    url = reverse("admin:recruitment_application_export")
    assert "columns" in words(client.get(url))
    file = client.post(url, {"kind": "csv"})
    assert application.person.email in b"".join(file.streaming_content).decode()
    assert LogEntry.objects.filter(
        actor=officer, additional_data__what="export of application as csv"
    ).exists()
    officer_who_may(client, "run_round", "view_application")
    assert client.post(url, {"kind": "csv"}).status_code == 403


def test_many_are_invited_after_a_look_at_the_addresses(client, officer):
    round = RoundFactory()
    url = round_url(round, "invite")
    wrong = words(client.post(url, {"emails": "a@demo.example\nnonsense\nb@demo.example\nmore"}))
    assert "Line 2" in wrong
    assert "Line 4" in wrong
    typed = {"emails": "Demo A <a@demo.example>\nB@demo.example, a@demo.example"}
    page = client.post(url, typed)
    assert "2 people are invited" in words(page)
    assert not OutboxMessage.objects.exists()
    checked = {"confirmed": "1", "checked": " ".join(page.context["emails"])}
    edited = client.post(url, {"emails": "c@demo.example"} | checked)
    assert "isn’t the one that you checked" in words(edited)
    assert not OutboxMessage.objects.exists()
    client.post(url, typed | checked)
    assert OutboxMessage.objects.count() == 2
    said = OutboxMessage.objects.first()
    assert "Luton Council invites you" in said.subject
    assert "Somebody who knows you" not in said.text
    again = words(client.post(url, {"emails": "a@demo.example\nc@demo.example"}))
    assert "1 person is invited" in again
    assert "1 of these people has had an invitation" in again


def test_an_application_on_paper_is_entered_in_the_applicants_name(client, officer):
    round = RoundFactory()
    details = {
        "email": "paper@demo.example",
        "name": "Demo Paper",
        "arrived_on": timezone.localdate().isoformat(),
        "sector": "residents",
        "address": "1 Demo Street",
        "postcode": "LU99 1AA",
    }
    wrong = client.post(round_url(round, "offline"), details | {"postcode": "nowhere"})
    assert "full UK postcode" in words(wrong)
    begun = client.post(round_url(round, "offline"), details)
    application = Application.objects.get()
    assert (application.person.name, application.entered_by) == ("Demo Paper", officer)
    assert client.get(begun.url).status_code == 200
    page = reverse("recruitment:answers_page", args=[application.reference, "called"])
    client.post(page, {"q-called": "Demo Paper"})
    client.post(page.replace("called", "why"), {"q-why": "On paper."})
    client.post(reverse("recruitment:answers_check", args=[application.reference]), {"without": 1})
    application.refresh_from_db()
    assert application.state == "submitted"
    assert client.get(begun.url).status_code == 404


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
    client.post(url, {"seed": "Demo", "number_source": "Demo source"})
    assert "Being worked out" in words(client.get(url))
    run_waiting()
    page = words(client.get(url))
    draw = round.draws.get()
    assert draw.lottery_sha256 in page
    assert "Nothing of this is public yet" in page
    act, seen = round_url(round, "draw_act"), marked(client, url)
    assert "People with no chance" in words(client.post(act, {"publish": "1"} | seen))
    assert client.get(reverse("recruitment:draw", args=[round.slug])).status_code == 404
    client.post(act, {"publish": "1", "confirmed": "1"} | seen)
    typed = {"draw": "1", "chance": "3 11 19"} | seen
    assert "3 11 19" in words(client.post(act, typed))
    draw.refresh_from_db()
    assert draw.state == "published"
    client.post(act, typed | {"confirmed": "1"})
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
    list_url = reverse("admin:recruitment_blindapplication_changelist")
    assert application.blind_code in words(client.get(list_url))
    assert client.get(scoring_url(application)).url == scoring_url(application, "declare")
    client.post(scoring_url(application, "declare"), {"has_interest": "no"})
    page = client.get(scoring_url(application))
    assert "I have lived here a long time." in words(page)
    fields = [field for pair in page.context["pairs"] for field in pair]
    half = {fields[0].html_name: "3", "draft": "1"}
    press(client, scoring_url(application), half)
    missing = press(client, scoring_url(application), half | {"final": "1"})
    assert "Give a score for" in words(missing)
    full = {f.html_name: "3" if f.html_name.startswith("score") else "Good" for f in fields}
    press(client, scoring_url(application), full | {"final": "1"})
    assert "stay as they are" in words(client.get(scoring_url(application)))
    assert press(client, scoring_url(application), full | {"final": "1"}).status_code == 200


def test_a_scorer_with_an_interest_is_sent_away(client, officer):
    round = RoundFactory(state="scoring")
    application = submitted(RoundFactory())
    Application.objects.filter(pk=application.pk).update(round=round, state="eligible")
    member = scorer(round)
    sign_in_officer(client, member.person)
    posted = {"has_interest": "yes", "reason": "My sister."}
    sent = client.post(scoring_url(application, "declare"), posted, follow=True)
    assert "closed to you" in words(sent)
    assert client.get(scoring_url(application)).status_code == 302
    with pytest.raises(Refusal):
        services.open_blind(application_id=application.pk, actor=member.person)


def test_question_sets_offered_fit_their_purpose(client, officer):
    round = RoundFactory(state="draft")
    form = client.get(round_url(round)).context["adminform"].form
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
    assert round.applications.first().blind_code in people
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
