"""Awards that are agreed, with their plan and reports, for tests."""

from dataclasses import dataclass
from datetime import date

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory

from collaboration_fund.models import Award
from monitoring import services
from monitoring.models import Bid, Change, Closing, Photograph, Recovery, Report, Story
from places.models import Ward
from tests.factories.again import made_once
from tests.factories.awards import Granted, granted
from tests.factories.fund import Together, open_round
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.places import WardFactory
from tests.factories.uploads import REAL

STARTS, ENDS = date(2026, 1, 1), date(2026, 12, 31)


@dataclass
class Agreed:
    """An award that is agreed, and the people of its groups."""

    award: Award
    made: Together
    officer: object
    granted: Granted

    @property
    def lead(self):
        """Who acts for the lead group."""
        return self.made.lead

    def report(self, number: int = 1) -> Report:
        """One of its reports, as it is now."""
        return Report.objects.select_related("award__application__lead", "award__round").get(
            award=self.award, number=number
        )

    def write(self, number: int = 1, *, spent: dict | None = None, people: int = 12) -> Report:
        """All that a report needs: by default each line spent as planned."""
        report, actor = self.report(number), self.lead
        ours = {"report_id": report.pk, "actor": actor}
        if spent is None:
            spent = {line.pk: line.pence for line in self.award.plan.all()}
        services.save_spending(**ours, pence=spent, note="The hall was cheaper than we thought.")
        outputs = services.counted(report)
        if outputs:
            services.count_outputs(**ours, numbers={one.pk: 7 for one in outputs})
        else:
            services.add_output(**ours, name="Shared meals", planned=40, number=9)
        ward = Ward.objects.first() or WardFactory()
        services.save_reached(**ours, people={ward.pk: people, None: 3})
        services.save_words(**ours, learnt="People come for the soup and stay for the talk.")
        return self.report(number)

    def sent(self, number: int = 1, **said) -> Report:
        """A report that is written and sent."""
        services.send(report_id=self.write(number, **said).pk, actor=self.lead)
        return self.report(number)

    def accepted(self, number: int = 1, **said) -> Report:
        """A report that an officer has accepted."""
        services.accept(report_id=self.sent(number, **said).pk, actor=self.officer)
        return self.report(number)


@made_once
def agreed(round=None, *, pence: int = 200_000, starts=STARTS, ends=ENDS, **fields) -> Agreed:
    """An award whose agreement all have accepted, so that its plan and its reports are there."""
    given = granted(round, pence=pence, **fields)
    given.plan(pence * 3 // 4)
    given.plan(pence - pence * 3 // 4)
    given.agreement_made(starts_on=starts, ends_on=ends)
    given.accepted()
    given.supplier(number=f"SUP-{given.award.pk:05}")
    award = Award.objects.select_related("round", "application__lead").get(pk=given.award.pk)
    return Agreed(award, given.made, given.officer, given)


@made_once
def half_yearly(**fields) -> Agreed:
    """An award of a round that asks for a report every six months."""
    round = open_round()
    round.monitoring.update(every_months=6)
    return agreed(round, **fields)


class BidFactory(DjangoModelFactory):
    """A bid of a group that waits for its answer."""

    class Meta:
        model = Bid

    funder = "Demo Trust"
    pot = factory.Sequence(lambda n: f"Demo pot {n}")
    what_for = "A second oven."
    bidder = "group"
    organisation = factory.SubFactory(OrganisationFactory)
    bid_pence = 1_250_000


@dataclass(frozen=True)
class Reported:
    """An award of a resident's group whose report was sent, asked back and is being answered."""

    given: Agreed
    story: Story
    photograph: Photograph
    change: Change

    def arguments(self) -> dict:
        """The arguments of the addresses of reports, by name."""
        ours = {"reference": self.given.award.reference}
        report = ours | {"number": 1}
        output = self.given.report().outputs_given.get()
        by_arguments = (
            (ours, ("award", "ask_change")),
            (ours | {"pk": self.change.pk}, ("change",)),
            (
                report,
                (
                    "report",
                    "spending",
                    "outputs",
                    "output_add",
                    "people",
                    "learnt",
                    "reply",
                    "stories",
                    "story_add",
                    "photograph_add",
                    "check",
                ),
            ),
            (report | {"pk": output.pk}, ("output_remove",)),
            (report | {"pk": self.story.pk}, ("story_remove",)),
            (report | {"pk": self.photograph.pk}, ("photograph_remove", "photograph")),
            (report | {"edition": 1}, ("edition", "edition_pdf")),
        )
        return {
            **{
                f"monitoring:{name}": arguments
                for arguments, names in by_arguments
                for name in names
            },
            "my_monitoring:home": {"slug": self.given.made.application.lead.slug},
            "admin:monitoring_report_photograph": {"photograph_id": self.photograph.pk},
        }


def make_reported(person) -> Reported:
    """What the walk over all addresses meets."""
    given = agreed()
    MembershipFactory(organisation=given.made.application.lead, person=person, role="owner")
    ours = {"report_id": given.report().pk, "actor": given.lead}
    told = {"may_be_public": True, "consent": "Signed forms"}
    story = services.add_story(**ours, words="She sings again.", told_by="", **told)
    picture = SimpleUploadedFile("demo.png", REAL["png"], "image/png")
    photograph = services.add_photograph(**ours, file=picture, shows="A long table", **told)
    report = given.sent()
    services.ask_back(report_id=report.pk, actor=given.officer, questions="Why 9 meals?")
    change = services.ask_change(
        award_id=given.award.pk, actor=given.lead, reason="Rain.", pence=100_000
    )
    closing = Closing.objects.create(
        award=given.award,
        granted_pence=200_000,
        paid_pence=200_000,
        spent_pence=150_000,
        explanation="Rain.",
    )
    Recovery.objects.create(closing=closing, pence=50_000)
    BidFactory()
    return Reported(given, story, photograph, change)
