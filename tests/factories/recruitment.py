"""Recruitment rounds, panels and applicants for tests."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from django.contrib.auth.models import Permission
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessment import services as assessing
from assessment.enums import HIGHEST_SCORE
from assessment.models import Anchor, Assessor
from core.actors import PORTAL
from people import roles
from questionnaires import services as questions
from questionnaires.enums import Kind
from questionnaires.vault import seal
from recruitment import services
from recruitment.enums import HowChosen
from recruitment.models import (
    Application,
    Draw,
    Round,
    SeatGroup,
)
from taskforce.enums import Sector
from tests.factories.alike import more_like
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of
from tests.factories.places import PostcodeWardFactory, WardFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
)

CONSENT = "I agree that my answers are used to choose members."


def application_set(called: str = "Name?", why: str = "Why you?"):
    """Published application questions: one that identifies, one that doesn't, one file."""
    version = SetVersionFactory(question_set=QuestionSetFactory(purpose="application"))
    section = SectionFactory(version=version)
    QuestionFactory(
        section=section, key="called", kind=Kind.SHORT_TEXT, label=called, is_identifying=True
    )
    QuestionFactory(section=section, key="why", kind=Kind.LONG_TEXT, label=why)
    questions.publish_version(version_id=version.pk, actor=PORTAL)
    return version.question_set


def selection_set():
    """Published selection questions: sex and age band, encrypted."""
    question_set = QuestionSetFactory(purpose="selection", is_special=True)
    version = SetVersionFactory(question_set=question_set)
    section = SectionFactory(version=version)
    sex = QuestionFactory(section=section, key="sex", kind=Kind.ONE, label="Sex?")
    choices(sex, "female", "male", "prefer-not")
    age = QuestionFactory(section=section, key="age", kind=Kind.ONE, label="Age?")
    choices(age, "16-34", "35-54", "55+", "prefer-not")
    questions.publish_version(version_id=version.pk, actor=PORTAL)
    return question_set


class RoundFactory(DjangoModelFactory):
    """A round open for two more weeks: six seats by lottery, criteria, and a consent."""

    class Meta:
        model = Round
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"round-{n}")
    title = factory.Sequence(lambda n: f"Demo round {n}")
    summary = "Join the Luton Fairness Taskforce."
    terms = "The Taskforce examines what stands in the way of fairness."
    role = "Members meet, read and listen."
    commitment = "Two years, one residential."
    expenses = "Travel and care are paid."
    eligibility = "You are 16 or over\nYou live or work in Luton"
    opens_at = factory.LazyFunction(lambda: timezone.now() - timedelta(days=14))
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=14))
    starts_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))
    application_set = factory.LazyFunction(application_set)
    selection_set = factory.LazyFunction(selection_set)
    selection_consent = CONSENT
    state = "open"

    @factory.post_generation
    def seats(self, create, extracted, **kwargs):
        """`seats={"residents": (6, "lottery")}`"""
        for sector, (number, how) in (
            extracted or {Sector.RESIDENTS: (6, HowChosen.LOTTERY)}
        ).items():
            SeatGroup.objects.create(round=self, sector=sector, number=number, how=how)

    @factory.post_generation
    def criteria(self, create, extracted, **kwargs):
        for order, title in enumerate(extracted or ["Experience", "Listening"]):
            criterion = self.assessment.criteria.create(title=title, order=order)
            Anchor.objects.bulk_create(
                Anchor(criterion=criterion, score=score, text=f"Demo anchor {score}")
                for score in range(HIGHEST_SCORE + 1)
            )


def passed(row, field: str = "closes_at", *, by: timedelta = timedelta(seconds=1)):
    """The round or offer with its deadline so long ago: the database's clock can't be moved."""
    type(row).objects.filter(pk=row.pk).update(**{field: timezone.now() - by})
    row.refresh_from_db()
    return row


def recruitment_officer():
    """An officer with exactly that role."""
    return officer_of(roles.RECRUITMENT_OFFICER)


def scorer(round, **fields) -> Assessor:
    """Somebody with the panel's role who sits on this round's panel."""
    person = officer_of(roles.SELECTION_PANEL)
    return round.assessment.assessors.create(person=person, **fields)


def recruiter(round):
    """Somebody from outside who may run this round and no other."""
    person = OfficerFactory()
    person.user_permissions.add(Permission.objects.get(codename="run_own_round"))
    round.runners.add(person)
    return person


