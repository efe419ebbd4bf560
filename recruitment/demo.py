"""Invented recruitment to show the portal with: open, being scored, to draw, and drawn.

Everything goes through the services. What is past is done while it lies ahead and then moved back
in time, since nobody can apply to a round that has closed.
"""

import random
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from assessment import services as assessing
from assessment.models import Anchor, Assessment, Assessor
from core.luton import LUTON
from jobs.services import run_waiting
from messaging.models import Due, OutboxMessage
from people.demo import SCORER_EMAIL, staff
from people.models import User
from people.roles import SELECTION_PANEL
from questionnaires import services as questions
from questionnaires.models import QuestionSet
from recruitment import services
from recruitment.enums import HowChosen, RoundState
from recruitment.models import (
    Application,
    Round,
    RoundAnswer,
    SeatGroup,
)
from taskforce.enums import Sector

OPEN, SCORED, DRAWN = "demo-residents", "demo-partners", "demo-lottery"
CHECKED = "demo-lottery-to-check"
APPLICANTS = {OPEN: 9, SCORED: 8, DRAWN: 48, CHECKED: 16}
CHECKED_TARGETS = (("female", 2, 3), ("male", 2, 3))
TERMS = (
    "The Taskforce brings together the public, private and community sectors. It identifies, "
    "examines and analyses the issues beneath structural inequality, and proposes interventions "
    "that are focused on outcomes.\n\nIt agrees a work programme, commissions evidence, sets up "
    "groups across the sectors, and agrees how to measure what they achieve."
)
ROLE = (
    "You read, listen, ask and decide together. You speak for the Luton 2040 vision in public and "
    "at council meetings, and bring your own networks along."
)
COMMITMENT = (
    "Two years. A meeting every six weeks, in the evening, and two days together at the start for "
    "training and the programme of the year to come."
)
EXPENSES = "We pay travel and care, and arrange interpreters and whatever else you need."
ELIGIBILITY = (
    "You are 16 or over\nYou live, work or study in Luton\n"
    "You are not a councillor or an officer of the council"
)
CONSENT = (
    "I agree that the council uses my answers to the selection questions to choose members by "
    "lottery, so that the Taskforce looks like Luton. I can delete them at any time."
)
CRITERIA = (
    ("Knowing what is unfair", "Knows from life or work what stands in the way of fairness."),
    ("Listening", "Takes in what others say and can change their mind."),
    ("Working for change", "Has an idea of what could change, and how."),
)
ANCHORS = (
    "Nothing of this in the answer",
    "A little, in general words",
    "Some, with one example",
    "Much, with good examples",
    "Convincing and reflected throughout",
)
ANSWERS = (
    ("Do I need experience?", "No. What you know of life in Luton is what counts."),
    ("Is it paid?", "No, but being a member should cost you nothing: we pay your expenses."),
)
EXPERIENCES = (
    "I have rented three homes in ten years and know what damp does to a child's chest.",
    "I work nights, so every service I need is shut when I am awake.",
    "At the food bank I hear every week where people fall between two offices.",
    "I speak for my mother at every appointment, because nobody speaks her language.",
    "I use a wheelchair. Half of the high street is closed to me.",
    "I was a governor of a school where one child in three had moved home that year.",
)
LISTENING = (
    "We had two sides about a mosque car park. I asked both to walk the street together.",
    "My son told me that I was wrong about his course. I went with him to see. He was right.",
    "In our tenants' group I write down what people say and read it back before we vote.",
)
CHANGES = ("Damp homes first.", "Buses that run when shifts end.", "One form instead of nine.")
PARTNERS = {
    Sector.COMMUNITY: "Demo Food Network",
    Sector.PUBLIC: "Demo Health Trust",
    Sector.PRIVATE: "Demo Bus Company",
}


