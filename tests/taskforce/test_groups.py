"""Groups of the Taskforce, and what all of its work has in common."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from taskforce import services
from taskforce.models import CrossSectorGroup, Engagement, Evidence
from tests.factories.people import ResidentFactory, sign_in, sign_in_officer
from tests.factories.taskforce import (
    AreaFactory,
    ConsentFactory,
    EngagementFactory,
    EvidenceFactory,
    GroupFactory,
    GroupMeasureFactory,
    GroupMemberFactory,
    MemberFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.test_membership import refusal
from tests.taskforce.test_pages import grow, queries, words
from tests.taskforce.test_work import url

pytestmark = pytest.mark.django_db


# --- Groups ---------------------------------------------------------------------------------------


def test_a_group_shows_organisations_and_measures_and_no_person(client):
    seat = GroupMemberFactory(person__name="Demo Delegate", organisation="Demo Housing Trust")
    GroupMeasureFactory(group=seat.group, measure="Homes inspected", latest=14, latest_on=day(-1))
    GroupFactory(name="Demo hidden group", is_public=False)
    page = words(client, "/taskforce/groups/")
    assert "Demo Housing Trust" in page
    assert "Homes inspected" in page
    assert "Demo Delegate" not in page
    assert "Demo hidden group" not in page


def test_a_latest_figure_has_its_day():
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMeasureFactory(latest=3)


def test_an_officer_sets_up_a_group(office):
    ResidentFactory(email="rowan@demo.example")
    asked = {
        "name_en": "Demo group",
        "slug": "",
        "area": AreaFactory().pk,
        "remit_en": "To act",
        "set_up_on": day(-1),
        "members-TOTAL_FORMS": 1,
        "members-INITIAL_FORMS": 0,
        "members-0-organisation": "Demo Trust",
        "members-0-sector": "community",
        "members-0-email": "nobody@demo.example",
        "measures-TOTAL_FORMS": 1,
        "measures-INITIAL_FORMS": 0,
        "measures-0-measure_en": "Visits",
        "measures-0-baseline": "1",
        "measures-0-target": "2",
        "measures-0-latest": "3",
        "measures-0-order": "0",
    }
    page = press(office, url("crosssectorgroup", "add"), asked).content.decode()
    assert "Nobody has an account" in page
    assert "Give the latest figure and its day" in page
    asked |= {"members-0-email": "rowan@demo.example", "measures-0-latest": ""}
    assert press(office, url("crosssectorgroup", "add"), asked).status_code == 302
    group = CrossSectorGroup.objects.get()
    assert group.members.get().person.email == "rowan@demo.example"
    assert office.get(url("crosssectorgroup", "change", group.pk)).status_code == 200


# --- All of them ----------------------------------------------------------------------------------


def public_work():
    WorkItemFactory(owner=ConsentFactory().member)


def public_group():
    GroupMeasureFactory(group=GroupMemberFactory().group)


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/taskforce/work/", public_work),
        ("/taskforce/evidence/", EvidenceFactory),
        ("/taskforce/groups/", public_group),
    ],
)
def test_lists_take_the_same_statements_however_many(client, address, make):
    counts = {queries(client, address) for _n in grow(make)}
    assert len(counts) == 1
    assert counts.pop() <= 5


@pytest.mark.parametrize(
    "model", ["workitem", "evidence", "crosssectorgroup", "engagement", "priorityarea"]
)
def test_who_may_only_read_changes_nothing(client, reader, model):
    sign_in_officer(client, reader)
    assert client.get(url(model, "add")).status_code == 403


@pytest.mark.parametrize(
    ("model", "make"),
    [
        ("member", MemberFactory),
        ("workitem", WorkItemFactory),
        ("evidence", EvidenceFactory),
        ("engagement", EngagementFactory),
        ("crosssectorgroup", GroupFactory),
    ],
)
def test_officers_lists_take_the_same_statements_however_many(office, model, make):
    make()
    list_url = url(model, "changelist")
    queries(office, list_url)
    counts = {queries(office, list_url) for _n in grow(make, (1, 3, 30))}
    assert len(counts) == 1


def test_an_officer_corrects_and_confirms_and_a_member_takes_back(client, office, officer):
    engagement = EngagementFactory(confirmed_on=None, reach=9000)
    asked = {"kind": "talk", "title": "Demo talk", "held_on": day(-5), "reach": 90, "place": ""}
    assert press(office, url("engagement", "change", engagement.pk), asked).status_code == 302
    engagement.refresh_from_db()
    assert (engagement.reach, engagement.confirmed_on) == (90, day(0))
    member = engagement.member
    correcting = {"engagement_id": engagement.pk, "actor": member.person}
    refusal("not-allowed", services.confirm_engagement, **correcting)
    refusal("not-allowed", services.correct_engagement, **correcting | asked)
    refusal("confirmed", services.withdraw_engagement, **correcting)
    own = EngagementFactory(member=member, confirmed_on=None)
    refusal(
        "not-allowed",
        services.withdraw_engagement,
        engagement_id=own.pk,
        actor=MemberFactory().person,
    )
    sign_in(client, member.person, "code")
    assert client.post(f"/my/taskforce/engagements/{own.pk}/withdraw/").status_code == 302
    assert not Engagement.objects.filter(pk=own.pk).exists()


def test_new_words_take_the_consent_to_the_old_ones_away(office):
    story = EvidenceFactory(kind="story", consent="given", consent_on=day(-9), file=None)
    form = {
        "title_en": story.title,
        "slug": story.slug,
        "area": story.area_id,
        "summary_en": story.summary,
        "body_en": story.body,
        "provenance_en": story.provenance,
        "commissioned_from_en": "Demo researchers",
        "collected_from": story.collected_from,
        "collected_until": story.collected_until,
    }
    press(office, url("evidence", "change", story.pk), form)
    story.refresh_from_db()
    assert (story.commissioned_from, story.publication) == ("Demo researchers", "public")
    page = press(
        office, url("evidence", "change", story.pk), form | {"body_en": "Other."}, follow=True
    )
    story.refresh_from_db()
    assert (story.body, story.consent, story.publication) == ("Other.", "awaited", "private")
    assert "agreed to what was there before" in page.content.decode()
    history = words(office, url("evidence", "history", story.pk))
    assert "whole of it" in history.lower()
    assert "Other." not in history


def test_what_is_commissioned_is_shown_once_it_is_collected(officer):
    ordered = EvidenceFactory(
        collected_from=None, collected_until=None, publication="private", consent="not-needed"
    )
    asked = {"evidence_id": ordered.pk, "publication": "summary", "actor": officer}
    refusal("not-collected", services.publish_evidence, **asked)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evidence.objects.update(publication="public")
    Evidence.objects.update(collected_from=day(-3), collected_until=day(-2))
    services.publish_evidence(**asked)


def test_a_priority_area_has_an_owner_a_day_and_a_state_with_its_reason(client, officer):
    area = AreaFactory(owner=MemberFactory(), owner_words="Demo unit", due_on=day(90))
    moving = {"area_id": area.pk, "to": "paused", "actor": area.owner.person}
    refusal("reason-needed", services.move_area, **moving)
    services.move_area(reason="Waits for the census.", **moving)
    page = words(client, "/taskforce/work/")
    for shown in ("Paused", "Waits for the census.", "A resident member with Demo unit"):
        assert shown in page


def test_a_figure_is_of_a_day_that_has_been_and_is_shown_as_it_is(client):
    measure = GroupMeasureFactory(latest=Decimal("10.55"), latest_on=day(1))
    with pytest.raises(ValidationError):
        measure.full_clean()
    measure.latest_on = day(0)
    measure.full_clean()
    measure.baseline = Decimal(1000465)
    measure.save()
    page = words(client, "/taskforce/groups/")
    assert "10.55" in page
    assert "1,000,465" in page
