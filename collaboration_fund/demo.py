"""An invented fund to show the portal with: one round that is over, and one that is open.

Everything goes through the services; groups are those of the organisations' demonstration.
"""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from assessment.models import Anchor
from collaboration_fund import services
from collaboration_fund.models import Application, Partner, Round, Stage
from core.luton import LUTON
from messaging.models import OutboxMessage
from organisations.models import Organisation
from organisations.services import owners_of
from people.models import User
from programme.models import Theme
from questionnaires import services as questions
from questionnaires.enums import Kind, Purpose
from questionnaires.models import Question, QuestionSet, Section, SetVersion

OVER, OPEN, ASKED = "demo-fund-first", "demo-fund-second", "demo-fund-questions"
MIDDAY = time(12, 0)
PURPOSE = (
    "Groups that work together reach people whom none of them reaches alone. The fund pays for a "
    "year of it: new partnerships, ways of working that are new to Luton, services for people whom "
    "unequal health hits hardest, and work in their own neighbourhoods."
)
DECLARATION = (
    "What we say here is true. We do what we say, spend the grant on nothing else, keep children "
    "and adults safe, and tell the council at once when something changes."
)
# (key, section, question)
QUESTIONS = (
    ("partnership", "Together", "What is new about your partnership?"),
    ("innovation", "Together", "What will you do together that none of you could do alone?"),
    ("inclusion", "People", "Whom does it reach who are left out now, and how do you know?"),
    ("place", "People", "In which neighbourhoods, and who there has shaped your plan?"),
)
# (words, theme of Luton 2040)
PRIORITIES = (
    ("Food that everybody can afford", "inclusive-economy"),
    ("Warm and safe homes", "health-and-wellbeing"),
    ("Getting into work and keeping it", "inclusive-economy"),
    ("Children’s first years", "child-friendly-town"),
    ("Good mental health", "health-and-wellbeing"),
    ("Feeling at home and being heard", "empowered-community"),
)
ELIGIBILITY = (
    (
        "Do at least two groups do the work together?",
        "The fund is for partnerships. You can look for another group in the directory.",
        "/organisations/",
    ),
    (
        "Does it reach people in Luton?",
        "The fund is for people who live in Luton. The council’s pages name other funds.",
        "/contact/",
    ),
    (
        "Do three people who aren’t related run the lead group?",
        "Somebody must be able to say no to a spending. Add people to your committee first.",
        "/my/organisations/",
    ),
)
MONITORING = (
    (500_000, "A page at the end: what you did, for whom, and the receipts."),
    (3_000_000, "A page each quarter with your figures, and a visit by us half way."),
)
ANCHORS = (
    "Nothing of this in the answer",
    "A little, in general words",
    "Some, with one example",
    "Much, with good examples",
    "Convincing and reflected throughout",
)
ANSWER = (
    "We have met since spring. One of us has the kitchen, the other the van and the languages. We "
    "asked forty neighbours at the school gate, and they said: Tuesdays, and something warm."
)


@transaction.atomic
def seed(*, officer: User) -> None:
    """Write the two rounds and their applications once; a second call does nothing.

    Args:
        officer: runs the rounds.
    """
    if Round.objects.filter(slug=OPEN).exists():
        return
    asked = _questions(officer)
    groups = {group.name: group for group in Organisation.objects.filter(is_demo=True)}
    lunch, food = groups["Demo Elders’ Lunch of Biscot"], groups["Demo Food Shelf of Sundon Park"]
    carers, repair = groups["Demo Young Carers’ Hour"], groups["Demo Repair Table"]
    welcome, signing = groups["Demo New Arrivals’ Welcome"], groups["Demo Signing Social"]
    over = _round(OVER, "Collaboration Fund, first round", asked, stages=1)
    services.announce(round_id=over.pk, actor=officer)
    past = (
        _sent(_written(over, food, carers, "A shelf in every school")),
        _sent(_written(over, welcome, repair, "Mend and meet")),
    )
    _end(over, past, officer)
    now = _round(OPEN, "Collaboration Fund, second round", asked, stages=2, last=over)
    services.announce(round_id=now.pk, actor=officer)
    _sent(_written(now, carers, welcome, "Homework and a hot meal"))
    changed = _sent(_written(now, welcome, carers, "First weeks in Luton"))
    _answer(
        changed, "place", "In South and Farley; the tenants’ group there has written half of it."
    )
    _written(now, repair, food, "The mending kitchen")
    ended = _written(now, food, repair, "Cook, eat, mend")
    _accept(ended)
    line = ended.lines.filter(partner__is_lead=False).first()
    services.save_line(
        application_id=ended.pk,
        actor=_owner(food),
        line_id=line.pk,
        partner=line.partner,
        category=line.category,
        source=line.source,
        what=line.what,
        quarter=line.quarter,
        pence=line.pence + 25_000,
    )
    begun = services.start(
        round_id=now.pk, organisation=lunch, title="Friday at eleven", actor=_owner(lunch)
    )
    services.invite(
        application_id=begun.pk,
        organisation=signing,
        actor=_owner(lunch),
        role="Interpreters and a quiet table",
    )
    OutboxMessage.objects.filter(kind__startswith="collaboration_fund.").exclude(
        to_address=_owner(food).email
    ).delete()


def _owner(group: Organisation) -> User:
    return owners_of(group).first().person