@transaction.atomic
def seed(*, officer: User) -> None:
    """Write four rounds once; a second call finds them and does nothing.

    Args:
        officer: runs the rounds. Residents of the demonstration apply.
    """
    if Round.objects.filter(slug=OPEN).exists():
        return
    chance = random.Random(2040)  # noqa: S311 - the same demo for everyone, nothing secret
    people = list(
        User.objects.filter(is_demo=True, is_staff=False).exclude(postcode="").order_by("pk")
    )
    panel = [
        User.objects.get(email=SCORER_EMAIL),
        staff("scorer2@demo.example", "Demo Second Scorer", SELECTION_PANEL),
        staff("scorer3@demo.example", "Demo Third Scorer", SELECTION_PANEL),
    ]
    lottery = {Sector.RESIDENTS: (10, HowChosen.LOTTERY)}
    partners = {
        Sector.COMMUNITY: (2, HowChosen.SCORES),
        Sector.PUBLIC: (1, HowChosen.NOMINATION),
        Sector.PRIVATE: (1, HowChosen.SCORES),
    }
    _round(OPEN, "Resident members of the Fairness Taskforce", lottery, officer)
    _round(SCORED, "Partner members of the Fairness Taskforce", partners, officer)
    _round(DRAWN, "A first lottery, to try the draw with", lottery, officer)
    few = {Sector.RESIDENTS: (4, HowChosen.LOTTERY)}
    _round(CHECKED, "A lottery that is drawn, to check it from its page", few, officer)
    for slug, number in APPLICANTS.items():
        _apply(Round.objects.get(slug=slug), [people.pop() for _ in range(number)], chance)
    scored = _screened(SCORED, panel, officer)
    _score(scored, panel[1:], chance)
    pooled = _screened(DRAWN, panel, officer)
    _score(pooled, panel[1:], chance)
    services.settle_pool(round_id=pooled.pk, actor=officer)
    services.set_from_census(round_id=pooled.pk, actor=officer)
    checked = _screened(CHECKED, panel, officer)
    _score(checked, panel[1:], chance)
    services.settle_pool(round_id=checked.pk, actor=officer)
    _draw(checked, officer)
    _let_time_pass(scored, pooled, checked)


def _draw(round: Round, officer: User) -> None:
    """Draw a lottery of four seats, so that anybody can check one from its page."""
    targets = [
        {"feature": "sex", "value": value, "minimum": minimum, "maximum": maximum}
        for value, minimum, maximum in CHECKED_TARGETS
    ]
    services.save_targets(round_id=round.pk, actor=officer, rows=targets)
    asked = services.ask_draw(
        round_id=round.pk,
        seed="Luton demonstration lottery",
        number_source="An invented draw of six numbers, for the demonstration",
        actor=officer,
    )
    run_waiting()
    services.publish_draw(draw_id=asked.pk, actor=officer)
    services.draw(draw_id=asked.pk, chance="4 11 18 26 37 49", actor=officer)


def _round(slug: str, title: str, seats: dict, officer: User) -> None:
    now = timezone.now()
    last_day = timezone.localdate() + timedelta(days=22)
    round = Round.objects.create(
        slug=slug,
        title=title,
        summary="Could you help create the force for change? Anyone who meets the conditions can.",
        terms=TERMS,
        role=ROLE,
        commitment=COMMITMENT,
        expenses=EXPENSES,
        eligibility=ELIGIBILITY,
        opens_at=now - timedelta(days=20),
        closes_at=datetime.combine(last_day, time(23, 59), tzinfo=LUTON),
        starts_on=timezone.localdate() + timedelta(days=90),
        application_set=QuestionSet.objects.get(key="taskforce-application"),
        selection_set=QuestionSet.objects.get(key="taskforce-selection"),
        selection_consent=CONSENT,
        threshold=1,
        is_demo=True,
    )
    Assessment.objects.filter(pk=round.assessment_id).update(gap=2)
    SeatGroup.objects.bulk_create(
        SeatGroup(round=round, sector=sector, number=number, how=how)
        for sector, (number, how) in seats.items()
    )
    for order, (question, answer) in enumerate(ANSWERS):
        RoundAnswer.objects.create(round=round, question=question, answer=answer, order=order)
    for order, (name, explain) in enumerate(CRITERIA):
        criterion = round.assessment.criteria.create(title=name, explain=explain, order=order)
        Anchor.objects.bulk_create(
            Anchor(criterion=criterion, score=score, text=text)
            for score, text in enumerate(ANCHORS)
        )
    services.open_round(round_id=round.pk, actor=officer)


