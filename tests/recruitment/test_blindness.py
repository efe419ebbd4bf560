"""A scorer can't get at who an applicant is: by no page, admin, file, export, API or search.

One walk over every address of the portal tries them all.
"""

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import NoReverseMatch, reverse

from assessment import services as assessing
from core.actors import PORTAL
from messaging.models import OutboxMessage
from questionnaires import services as questions
from questionnaires.enums import Kind
from questionnaires.models import AnswerFile
from recruitment import services
from recruitment.models import Application
from recruitment.services.panel import has_read_names
from tests.architecture.addresses import make_town, names
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)
from tests.factories.recruitment import (
    RoundFactory,
    recruiter,
    recruitment_officer,
    round_with_pool,
    scorer,
    start,
)
from tests.recruitment.officers import asked, scoring_url, told, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db

NAME = "Zebedee Quillfeather"
EMAIL = "zebedee.quillfeather@demo.example"
ADDRESS = "77 Xanadu Crescent"
ORGANISATION = "Quokka Demo Trust"
SECRETS = ("Zebedee", "Quillfeather", EMAIL, "Xanadu", "LU99 1AB", ORGANISATION, "07700 900123")


def application_set():
    version = SetVersionFactory(question_set=QuestionSetFactory(purpose="application"))
    section = SectionFactory(version=version)
    for key, identifying in (("phone", True), ("why", False)):
        QuestionFactory(
            section=section, key=key, kind=Kind.LONG_TEXT, label=key, is_identifying=identifying
        )
    QuestionFactory(
        section=section,
        key="paper",
        kind=Kind.FILE,
        label="paper",
        file_kinds="pdf",
        is_required=False,
    )
    questions.publish_version(version_id=version.pk, actor=PORTAL)
    return version.question_set


@pytest.fixture
def scene():
    """An application full of who wrote it, in a round that is being scored."""
    officer = recruitment_officer()
    round = RoundFactory(application_set=application_set(), seats={"community": (2, "lottery")})
    person = ResidentFactory(name=NAME, email=EMAIL)
    application = start(
        round,
        person,
        sector="community",
        organisation=ORGANISATION,
        address=ADDRESS,
        postcode="LU99 1AB",
    )
    questions.save_answers(
        response_id=application.response_id,
        values={
            "phone": "07700 900123",
            "why": f"I am {NAME} of {ORGANISATION}, {ADDRESS}, LU991AB. Ask for zebedee or "
            f"QUILLFEATHER on 07700 900123 or write to {EMAIL}. I know my street.",
            "paper": SimpleUploadedFile("zebedee-quillfeather.pdf", b"%PDF-1.4\n%%EOF"),
        },
        actor=person,
    )
    services.submit(application_id=application.pk, actor=person)
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    member = scorer(round)
    scorer(round)
    services.start_scoring(round_id=round.pk, actor=officer)
    assessing.declare(piece_id=application.piece_id, actor=member.person, has_interest=False)
    application.refresh_from_db()
    return application, member


def found_in(response) -> list[str]:
    """The secrets that an answer tells, its headers included."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode("utf-8", "replace") + repr(response.headers)
    return [secret for secret in SECRETS if secret.lower() in text.lower()]


def addresses_about(application) -> list[str]:
    """Every address of the portal that takes an argument, with this application's for it."""
    file = AnswerFile.objects.get(response=application.response_id)
    keys = {
        "object_id": [
            application.pk,
            application.round_id,
            application.response_id,
            *OutboxMessage.objects.filter(to_address=EMAIL).values_list("pk", flat=True),
        ],
        "reference": [application.reference, application.piece.code],
        "code": [application.piece.code],
        "slug": [application.round.slug],
        "file_id": [file.pk],
        "pk": [application.pk, file.pk],
    }
    found = []
    for name in sorted(names()):
        for parameter, values in keys.items():
            for value in values:
                if address := reverse_or_none(name, {parameter: value}):
                    found.append(address)
    return found


# An officer who scores reaches all that a scorer does, and more.
@pytest.mark.parametrize(
    "also_officer",
    [
        pytest.param(False, marks=pytest.mark.soak, id="scorer"),
        pytest.param(True, id="scorer who is an officer"),
    ],
)
def test_no_address_tells_a_scorer_who_applied(client, scene, also_officer):
    application, member = scene
    make_town()
    person = member.person
    if also_officer:
        officer = recruitment_officer()
        person.groups.add(*officer.groups.all())
        may = ("view_outboxmessage", "requeue_outboxmessage", "view_due")
        person.user_permissions.add(*Permission.objects.filter(codename__in=may))
    sign_in_officer(client, person)
    listed = [
        address
        for name in sorted(names())
        if "logout" not in name and (address := reverse_or_none(name))
    ]
    tried = listed + addresses_about(application)
    assert len(tried) > 150
    told = {}
    for address in tried:
        # Lists are searched and filtered too; who may read accounts learns nothing of who applied.
        is_list = address.startswith("/admin/") and address.count("/") == 4
        searches = (f"?q={NAME.split(maxsplit=1)[0]}", f"?round__id__exact={application.round_id}")
        for query in ("", *(searches if is_list else ())):
            secrets = found_in(client.get(address + query))
            # What was searched for is in the box of the search itself.
            if secrets and not (query.startswith("?q=") and secrets == ["Zebedee"]):
                told[address + query] = secrets
    if also_officer:
        told = {k: v for k, v in told.items() if not k.startswith("/admin/people/user/")}
    assert told == {}