def ward_at(postcode: str, **fields):
    """A ward that this postcode lies in."""
    ward = WardFactory(**fields)
    PostcodeWardFactory(postcode=postcode.replace(" ", ""), ward=ward)
    return ward


def start(round, person=None, *, number: int = 1, **fields):
    """An application that has only just begun, at an address of its own."""
    person = person or ResidentFactory()
    fields = {
        "sector": Sector.RESIDENTS,
        "address": f"{number} Demo Street",
        "postcode": "LU99 1AA",
        "actor": person,
        **fields,
    }
    return services.start(round_id=round.pk, person=person, **fields)


def answer(application, *, why: str = "I have lived here a long time.", sex="female", age="16-34"):
    """Answer the application questions and, with consent, the selection questions."""
    person = application.person
    questions.save_answers(
        response_id=application.response_id,
        values={"called": person.name, "why": why},
        actor=person,
    )
    if sex:
        services.consent_to_selection(application_id=application.pk, actor=person)
        application.refresh_from_db()
        questions.save_answers(
            response_id=application.selection_response_id,
            values={"sex": sex, "age": age},
            actor=person,
        )


def submitted(round, person=None, *, number: int = 1, answers=None, **fields):
    """An application that was sent."""
    application = start(round, person, number=number, **fields)
    answer(application, **(answers or {}))
    return services.submit(application_id=application.pk, actor=application.person)


def scored(application, panel, *values: int) -> None:
    """Each panel member declares no interest and gives this score for every criterion."""
    for member, value in zip(panel, values, strict=True):
        assessing.declare(piece_id=application.piece_id, actor=member.person, has_interest=False)
        assessing.score(
            piece_id=application.piece_id,
            actor=member.person,
            values={
                criterion.pk: value for criterion in application.round.assessment.criteria.all()
            },
            comments={},
            final=True,
        )


def round_with_pool(officer, number: int, *, values=(3, 3), **fields) -> tuple:
    """A round whose pool of `number` people is settled; the round and its panel.

    The first came the whole way through the services, the others are rows like theirs.
    """
    round = RoundFactory(**fields)
    said = [
        {"sex": ["female", "male"][n % 2], "age": ["16-34", "35-54", "55+"][n % 3]}
        for n in range(number)
    ]
    first = submitted(round, number=0, answers=said[0])
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=first.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    first.refresh_from_db()
    scored(first, panel, *values)
    more_like(first, said[1:])
    services.settle_pool(round_id=round.pk, actor=officer)
    round.refresh_from_db()
    return round, panel


@dataclass(frozen=True)
class Recruitment:
    """A round whose lottery is published, and one resident's application in it."""

    application: Application
    scored: Application

    def arguments(self) -> dict:
        """The arguments of recruitment's addresses, by name."""
        reference = {"reference": self.application.reference}
        slug = {"slug": self.application.round.slug}
        own = (
            "application",
            "details",
            "answers",
            "answers_check",
            "consent",
            "withdraw_consent",
            "selection",
            "selection_check",
            "reopen",
            "withdraw",
            "accept",
            "decline",
        )
        public = ("round", "eligibility", "apply", "invite", "draw", "lottery", "lottery_targets")
        return {
            **{f"recruitment:{name}": reference for name in own},
            **{f"recruitment:{name}": slug for name in public},
            "recruitment:answers_page": reference | {"page": "why"},
            "recruitment:selection_page": reference | {"page": "sex"},
            "admin:recruitment_application_file": {
                "file_id": "00000000-0000-0000-0000-000000000000"
            },
            **{
                f"admin:assessment_piece_{name}": {"code": self.scored.piece.code}
                for name in ("change", "declare")
            },
        }


def make_recruitment(resident) -> Recruitment:
    """What the walk over all addresses meets."""
    round = RoundFactory()
    application = submitted(round, resident)
    Draw.objects.create(
        round=round,
        state="published",
        size=1,
        seed="Demo",
        sealed_inputs=seal({"size": 1, "households": False, "targets": [], "people": []}),
        lottery=b"panel,id\n1,P0001\n",
        lottery_sha256="0" * 64,
        published_at=timezone.now(),
        number_source="Demo source",
    )
    other = RoundFactory(state="scoring")
    scored = Application.objects.create(
        round=other,
        piece=other.assessment.pieces.create(),
        person=ResidentFactory(),
        state="eligible",
        sector=Sector.RESIDENTS,
        response=questions.start(key=other.application_set.key, actor=PORTAL, language="en"),
        submitted_at=timezone.now(),
    )
    return Recruitment(application, scored)