def _apply(round: Round, people: list[User], chance: random.Random) -> None:
    sectors = list(round.seat_groups.values_list("sector", flat=True))
    for number, person in enumerate(people):
        sector = sectors[number % len(sectors)]
        application = services.start(
            round_id=round.pk,
            person=person,
            sector=sector,
            organisation=PARTNERS.get(sector, ""),
            address=f"{number + 1} Demo Street",
            postcode=person.postcode,
            actor=person,
        )
        questions.save_answers(
            response_id=application.response_id,
            values={
                "experience": chance.choice(EXPERIENCES),
                "listening": chance.choice(LISTENING),
                "change": chance.choice(CHANGES),
            },
            actor=person,
        )
        if sector == Sector.RESIDENTS:
            _answer_for_the_lottery(application, chance)
        services.submit(application_id=application.pk, actor=person)


def _answer_for_the_lottery(application: Application, chance: random.Random) -> None:
    """People who apply are older and better off than the town, as they are everywhere.

    Of each answer there are enough that the targets of the census leave everybody a chance.
    """
    application = services.consent_to_selection(
        application_id=application.pk, actor=application.person
    )
    weighted = {
        "age": (
            ("16-24", 2),
            ("25-34", 3),
            ("35-44", 4),
            ("45-54", 4),
            ("55-64", 4),
            ("65-74", 3),
            ("75-over", 1),
        ),
        "sex": (("female", 5), ("male", 4), ("prefer-not-to-say", 1)),
        "ethnicity": (("white", 8), ("asian", 6), ("black", 3), ("mixed", 1), ("other", 1)),
        "disability": (("yes", 3), ("no", 13)),
        "income": (("under-20000", 2), ("20000-34999", 4), ("35000-59999", 5), ("60000-over", 4)),
    }
    questions.save_answers(
        response_id=application.selection_response_id,
        values={
            key: chance.choices([v for v, _w in rows], weights=[w for _v, w in rows])[0]
            for key, rows in weighted.items()
        },
        actor=application.person,
    )


def _screened(slug: str, panel: list[User], officer: User) -> Round:
    round = Round.objects.get(slug=slug)
    round.assessment.assessors.bulk_create(
        Assessor(assessment=round.assessment, person=person, organisation="Demo Council")
        for person in panel
    )
    services.close_round(round_id=round.pk, actor=officer)
    for pk in round.applications.values_list("pk", flat=True):
        services.screen(application_id=pk, eligible=True, actor=officer)
    return services.start_scoring(round_id=round.pk, actor=officer)


def _score(round: Round, panel: list[User], chance: random.Random) -> None:
    criteria = list(round.assessment.criteria.values_list("pk", flat=True))
    for application in round.applications.all():
        base = chance.choice((1, 2, 2, 3, 3))
        for person in panel:
            assessing.declare(piece_id=application.piece_id, actor=person, has_interest=False)
            assessing.score(
                piece_id=application.piece_id,
                actor=person,
                values={pk: min(4, base + chance.choice((0, 0, 1))) for pk in criteria},
                comments={},
                final=True,
            )


def _let_time_pass(*rounds: Round) -> None:
    """Their deadline was days ago; what was said then was sent then."""
    past = timezone.now() - timedelta(days=9)
    for round in rounds:
        Round.objects.filter(pk=round.pk).update(closes_at=past)
        Application.objects.filter(round=round).update(submitted_at=past - timedelta(days=3))
        OutboxMessage.objects.filter(about=round.filed_under).update(
            state=OutboxMessage.State.SENT, sent_at=past, created_at=past
        )
    days = timedelta(days=1)
    open_ones = Application.objects.filter(round__state=RoundState.OPEN).order_by("pk")
    for number, application in enumerate(open_ones):
        Application.objects.filter(pk=application.pk).update(
            submitted_at=timezone.now() - days * (number % 5)
        )
    Due.objects.filter(state=Due.State.WAITING, kind="recruitment.unsent").update(
        state=Due.State.CANCELLED
    )
