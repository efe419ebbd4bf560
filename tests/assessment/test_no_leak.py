"""Who has an interest in an application reads the same whether it exists or not, byte for byte."""

import re

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse

from assessment import services
from assessment.models import Assignment
from collaboration_fund.models import Application, Edition
from tests.factories.assessing import assessed
from tests.factories.organisations import MembershipFactory
from tests.factories.people import sign_in_officer

pytestmark = pytest.mark.django_db

# What differs from one look at a page to the next.
OWN = re.compile(
    rb'name="csrfmiddlewaretoken" value="[^"]+"|nonce="[^"]+"|name="made_from" value="[^"]+"'
)


@pytest.fixture
def scene():
    """Three applications, two scored by others; the officer and an assessor belong to the first."""
    scene = assessed(3)
    tied, one, two = (scene.assessor() for _number in range(3))
    lead = scene.made[0].application.lead
    for person in (tied.person, scene.officer):
        MembershipFactory(organisation=lead, person=person)
    type(scene.assessment).objects.update(asked="assigned")
    pairs = [(n, who) for n in range(3) for who in (one, two)] + [(1, tied), (2, tied)]
    Assignment.objects.bulk_create(
        Assignment(piece=scene.piece(number), assessor=who, released_at="2026-01-01T00:00Z")
        for number, who in [*pairs, (0, tied)]
    )
    for number in range(3):
        scene.score(number, one, number + 1)
        # Those of the application in question are far apart: they would be talked over.
        scene.score(number, two, 4, advice="conditions", conditions=f"Demo condition {number}")
    scene.score(1, tied, 2)
    scene.tied = tied
    return scene


def gone(scene) -> None:
    """The application isn't there, nor anything of it."""
    piece, application = scene.piece(0), scene.made[0].application
    entry = application.entry
    # What was sent is never deleted by the portal's own ways.
    Edition.objects.filter(entry=entry)._raw_delete("default")
    for rows in (piece.scores, piece.recommendations, piece.declarations):
        rows.all().delete()
    entry.delete()
    piece.delete()
    Application.objects.get(pk=application.pk).delete()


def pages_of(scene) -> dict[str, list[str]]:
    """The addresses that each of the two can reach, of what is assessed and where it is counted."""
    assessment = scene.assessment.pk
    own = [
        reverse("admin:index"),
        reverse("admin:assessment_piece_changelist"),
        *(
            reverse(f"admin:assessment_piece_{name}", args=[scene.piece(number).code])
            for name in ("change", "declare")
            for number in (1, 2)
        ),
    ]
    title = "Tea"
    office = [
        reverse("admin:index"),
        *(
            reverse(f"admin:assessment_assessment_{name}", args=[assessment])
            # The history first: what the walk reads is in it afterwards, with its minute.
            for name in ("history", "change", "assign", "standings", "plan", "lift", "release")
        ),
        *(
            reverse("admin:collaboration_fund_round_change", args=[scene.round.pk]) + tab
            for tab in ("", "?tab=panel")
        ),
        reverse("admin:collaboration_fund_application_changelist")
        + f"?round__id__exact={scene.round.pk}",
        reverse("admin:collaboration_fund_application_changelist") + f"?q={title}",
        reverse("admin:collaboration_fund_application_export"),
        reverse("admin:collaboration_fund_application_answers"),
        reverse("admin:search") + f"?q={title}",
        reverse("admin:messaging_outboxmessage_changelist") + f"?about={scene.round.filed_under}",
    ]
    return {"assessor": own, "officer": office}


def seen(person, addresses) -> dict[str, bytes]:
    """What this person reads at each address."""
    client = Client()
    sign_in_officer(client, person)
    found = {}
    for url in addresses:
        is_file = url.endswith(("/export/", "/answers/"))
        response = client.post(url, {"kind": "csv"}) if is_file else client.get(url)
        body = b"".join(response) if response.streaming else response.content
        found[url] = b"%d %s" % (response.status_code, OWN.sub(b"", body))
    return found


def test_every_page_of_assessing_is_the_same_without_what_they_have_an_interest_in(scene):
    pages, people = pages_of(scene), {"assessor": scene.tied.person, "officer": scene.officer}
    code = scene.piece(0).code
    before = {who: seen(people[who], pages[who]) for who in pages}
    gone(scene)
    # That they looked before is in the history; it isn't what the walk is about.
    LogEntry.objects.filter(action=LogEntry.Action.ACCESS).delete()
    after = {who: seen(people[who], pages[who]) for who in pages}
    for who in pages:
        for url in pages[who]:
            assert code.encode() not in before[who][url], url
            assert before[who][url] == after[who][url], url
        # The walk reads pages, not errors; nothing is held, so that there is nothing to release.
        others = {url for url, page in before[who].items() if not page.startswith(b"200")}
        assert all(re.search("/release/$|/change/$|/piece/[A-Z0-9]+/$", url) for url in others)


def test_what_they_have_an_interest_in_is_as_what_does_not_exist(scene):
    client = Client()
    sign_in_officer(client, scene.tied.person)
    for name in ("change", "declare"):
        there = reverse(f"admin:assessment_piece_{name}", args=[scene.piece(0).code])
        nowhere = reverse(f"admin:assessment_piece_{name}", args=["ZZZZZ"])
        pages = [client.get(url) for url in (there, nowhere)]
        assert [page.status_code for page in pages] == [404, 404]
        first, second = (OWN.sub(b"", page.content) for page in pages)
        assert first.replace(scene.piece(0).code.encode(), b"ZZZZZ") == second


def test_an_officer_with_an_interest_keeps_who_scores_what_they_do_not_see(scene):
    before = set(scene.piece(0).assignments.values_list("assessor", flat=True))
    pairs = [
        (piece, one)
        for piece, one in Assignment.objects.exclude(piece=scene.piece(0)).values_list(
            "piece", "assessor"
        )
    ]
    services.assign(assessment_id=scene.assessment.pk, pairs=pairs, actor=scene.officer)
    assert set(scene.piece(0).assignments.values_list("assessor", flat=True)) == before