def reverse_or_none(name: str, arguments=None) -> str | None:
    """The address, where it takes these arguments and no others."""
    try:
        return reverse(name, kwargs=arguments)
    except NoReverseMatch:
        return None


def test_the_walk_would_find_it(client, scene):
    """The control: somebody who runs the round and doesn't score in it does read the name."""
    application, _member = scene
    sign_in_officer(client, recruitment_officer())
    page = client.get(reverse("admin:recruitment_application_change", args=[application.pk]))
    assert "Zebedee" in found_in(page)
    paper = AnswerFile.objects.get()
    file = client.get(reverse("admin:recruitment_application_file", args=[paper.pk]))
    assert file.content.startswith(b"%PDF")


def test_what_a_scorer_does_read(client, scene):
    application, member = scene
    sign_in_officer(client, member.person)
    page = client.get(scoring_url(application)).content.decode()
    assert "I know my street." in page
    assert application.piece.code in page


def test_exports_of_an_officer_who_scores_leave_the_round_out(client, scene):
    application, member = scene
    member.person.groups.add(*recruitment_officer().groups.all())
    sign_in_officer(client, member.person)
    export = client.post(reverse("admin:recruitment_application_export"), {"kind": "csv"})
    assert found_in(export) == []
    other = Application.objects.filter(pk=application.pk).visible_to(member.person)
    assert not other.exists()


def test_a_recruiter_from_outside_sees_their_round_and_no_other(client, scene):
    application, _member = scene
    sign_in_officer(client, recruiter(application.round))
    address = reverse("admin:recruitment_application_change", args=[application.pk])
    assert "Zebedee" in found_in(client.get(address))
    sign_in_officer(client, recruiter(RoundFactory()))
    assert found_in(client.get(address)) == []
    assert found_in(client.get(reverse("admin:recruitment_application_changelist"))) == []
    assert client.get(
        reverse("admin:recruitment_round_change", args=[application.round_id])
    ).status_code in {302, 403, 404}


def test_the_services_are_blind_too(scene):
    application, member = scene
    opened = assessing.open_blind(piece_id=application.piece_id, actor=member.person)
    assert not [secret for secret in SECRETS if secret.lower() in repr(opened).lower()]
    assert (
        refusal(assessing.open_blind, piece_id=application.piece_id, actor=ResidentFactory())
        == "not-allowed"
    )


def reader_of_messages(person):
    person.user_permissions.add(Permission.objects.get(codename="view_outboxmessage"))
    return person


def test_messages_about_a_round_are_closed_to_its_panel_and_to_nobody_else(client, scene):
    application, member = scene
    message = OutboxMessage.objects.get(recipient=application.person.reference)
    listed = reverse("admin:messaging_outboxmessage_changelist")
    page = reverse("admin:messaging_outboxmessage_change", args=[message.pk])
    sign_in_officer(client, reader_of_messages(member.person))
    assert found_in(client.get(listed)) == []
    assert found_in(client.get(page)) == []
    sign_in_officer(client, reader_of_messages(recruitment_officer()))
    assert EMAIL in found_in(client.get(listed))
    assert "Zebedee" in found_in(client.get(page))


def test_a_scorers_addresses_hold_no_key_that_messages_hold(client, scene):
    application, member = scene
    sign_in_officer(client, member.person)
    page = client.get(reverse("admin:assessment_piece_changelist")).content.decode()
    assert f"/piece/{application.piece.code}/" in page
    assert f"/piece/{application.pk}/" not in page


def test_who_scores_is_told_why_an_application_does_not_open(client, scene):
    application, member = scene
    member.person.groups.add(*recruitment_officer().groups.all())
    sign_in_officer(client, member.person)
    address = reverse("admin:recruitment_application_change", args=[application.pk])
    page = client.get(address, follow=True).content.decode()
    assert "You sit on the selection panel of this round" in page
    assert application.round.title in page


ACTS = {
    "offer_by_scores": {"sector": "residents"},
    "cancel": {"reason_en": "Too few."},
    "appoint": {},
    "tell_outcomes": {},
}


@pytest.mark.parametrize("act", ACTS)
def test_an_act_names_nobody_to_an_officer_who_scored_in_the_round(client, act):
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    round.assessment.assessors.create(person=officer)
    if act != "offer_by_scores":
        (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
        services.accept(application_id=offer.application_id, actor=offer.application.person)
    sign_in_officer(client, officer)
    url = reverse(f"admin:recruitment_round_{act}", args=[round.pk])
    applications = round.applications.select_related("person")
    secrets = [said for one in applications for said in (one.person.name, one.person.email)]
    page = asked(client, url, ACTS[act])
    assert page.context["question"].people
    assert "You sit on the selection panel of this round" in words(page)
    assert not [said for said in secrets if said in page.content.decode()]
    other = recruitment_officer()
    assert not has_read_names(other, round)
    sign_in_officer(client, other)
    assert any(said in told(asked(client, url, ACTS[act])) for said in secrets)
    assert has_read_names(other, round)
