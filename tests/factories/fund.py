"""Rounds of the Collaboration Fund, and applications to them, for tests."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from assessment.enums import HIGHEST_SCORE
from assessment.models import Anchor
from collaboration_fund import services
from collaboration_fund.models import (
    Acceptance,
    Application,
    BudgetLine,
    Edition,
    Partner,
    Round,
    Stage,
)
from core.actors import PORTAL
from people import roles
from people.models import User
from questionnaires import services as questions
from questionnaires.enums import Kind
from tests.factories.again import made_once
from tests.factories.organisations import DocumentFactory, MembershipFactory, group_with
from tests.factories.people import officer_of
from tests.factories.programme import ThemeFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
)


def fund_questions(*, paper: bool = False):
    """Published questions of a stage: what is new, in which neighbourhoods, and maybe a paper."""
    version = SetVersionFactory(question_set=QuestionSetFactory(purpose="application"))
    section = SectionFactory(version=version, key="work", title="Your work", order=1)
    QuestionFactory(section=section, key="new", kind=Kind.LONG_TEXT, label="What is new?")
    where = SectionFactory(version=version, key="place", title="Where", order=2)
    QuestionFactory(section=where, key="where", kind=Kind.LONG_TEXT, label="Where?")
    if paper:
        papers = SectionFactory(version=version, key="papers", title="Papers", order=3)
        QuestionFactory(
            section=papers, key="paper", kind=Kind.FILE, label="Your plan", is_required=False
        )
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
        """`stages=2` for two of them; `stages__opens` and `stages__closes` are of the first.

        `stages__paper=True` asks for a file as well.
        """
        now = timezone.now()
        opens = kwargs.get("opens", now - timedelta(days=1))
        closes = kwargs.get("closes", now + timedelta(days=14))
        for number in range(1, (extracted or 1) + 1):
            stage = Stage.objects.create(
                round=self,
                number=number,
                opens_at=opens,
                closes_at=closes,
                question_set=fund_questions(paper=kwargs.get("paper", False)),
            )
            opens, closes = closes + timedelta(days=7), closes + timedelta(days=21)
            criterion = stage.assessment.criteria.create(title="Together", order=1)
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


class OpenRoundFactory(RoundFactory):
    """A round that is open."""

    state = "open"


def fund_officer():
    """An officer with exactly that role."""
    return officer_of(roles.FUND_OFFICER)


@made_once
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


@dataclass
class Together:
    """An application that lacks nothing but being sent, and the people of its groups."""

    application: Application
    lead: User
    partner: Partner
    owner: User

    @property
    def line(self) -> BudgetLine:
        """The partner's line of the budget."""
        return self.partner.lines.get()

    def accepted(self) -> Acceptance:
        """The partner's owner accepts its part as it stands."""
        partner = Partner.objects.get(pk=self.partner.pk)
        return services.accept(
            partner_id=partner.pk,
            actor=self.owner,
            capacity="Director",
            digest=services.digest_of(services.parts_of(partner)),
        )

    def sent(self) -> Edition:
        """What the lead group sends."""
        return services.send(application_id=self.application.pk, actor=self.lead)

    def say(self, key: str, words: str, *, actor=None) -> None:
        """An answer of the lead group, or of somebody in it."""
        services.save_answers(
            application_id=self.application.pk, values={key: words}, actor=actor or self.lead
        )


@made_once
def begun(round: Round, *, lead_form: str = "charity", title: str = "Tea for all"):
    """An application that has only just begun: (application, who leads it)."""
    group, lead = group_with(form=lead_form)
    application = services.start(round_id=round.pk, organisation=group, title=title, actor=lead)
    return application, lead


@made_once
def together(round: Round | None = None, *, form: str = "cio", accepted: bool = True) -> Together:
    """An application of a lead group and one partner that lacks nothing but being sent."""
    application, lead = begun(round or open_round())
    group, owner = group_with(form=form)
    pk = application.pk
    services.change_title(
        application_id=pk,
        actor=lead,
        title="Tea for all",
        priorities=[*application.round.priorities.all()[:2]],
    )
    services.save_answers(
        application_id=pk,
        values={"new": "We share one kitchen.", "where": "In two wards."},
        actor=lead,
    )
    partner = services.invite(
        application_id=pk, organisation=group, actor=lead, role="Cooks", tasks="Cooks on Mondays."
    )
    own = application.partners.get(is_lead=True)
    services.describe(partner_id=own.pk, actor=lead, role="Runs it", tasks="Keeps the books.")
    for one, pence in ((own, 150_000), (partner, 50_000)):
        services.add_lines(
            application_id=pk,
            actor=lead,
            partner=one,
            category="rooms",
            source="grant",
            what="Rent",
            pence={1: pence},
        )
    services.say_subsidies(partner_id=own.pk, actor=lead, pence=0)
    made = Together(Application.objects.get(pk=pk), lead, partner, owner)
    if accepted:
        made.accepted()
    return made


@dataclass(frozen=True)
class Fund:
    """An application that was sent twice, of two groups that one resident owns."""

    made: Together
    file_id: object

    def arguments(self) -> dict:
        """The arguments of the fund's addresses, by name."""
        round = self.made.application.round
        slug, ours = {"slug": round.slug}, {"reference": self.made.application.reference}
        partner, line = ours | {"pk": self.made.partner.pk}, ours | {"pk": self.made.line.pk}
        sending = ours | {"stage": 1, "number": 1}
        by_arguments = (
            (slug, ("round", "eligibility", "apply", "form_pdf")),
            (ours, ("application", "title", "withdraw", "answers", "check", "partners", "budget")),
            (ours, ("review",)),
            (partner, ("part", "remove", "accept", "leave", "subsidies")),
            (line, ("line", "line_remove")),
            (sending, ("edition", "edition_pdf")),
            (sending | {"other": 2}, ("compare",)),
            (ours | slug, ("copy",)),
            (ours | {"page": "new"}, ("answers_page",)),
            (ours | {"file_id": self.file_id}, ("answer_file",)),
            (ours | {"pk": self.made.application.entry.documents.get().pk}, ("sent_document",)),
        )
        return {
            **{
                f"collaboration_fund:{name}": arguments
                for arguments, names in by_arguments
                for name in names
            },
            "api:fund-round-detail": slug,
            "admin:collaboration_fund_application_file": {"file_id": self.file_id},
            "admin:collaboration_fund_application_document": {
                "document_id": self.made.application.entry.documents.get().pk
            },
        }


def make_fund(person) -> Fund:
    """What the walk over all addresses meets."""
    round = open_round()
    round.documents.create(what="governing")
    made = together(round)
    for group in (made.application.lead, made.partner.organisation):
        MembershipFactory(organisation=group, person=person, role="owner")
    DocumentFactory(organisation=made.application.lead)
    made.sent()
    made.say("new", "We share two kitchens.")
    made.sent()
    return Fund(made, "00000000-0000-0000-0000-000000000000")