def _questions(officer: User) -> QuestionSet:
    asked = QuestionSet.objects.create(
        key=ASKED,
        title_en="Demo questions of the Collaboration Fund",
        title_ur="نمونہ: کولیبریشن فنڈ کے سوالات",
        purpose=Purpose.APPLICATION,
    )
    version = SetVersion.objects.create(question_set=asked, number=1)
    sections: dict[str, Section] = {}
    for order, (key, heading, label) in enumerate(QUESTIONS, start=1):
        if heading not in sections:
            sections[heading] = Section.objects.create(
                version=version, key=heading.lower(), title_en=heading, order=order
            )
        Question.objects.create(
            section=sections[heading],
            key=key,
            kind=Kind.LONG_TEXT,
            label_en=label,
            order=order,
            max_words=300,
        )
    questions.publish_version(version_id=version.pk, actor=officer)
    return asked


def _round(slug: str, title: str, asked: QuestionSet, *, stages: int, last=None) -> Round:
    today = timezone.localdate()
    round = Round.objects.create(
        slug=slug,
        title=title,
        summary="Up to £30,000 for a year of work that groups in Luton do together.",
        purpose=PURPOSE,
        declaration=DECLARATION,
        total_pence=30_000_000,
        largest_pence=3_000_000,
        priorities_needed=2,
        hours=8,
        decided_on=today + timedelta(days=120),
        last_round=last,
        is_demo=True,
    )
    opens = datetime.combine(today - timedelta(days=14), time(9), tzinfo=LUTON)
    for number in range(1, stages + 1):
        closes = datetime.combine(opens.date() + timedelta(days=42), MIDDAY, tzinfo=LUTON)
        stage = Stage.objects.create(
            round=round, number=number, opens_at=opens, closes_at=closes, question_set=asked
        )
        for order, (_key, _heading, label) in enumerate(QUESTIONS):
            criterion = stage.assessment.criteria.create(title=label, order=order)
            Anchor.objects.bulk_create(
                Anchor(criterion=criterion, score=score, text=text)
                for score, text in enumerate(ANCHORS)
            )
        opens = closes + timedelta(days=21)
    _parts(round)
    return round


def _parts(round: Round) -> None:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    for order, (words, slug) in enumerate(PRIORITIES):
        round.priorities.create(words=words, theme=themes[slug], order=order)
    for order, (question, if_no, leads_to) in enumerate(ELIGIBILITY):
        round.eligibility.create(question=question, if_no=if_no, leads_to=leads_to, order=order)
    for up_to, asks in MONITORING:
        round.monitoring.create(up_to_pence=up_to, asks=asks)
    for what in ("governing", "accounts"):
        round.documents.create(what=what)


def _written(round: Round, lead: Organisation, other: Organisation, title: str) -> Application:
    """An application that waits for its partner's yes and for being sent."""
    actor = _owner(lead)
    application = services.start(round_id=round.pk, organisation=lead, title=title, actor=actor)
    services.change_title(
        application_id=application.pk,
        actor=actor,
        title=title,
        priorities=[*round.priorities.all()[:3]],
    )
    for key, _heading, _label in QUESTIONS:
        _answer(application, key, ANSWER)
    partner = services.invite(
        application_id=application.pk,
        organisation=other,
        actor=actor,
        role="Brings its people and its languages",
        tasks="Two afternoons a week, and a word with everybody who comes for the first time.",
    )
    own = application.partners.get(is_lead=True)
    services.describe(
        partner_id=own.pk,
        actor=actor,
        role="Runs it and keeps the books",
        tasks="The room, the rota, the money and the reports.",
    )
    for one, what, category, source, quarter, pence in (
        (own, "Somebody to run it, two days a week", "staff", "grant", 1, 640_000),
        (own, "Somebody to run it, two days a week", "staff", "grant", 3, 640_000),
        (partner, "Interpreting and childcare", "access", "grant", 1, 310_050),
        (partner, "Food for forty", "activities", "grant", 2, 284_000),
        (own, "Hall on Tuesdays", "rooms", "in-kind", 1, 120_000),
        (partner, "From our own savings", "travel", "match", 2, 50_000),
    ):
        services.save_line(
            application_id=application.pk,
            actor=actor,
            partner=one,
            what=what,
            category=category,
            source=source,
            quarter=quarter,
            pence=pence,
        )
    services.say_subsidies(partner_id=own.pk, actor=actor, pence=1_200_000)
    return application


def _answer(application: Application, key: str, words: str) -> None:
    services.save_answers(
        application_id=application.pk, values={key: words}, actor=_owner(application.lead)
    )


def _accept(application: Application) -> None:
    """Its partner, a body in law, says yes to its part as it stands."""
    partner = Partner.objects.select_related("organisation").get(
        application=application, is_lead=False
    )
    services.accept(
        partner_id=partner.pk,
        actor=_owner(partner.organisation),
        capacity="Chair of the trustees",
        digest=services.digest_of(services.parts_of(partner)),
    )


def _sent(application: Application) -> Application:
    _accept(application)
    services.send(application_id=application.pk, actor=_owner(application.lead))
    return application


def _end(round: Round, applications: tuple[Application, ...], officer: User) -> None:
    """Close a round now, and decide on what was sent to it."""
    Stage.objects.filter(round=round).update(closes_at=timezone.now())
    Round.objects.filter(pk=round.pk).update(decided_on=timezone.localdate())
    services.turn_rounds()
    services.start_assessing(round_id=round.pk, actor=officer)
    first, second = applications
    services.record_decision(application_id=first.pk, decision="funded", actor=officer)
    services.record_decision(
        application_id=second.pk,
        decision="unsuccessful",
        feedback="A good idea that the repair cafés of three wards carry on already.",
        actor=officer,
    )
    services.decide(round_id=round.pk, actor=officer)
