"""The groups' own pages of reports: nobody else sees them, nothing typed is lost."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from monitoring import services
from monitoring.models import Reached, Spending
from tests.factories.monitoring import agreed
from tests.factories.organisations import MembershipFactory
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.uploads import REAL
from tests.officers.pages import press
from tests.pdf_ua import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return agreed()


def url(given, name="report", *more) -> str:
    numbered = () if name in {"award", "ask_change", "change"} else (1,)
    return reverse(f"monitoring:{name}", args=[given.award.reference, *numbered, *more])


def words(response) -> str:
    return unescape(response.content.decode())


READ = ("award", "report")
WRITE = (
    "ask_change",
    "spending",
    "outputs",
    "output_add",
    "people",
    "learnt",
    "reply",
    "stories",
    "story_add",
    "photograph_add",
    "check",
)


def who(given, name):
    lead = given.made.application.lead
    if name == "lead's viewer":
        return MembershipFactory(organisation=lead, person=ResidentFactory(), role="viewer").person
    people = {"lead": given.lead, "partner": given.made.owner, "officer": given.officer}
    return people.get(name) or ResidentFactory()


@pytest.mark.parametrize("name", ["lead", "partner", "lead's viewer", "resident", "officer"])
def test_each_page_opens_for_whose_it_is_and_answers_404_to_others(client, given, name):
    sign_in_officer(client, who(given, name))
    found = {page: client.get(url(given, page)).status_code for page in (*READ, *WRITE)}
    reads = 200 if name not in {"resident", "officer"} else 404
    writes = 200 if name == "lead" else 404
    assert found == dict.fromkeys(READ, reads) | dict.fromkeys(WRITE, writes)
    if name != "lead":
        assert client.post(url(given, "check")).status_code == 404
        assert client.post(url(given, "learnt"), {"learnt": "x"}).status_code == 404


def test_a_group_finds_its_reports_on_its_own_page(client, given):
    group = given.made.application.lead
    home = reverse("my_monitoring:home", args=[group.slug])
    sign_in_officer(client, given.lead)
    assert home in words(client.get(group.own_url))
    assert url(given) in words(client.get(home))
    sign_in_officer(client, ResidentFactory())
    assert client.get(home).status_code == 404


def test_nobody_sees_reports_of_an_award_that_is_only_offered(client, given):
    type(given.award).objects.filter(pk=given.award.pk).update(state="offered")
    sign_in_officer(client, given.lead)
    assert client.get(url(given, "award")).status_code == 404


def test_a_report_is_written_part_by_part_and_sent(client, given):
    sign_in_officer(client, given.lead)
    first, second = given.award.plan.all()
    sent = {f"line_{first.pk}": "1,500", f"line_{second.pk}": "0", "note": "No rent this year."}
    assert press(client, url(given, "spending"), sent).status_code == 302
    added = {"name": "Shared meals", "planned": "40", "number": "1,200"}
    assert press(client, url(given, "output_add"), added).status_code == 302
    [output] = services.counted(given.report())
    assert press(client, url(given, "outputs"), {f"output_{output.pk}": "38"}).status_code == 302
    ward = WardFactory(name="Demo Hill")
    assert press(client, url(given, "people"), {f"ward_{ward.pk}": "12"}).status_code == 302
    assert press(client, url(given, "learnt"), {"learnt": "Soup helps."}).status_code == 302
    story = {"words": "She sings again.", "may_be_public": "on", "consent": "Signed, 3 May"}
    assert press(client, url(given, "story_add"), story).status_code == 302
    photo = SimpleUploadedFile("demo.png", REAL["png"], "image/png")
    shown = {"file": photo, "shows": "A long table"}
    assert press(client, url(given, "photograph_add"), shown).status_code == 302
    checked = words(client.get(url(given, "check")))
    for said in ("£1,500", "38", "Demo Hill", "Soup helps.", "She sings again.", "A long table"):
        assert said in checked
    answer = client.post(url(given, "check"), follow=True)
    assert "we have your report" in words(answer)
    edition = given.report().editions.get()
    assert edition.sha256 in words(answer)
    assert dict(Spending.objects.values_list("line", "pence")) == {first.pk: 150_000, second.pk: 0}
    assert Reached.objects.get().people == 12
    assert client.get(url(given, "learnt")).url == url(given)


@pytest.mark.parametrize(
    ("page", "typed", "said"),
    [
        ("learnt", {"learnt": ""}, "Say what you learnt"),
        ("output_add", {"name": "Demo walks", "planned": "x", "number": "-3"}, "Enter 0 or more"),
        ("story_add", {"words": "Her own", "may_be_public": "on"}, "Say how and when they agreed"),
        ("people", {"elsewhere": "99999999999"}, "Enter a smaller number"),
        ("people", {"elsewhere": ""}, "Enter a number in one box at least"),
        ("photograph_add", {"shows": "A bench"}, "Choose a photograph"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(client, given, page, typed, said):
    sign_in_officer(client, given.lead)
    answer = press(client, url(given, page), typed)
    assert answer.status_code == 200
    shown = words(answer)
    assert said in shown
    for value in typed.values():
        assert value in shown


def test_a_part_that_is_saved_unfinished_says_what_it_still_lacks(client, given):
    sign_in_officer(client, given.lead)
    first, second = given.award.plan.all()
    typed = {f"line_{first.pk}": "1,500"}
    press(client, url(given, "spending"), typed)
    assert "Still to do here: Say what was spent on each line" in words(client.get(url(given)))
    press(client, url(given, "spending"), typed | {f"line_{second.pk}": "0", "note": "Less rent."})
    assert "Still to do here" not in words(client.get(url(given)))


def test_an_old_page_writes_nothing_over_what_a_colleague_saved(client, given):
    sign_in_officer(client, given.lead)
    page = client.get(url(given, "learnt"))
    mark = re.search(r'name="made_from" value="([^"]*)"', page.content.decode())[1]
    services.save_words(report_id=given.report().pk, actor=given.lead, learnt="Theirs.")
    typed = {"learnt": "Mine.", "made_from": unescape(mark)}
    answer = client.post(url(given, "learnt"), typed)
    assert given.report().learnt == "Theirs."
    assert "Theirs." in words(answer)
    assert "Mine." in words(answer)


def test_what_an_officer_asks_is_shown_and_answered(client, given):
    report = given.sent()
    services.ask_back(report_id=report.pk, actor=given.officer, questions="Why 9 meals?")
    sign_in_officer(client, given.lead)
    assert "Why 9 meals?" in words(client.get(url(given)))
    assert press(client, url(given, "reply"), {"reply": "The oven broke."}).status_code == 302
    assert "The oven broke." in words(client.post(url(given, "check"), follow=True))


def test_what_isnt_complete_isnt_sent(client, given):
    sign_in_officer(client, given.lead)
    assert "Send the report" not in words(client.get(url(given, "check")))
    assert "Say what you learnt." in words(client.post(url(given, "check"), follow=True))
    assert not given.report().editions.exists()


def test_a_photograph_that_was_not_kept_is_asked_for_again(client, given):
    sign_in_officer(client, given.lead)
    shown = {"file": SimpleUploadedFile("t.png", REAL["png"], "image/png"), "shows": "A bench"}
    page = press(client, url(given, "photograph_add"), shown | {"may_be_public": "on"})
    assert "Choose your file again: it was not kept." in page.content.decode()


def test_a_photograph_opens_for_the_groups_alone(client, given):
    kept = services.add_photograph(
        report_id=given.report().pk,
        actor=given.lead,
        file=SimpleUploadedFile("demo.png", REAL["png"], "image/png"),
        shows="A long table",
        may_be_public=False,
        consent="",
    )
    for name, status in (("lead", 200), ("partner", 200), ("resident", 404), ("officer", 404)):
        sign_in_officer(client, who(given, name))
        assert client.get(url(given, "photograph", kept.pk)).status_code == status


def test_a_story_a_photograph_and_an_output_can_be_taken_out(client, given):
    ours = {"report_id": given.report().pk, "actor": given.lead}
    story = services.add_story(**ours, words="x", told_by="", may_be_public=False, consent="")
    output = services.add_output(**ours, name="Walks", planned=1, number=1)
    sign_in_officer(client, given.lead)
    for name, pk in (("story_remove", story.pk), ("output_remove", output.pk)):
        assert client.get(url(given, name, pk)).status_code == 200
        assert client.post(url(given, name, pk)).status_code == 302
        assert client.get(url(given, name, pk)).status_code == 404


def test_a_list_of_many_lines_takes_as_many_statements_as_one_of_few(client, given):
    sign_in_officer(client, given.lead)

    def statements() -> list[int]:
        found = []
        for name in ("award", "report", "spending"):
            with CaptureQueriesContext(connection) as queries:
                client.get(url(given, name))
            found.append(len(queries))
        return found

    before = statements()
    line = given.award.plan.first()
    for number in range(3, 60):
        line.pk, line.number = None, number
        line.save(force_insert=True)
    assert statements() == before


def test_what_was_sent_is_kept_as_a_page_with_its_pictures_and_as_a_pdf(client, given):
    services.add_photograph(
        report_id=given.report().pk,
        actor=given.lead,
        file=SimpleUploadedFile("demo.png", REAL["png"], "image/png"),
        shows="A long table",
        may_be_public=False,
        consent="",
    )
    given.sent()
    sign_in_officer(client, given.lead)
    [photograph] = given.report().photographs.all()
    page = words(client.get(url(given, "edition", 1)))
    assert url(given, "photograph", photograph.pk) in page
    file = client.get(url(given, "edition_pdf", 1))
    assert "no-store" in file["Cache-Control"]
    assert not faults(file.content)
    client.force_login(ResidentFactory())
    assert client.get(url(given, "edition_pdf", 1)).status_code == 404


def test_more_than_planned_on_one_line_is_asked_about(client, given):
    sign_in_officer(client, given.lead)
    first, second = given.award.plan.all()
    over = {f"line_{first.pk}": "1,501", f"line_{second.pk}": "1"}
    press(client, url(given, "spending"), over)
    lacks = [one.words for one in services.lacking(given.report())]
    assert any(first.what in words or "differs from the grant" in words for words in lacks)


def test_what_nobody_has_said_is_no_nought_on_the_page_that_checks_it(client, given):
    sign_in_officer(client, given.lead)
    assert client.get(url(given, "check")).content.decode().count(">–</td>") == 2
