"""The work programme, evidence, groups and engagements: rules, pages, officers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from taskforce import services
from taskforce.models import Engagement, Evidence, WorkItem
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.programme import ThemeFactory
from tests.factories.taskforce import (
    AreaFactory,
    EngagementFactory,
    EvidenceFactory,
    MemberFactory,
    PaperFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.test_membership import refusal
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db


def url(model: str, page: str, *args) -> str:
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


# --- Evidence -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row",
    [
        {"kind": "story", "consent": "awaited"},
        {"kind": "story", "consent": "not-needed"},
        {"kind": "story", "consent": "not-needed", "publication": "private"},
        {"kind": "story", "consent": "withdrawn"},
        {"consent": "awaited", "publication": "summary"},
        {"consent": "withdrawn"},
        {"consent": "given"},
        {"collected_until": day(-91)},
        {"publication": "half"},
    ],
)
def test_the_database_shows_nothing_without_consent(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        EvidenceFactory(**row)


def test_a_story_is_public_only_once_they_agreed_and_gone_when_they_take_it_back(client, officer):
    story = EvidenceFactory(
        kind="story", consent="awaited", publication="private", body="What I lived through"
    )
    asked = {"evidence_id": story.pk, "actor": officer}
    refusal("no-consent", services.publish_evidence, publication="public", **asked)
    refusal("story-needs-consent", services.record_consent, consent="not-needed", **asked)
    refusal("day-needed", services.record_consent, consent="given", **asked)
    refusal("in-the-future", services.record_consent, consent="given", consent_on=day(1), **asked)
    services.record_consent(consent="given", consent_on=day(-1), **asked)
    services.publish_evidence(publication="public", **asked)
    address = story.get_absolute_url()
    assert "What I lived through" in words(client, address)
    assert client.get(f"{address}file/").status_code == 200
    services.record_consent(consent="withdrawn", **asked)
    for gone in (address, f"{address}file/"):
        assert client.get(gone).status_code == 404
    assert story.title not in words(client, "/taskforce/evidence/")


def test_of_a_summary_the_rest_stays_shut(client):
    evidence = EvidenceFactory(publication="summary")
    page = words(client, evidence.get_absolute_url())
    assert "The summary words" in page
    assert "The whole words" not in page
    assert client.get(f"{evidence.get_absolute_url()}file/").status_code == 404


def test_only_officers_publish(reader):
    evidence = EvidenceFactory()
    for actor in (reader, ResidentFactory(), MemberFactory().person):
        refusal(
            "not-allowed",
            services.publish_evidence,
            evidence_id=evidence.pk,
            publication="private",
            actor=actor,
        )


def test_evidence_is_narrowed_by_kind(client):
    EvidenceFactory(title="Demo counts")
    EvidenceFactory(title="Demo walks", kind="ethnographic")
    assert "Demo walks" not in words(client, "/taskforce/evidence/?kind=statistical")
    for kind in ("", "nonsense", "%00"):
        assert "Demo walks" in words(client, f"/taskforce/evidence/?kind={kind}")


def test_an_officer_adds_evidence_records_consent_and_publishes(office):
    asked = {
        "title_en": "Demo story",
        "slug": "",
        "kind": "story",
        "summary_en": "In short",
        "provenance_en": "Told to demo hands",
        "collected_from": day(-9),
        "collected_until": day(-8),
        "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7"),
    }
    bad = asked | {"collected_until": day(-10)}
    assert press(office, url("evidence", "add"), bad).status_code == 200
    asked["file"] = SimpleUploadedFile("a.exe", b"MZ")
    assert press(office, url("evidence", "add"), asked).status_code == 200
    asked["file"] = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    assert press(office, url("evidence", "add"), asked).status_code == 302
    story = Evidence.objects.get()
    assert story.publication == "private"
    assert office.get(url("evidence", "publish", story.pk)).status_code == 302
    given = {"consent": "given", "consent_on": day(-1), "consent_note": "Demo folder"}
    assert office.get(url("evidence", "consent", story.pk)).status_code == 200
    press(office, url("evidence", "consent", story.pk), given)
    press(office, url("evidence", "publish", story.pk), {"publication": "summary"})
    story.refresh_from_db()
    assert (story.consent, story.publication) == ("given", "summary")
    assert office.get(url("evidence", "change", story.pk)).status_code == 200
    assert office.get(url("evidence", "file", story.pk)).content == b"%PDF-1.7"
    assert office.get(url("evidence", "file", 10**30)).status_code == 404


def test_what_is_deleted_takes_its_files_along(
    office, own_media, django_capture_on_commit_callbacks
):
    shown, shut = EvidenceFactory(), EvidenceFactory(publication="private")
    paper = PaperFactory(meeting__state="draft")
    assert press(office, url("evidence", "delete", shown.pk), {"post": "yes"}).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        press(office, url("evidence", "delete", shut.pk), {"post": "yes"})
        press(office, url("meeting", "delete", paper.meeting_id), {"post": "yes"})
    left = [path.name for path in own_media.rglob("*") if path.is_file()]
    assert left == [shown.file.file.name.split("/")[-1]]


# --- The work programme ---------------------------------------------------------------------------


def test_the_programme_shows_what_is_agreed_and_public(client):
    WorkItemFactory(title="Demo open work")
    WorkItemFactory(title="Demo shut work", is_public=False)
    WorkItemFactory(title="Demo early work", area__agreed_on=None)
    page = words(client, "/taskforce/work/")
    assert "Demo open work" in page
    assert "Demo shut work" not in page
    assert "Demo early work" not in page


def test_the_reason_for_stopping_stands_beside_the_work(client, officer):
    item = WorkItemFactory()
    asked = {"item_id": item.pk, "to": "stopped", "actor": officer}
    refusal("reason-needed", services.move_work_item, **asked)
    services.move_work_item(reason="The money went", **asked)
    assert "The money went" in words(client, "/taskforce/work/")
    refusal("not-a-move", services.move_work_item, **asked | {"to": "done"})
    assert item.moves.get().reason == "The money went"


@pytest.mark.parametrize("row", [{"owner": None}, {"starts_on": day(41)}, {"state": "somewhere"}])
def test_the_database_refuses_work_out_of_order(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkItemFactory(**row)


def test_an_officer_keeps_the_programme(office):
    theme, member = ThemeFactory(), MemberFactory()
    area = {"title_en": "Demo homes", "slug": "", "theme": theme.pk, "order": 1}
    assert (
        press(office, url("priorityarea", "add"), area | {"agreed_on": day(0)}).status_code == 302
    )
    item = {"title_en": "Ask landlords", "kind": "action", "area": AreaFactory().pk}
    page = press(office, url("workitem", "add"), item | {"is_public": "on"})
    assert "Say whose it is" in page.content.decode()
    done = press(office, url("workitem", "add"), item | {"is_public": "on", "owner": member.pk})
    assert done.status_code == 302
    work = WorkItem.objects.get()
    assert office.get(url("workitem", "change", work.pk)).status_code == 200
    press(office, url("workitem", "move", work.pk), {"to": "under-way", "reason": ""})
    work.refresh_from_db()
    assert work.state == "under-way"
    assert press(office, url("workitem", "export"), {"kind": "xlsx"}).status_code == 200


def test_a_member_moves_their_own_work(client):
    item = WorkItemFactory()
    sign_in(client, item.owner.person, "code")
    assert item.title in words(client, "/my/taskforce/")
    press(client, f"/my/taskforce/work/{item.pk}/", {"to": "under-way"})
    item.refresh_from_db()
    assert item.state == "under-way"
    assert client.get(f"/my/taskforce/work/{WorkItemFactory().pk}/").status_code == 404


# --- Engagements ----------------------------------------------------------------------------------


def test_engagements_are_public_as_a_number_of_people_once_confirmed(client, officer):
    member = MemberFactory()
    sign_in(client, member.person, "code")
    held = day(-2)
    asked = {"kind": "talk", "title": "Demo sixth form", "reach": "60", "place": "Demo hall"}
    asked |= {"held_on_0": held.day, "held_on_1": held.month, "held_on_2": held.year}
    assert client.post("/my/taskforce/engagements/", asked).status_code == 302
    client.post("/my/taskforce/engagements/", asked)
    assert Engagement.objects.get().reach == 60
    EngagementFactory(reach=40)
    assert "about 40 people" in words(client, "/taskforce/work/")
    services.confirm_engagement(
        engagement_id=Engagement.objects.get(confirmed_on=None).pk, actor=officer
    )
    page = words(client, "/taskforce/work/")
    assert "2 times" in page
    assert "about 100 people" in page
    assert "sixth form" not in page


@pytest.mark.parametrize(
    "wrong",
    [{"reach": "0"}, {"reach": "9" * 40}, {"reach": "x"}, {"held_on_2": "1990"}, {"title": ""}],
)
def test_an_engagement_that_makes_no_sense_is_refused(client, wrong):
    sign_in(client, MemberFactory().person, "code")
    held = day(-2)
    asked = {"kind": "talk", "title": "Demo", "reach": "60"}
    asked |= {"held_on_0": held.day, "held_on_1": held.month, "held_on_2": held.year}
    page = client.post("/my/taskforce/engagements/", asked | wrong)
    assert page.status_code == 200
    assert not Engagement.objects.exists()


def test_an_officer_enters_an_engagement_for_a_member(office):
    member = MemberFactory()
    asked = {"member": member.pk, "kind": "council", "title": "Demo meeting", "reach": 30}
    page = press(office, url("engagement", "add"), asked | {"held_on": day(3)})
    assert "up to today" in page.content.decode()
    assert press(office, url("engagement", "add"), asked | {"held_on": day(-3)}).status_code == 302
    assert press(office, url("engagement", "export"), {"kind": "csv"}).status_code == 200
