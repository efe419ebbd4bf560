"""Who comes to a selection panel and who leaves it, and what the round's history says of it."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from django.utils import timezone

from assessment.models import Assessor
from messaging.models import OutboxMessage
from people import roles
from recruitment import services
from recruitment.models import Offer
from recruitment.services.panel import has_read_names, refuse_panel_change
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.recruitment import (
    RoundFactory,
    recruiter,
    recruitment_officer,
    scorer,
    submitted,
)
from tests.recruitment.officers import asked, assessment_url, posted_by, round_url, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


def change(round, person, actor, *, joins=True):
    return refusal(refuse_panel_change, round=round, person=person, actor=actor, joins=joins)


def test_coming_to_the_panel_says_what_it_means(client, officer):
    round, newcomer = RoundFactory(), scorer(RoundFactory()).person
    url = assessment_url(round)
    data = posted_by(client, url)
    data |= {"assessors-TOTAL_FORMS": 1, "assessors-0-person": newcomer.pk}
    page = words(client.post(url, data, follow=True))
    assert "by code only" in page
    assert round.assessment.assessors.filter(person=newcomer).exists()


@pytest.mark.parametrize("postcode", ["nonsense", "LU1"])
def test_the_postcode_of_a_panel_member_is_one(client, officer, postcode):
    round, newcomer = RoundFactory(), scorer(RoundFactory()).person
    data = posted_by(client, assessment_url(round))
    data |= {
        "assessors-TOTAL_FORMS": 1,
        "assessors-0-person": newcomer.pk,
        "assessors-0-postcode": postcode,
    }
    assert "Enter a full UK postcode" in words(client.post(assessment_url(round), data))


def test_nobody_leaves_or_joins_by_themselves_once_scoring_has_begun(client, officer):
    round = RoundFactory(state="scoring")
    assert change(round, officer, officer) == "own-seat"
    assert change(round, officer, officer, joins=False) == "own-seat"
    member = round.assessment.assessors.create(person=officer)
    data = posted_by(client, assessment_url(round))
    page = client.post(assessment_url(round), data | {"assessors-0-DELETE": "on"})
    assert "take yourself off" in words(page)
    assert Assessor.objects.filter(pk=member.pk).exists()
    refuse_panel_change(round=round, person=officer, actor=recruitment_officer(), joins=False)
    refuse_panel_change(
        round=RoundFactory(state="screening"), person=officer, actor=officer, joins=False
    )


def by_address(name, *, args=(), post=None):
    """A look at a page of the admin, or a file taken from it."""

    def look(client, application):
        url = reverse(f"admin:{name}", args=[one(application) for one in args])
        assert (client.post(url, post) if post else client.get(url)).status_code == 200

    return look


LOOKS = {
    "nothing": lambda client, application: None,
    "page": by_address("recruitment_application_change", args=[lambda one: one.pk]),
    "list": by_address("recruitment_application_changelist"),
    "file": by_address("recruitment_application_export", post={"kind": "csv"}),
    "answers": by_address("recruitment_application_answers", post={"kind": "csv"}),
    "message": by_address(
        "messaging_outboxmessage_change",
        args=[lambda one: OutboxMessage.objects.get(recipient=one.person.reference).pk],
    ),
    "messages": by_address("messaging_outboxmessage_changelist"),
    "offer": by_address("recruitment_offer_change", args=[lambda one: offer_to(one).pk]),
    "offers": by_address("recruitment_offer_changelist"),
    "cancelling": lambda client, one: asked(
        client, round_url(one.round, "cancel"), {"reason_en": "Too few."}
    ),
}


def offer_to(application) -> Offer:
    return Offer.objects.create(
        application=application, sector="residents", basis="scores", reply_by=timezone.now()
    )


@pytest.mark.parametrize("how", [*LOOKS, "screening"])
def test_whoever_has_read_names_does_not_come_to_the_panel(client, officer, how):
    application = submitted(RoundFactory())
    assert not has_read_names(officer, application.round)
    if how == "screening":
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    else:
        LOOKS[how](client, application)
    assert has_read_names(officer, application.round) == (how != "nothing")
    if how != "nothing":
        assert change(application.round, officer, recruitment_officer()) == "has-read"


def test_the_history_of_a_round_says_who_came_and_who_left(client, officer):
    round = RoundFactory()
    member = scorer(round)
    data = posted_by(client, assessment_url(round))
    client.post(assessment_url(round), data | {"assessors-0-DELETE": "on"})
    assert not round.assessment.assessors.exists()
    history = words(client.get(round_url(round, "history")))
    assert str(member.person) in history
    assert "removed" in history
    assert "added" in history


def test_the_panel_role_alone_changes_no_panel(client):
    round = RoundFactory()
    member = scorer(round)
    sign_in_officer(client, member.person)
    assert member.person.groups.get() == Group.objects.get(name=roles.SELECTION_PANEL)
    assert client.get(round_url(round)).status_code in {302, 403}


def who_may(*codenames):
    """An officer with these permissions of messaging and no role in any round."""
    officer = OfficerFactory()
    officer.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    return officer


def test_who_applied_is_read_in_messages_only_by_who_runs_the_round(client):
    application = submitted(RoundFactory())
    other = submitted(RoundFactory())
    message = OutboxMessage.objects.get(recipient=application.person.reference)
    listed = reverse("admin:messaging_outboxmessage_changelist")
    page = reverse("admin:messaging_outboxmessage_change", args=[message.pk])
    outside = recruiter(application.round)
    outside.user_permissions.add(Permission.objects.get(codename="view_outboxmessage"))
    may = {
        who_may("view_outboxmessage", "view_due", "requeue_outboxmessage"): (False, False),
        who_may("view_outboxmessage", "run_round"): (True, True),
        outside: (True, False),
    }
    for officer, (first, second) in may.items():
        sign_in_officer(client, officer)
        text = words(client.get(listed))
        assert (application.person.email in text, other.person.email in text) == (first, second)
        assert (client.get(page).status_code == 200) == first
        # What was read is counted: nobody joins the panel of a round whose names they know.
        for one, seen in ((application, first), (other, second)):
            assert has_read_names(officer, one.round) == seen


def test_who_sits_on_a_panel_reads_no_message_whatever_else_they_may(client):
    application = submitted(RoundFactory())
    chief = scorer(application.round).person
    chief.is_superuser = True
    chief.save()
    sign_in_officer(client, chief)
    text = words(client.get(reverse("admin:messaging_outboxmessage_changelist")))
    assert application.person.email not in text
    accounts = words(client.get(reverse("admin:people_user_changelist")))
    assert application.person.email not in accounts
