"""Rounds of the Collaboration Fund, and applications to them, for tests."""

from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessment.enums import HIGHEST_SCORE
from assessment.models import Anchor
from collaboration_fund import services
from collaboration_fund.models import Round, Stage
from core.actors import PORTAL
from people import roles
from questionnaires import services as questions
from questionnaires.enums import Kind
from tests.factories.people import officer_of
from tests.factories.programme import ThemeFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)


def fund_questions():
    """Published questions of a stage: what is new, and in which neighbourhoods."""
    version = SetVersionFactory(question_set=QuestionSetFactory(purpose="application"))
    section = SectionFactory(version=version, key="work", title="Your work")
    QuestionFactory(section=section, key="new", kind=Kind.LONG_TEXT, label="What is new?")
    where = SectionFactory(version=version, key="place", title="Where", order=2)
    QuestionFactory(section=where, key="where", kind=Kind.LONG_TEXT, label="Where?")
    questions.publish_version(version_id=version.pk, actor=PORTAL)
    return version.question_set


class RoundFactory(DjangoModelFactory):
    """A draft that lacks nothing: one stage that opened yesterday and closes in two weeks."""

    class Meta:
        model = Round
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"fund-{n}")
    title = factory.Sequence(lambda n: f"Demo fund {n}")
    summary = "Money for groups that work together."
    purpose = "New partnerships in Luton."
    declaration = "We do what we say here, and tell the truth."
    total_pence = 30_000_000
    largest_pence = 3_000_000
    hours = 6
    decided_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=60))

    @factory.post_generation
    def stages(self, create, extracted, **kwargs):
        """`stages=2` for two of them; `stages__opens` and `stages__closes` are of the first."""
        now = timezone.now()
        opens = kwargs.get("opens", now - timedelta(days=1))
        closes = kwargs.get("closes", now + timedelta(days=14))
        for number in range(1, (extracted or 1) + 1):
            stage = Stage.objects.create(
                round=self,
                number=number,
                opens_at=opens,
                closes_at=closes,
                question_set=fund_questions(),
            )
            opens, closes = closes + timedelta(days=7), closes + timedelta(days=21)
            criterion = stage.assessment.criteria.create(title="Together")
            Anchor.objects.bulk_create(
                Anchor(criterion=criterion, score=score, text=f"Demo anchor {score}")
                for score in range(HIGHEST_SCORE + 1)
            )

    @factory.post_generation
    def parts(self, create, extracted, **kwargs):
        self.eligibility.create(
            question="Do you work with another group?",
            if_no="The fund is for groups that work together.",
            leads_to="https://groups.demo.example/find",
        )
        theme = ThemeFactory()
        for order, words in enumerate(("Food", "Homes", "Work")):
            self.priorities.create(words=words, theme=theme, order=order)
        self.monitoring.create(up_to_pence=3_000_000, asks="A report at the end.")


def fund_officer():
    """An officer with exactly that role."""
    return officer_of(roles.FUND_OFFICER)


def open_round(**fields) -> Round:
    """A round that is announced and open."""
    round = RoundFactory(**fields)
    services.announce(round_id=round.pk, actor=fund_officer())
    return Round.objects.get(pk=round.pk)


def moved(stage: Stage, **dates) -> Stage:
    """The stage with other dates: the database's clock can't be moved."""
    Stage.objects.filter(pk=stage.pk).update(**dates)
    stage.refresh_from_db()
    return stage
