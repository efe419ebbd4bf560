"""The Taskforce for tests."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from django.core.files.base import ContentFile
from django.utils import timezone
from factory.django import DjangoModelFactory

from taskforce.enums import ChosenBy, ExpenseKind, InterestKind, Sector
from taskforce.models import (
    Action,
    Candidate,
    CrossSectorGroup,
    Engagement,
    Evidence,
    EvidenceFile,
    ExpenseClaim,
    GroupMeasure,
    GroupMember,
    Interest,
    Meeting,
    Member,
    Minutes,
    Paper,
    Photo,
    PriorityArea,
    PublicationConsent,
    Receipt,
    Review,
    Vote,
    WorkItem,
)
from tests.factories.people import ResidentFactory
from tests.factories.places import VenueFactory
from tests.factories.programme import ThemeFactory
from tests.factories.times import evening
from tests.factories.uploads import picture

TINY_PHOTO = picture()


def day(days: int):
    """A date so many days from today."""
    return timezone.localdate() + timedelta(days=days)


class MemberFactory(DjangoModelFactory):
    """A resident member, a hundred days into a term of two years, who is not named in public."""

    class Meta:
        model = Member

    person = factory.SubFactory(ResidentFactory)
    slug = factory.Sequence(lambda n: f"seat-{n}")
    seat = factory.Sequence(lambda n: f"Resident seat {n}")
    sector = Sector.RESIDENTS
    starts_on = factory.LazyFunction(lambda: day(-100))
    ends_on = factory.LazyFunction(lambda: day(630))
    chosen_by = ChosenBy.LOTTERY


class NamedMemberFactory(MemberFactory):
    """A member who agreed to be named."""

    class Meta:
        model = Member
        skip_postgeneration_save = True

    consent = factory.RelatedFactory("tests.factories.taskforce.ConsentFactory", "member")


class ConsentFactory(DjangoModelFactory):
    """A standing consent to be named."""

    class Meta:
        model = PublicationConsent

    member = factory.SubFactory(MemberFactory)
    wording = "test-1"


class InterestFactory(DjangoModelFactory):
    """An entry of the register."""

    class Meta:
        model = Interest

    member = factory.SubFactory(MemberFactory)
    kind = InterestKind.WORK
    organisation = factory.Sequence(lambda n: f"Demo employer {n}")
    since = factory.LazyFunction(lambda: day(-900))


class ExpenseFactory(DjangoModelFactory):
    """A claim of £4.50 for a bus."""

    class Meta:
        model = ExpenseClaim

    member = factory.SubFactory(MemberFactory)
    kind = ExpenseKind.TRAVEL
    spent_on = factory.LazyFunction(lambda: day(-3))
    pence = 450


class MeetingFactory(DjangoModelFactory):
    """An announced meeting in twenty days."""

    class Meta:
        model = Meeting

    slug = factory.Sequence(lambda n: f"meeting-{n}")
    kind = "meeting"
    title = factory.Sequence(lambda n: f"Demo meeting {n}")
    starts_at = factory.LazyFunction(lambda: evening(20))
    ends_at = factory.LazyAttribute(lambda o: o.starts_at + timedelta(hours=2))
    venue = factory.SubFactory(VenueFactory)
    state = "announced"


class HeldMeetingFactory(MeetingFactory):
    """A meeting that took place ten days ago."""

    starts_at = factory.LazyFunction(lambda: evening(-10))
    state = "held"


class MinutesFactory(DjangoModelFactory):
    """Published minutes."""

    class Meta:
        model = Minutes

    meeting = factory.SubFactory(HeldMeetingFactory)
    text = "What the demo members said."
    state = "published"
    approved_on = factory.LazyFunction(lambda: day(-3))


class PaperFactory(DjangoModelFactory):
    """A paper that anybody may read."""

    class Meta:
        model = Paper

    meeting = factory.SubFactory(MeetingFactory)
    title = factory.Sequence(lambda n: f"Demo paper {n}")
    file = factory.django.FileField(filename="paper.pdf", data=b"%PDF-1.7 demo")
    audience = "public"


class ActionFactory(DjangoModelFactory):
    """Something a member promised."""

    class Meta:
        model = Action

    meeting = factory.SubFactory(HeldMeetingFactory)
    text = factory.Sequence(lambda n: f"Demo action {n}")
    owner = factory.SubFactory(MemberFactory)
    due_on = factory.LazyFunction(lambda: day(14))


class AreaFactory(DjangoModelFactory):
    """A priority area that is agreed."""

    class Meta:
        model = PriorityArea

    slug = factory.Sequence(lambda n: f"area-{n}")
    title = factory.Sequence(lambda n: f"Demo area {n}")
    theme = factory.SubFactory(ThemeFactory)
    agreed_on = factory.LazyFunction(lambda: day(-50))


class WorkItemFactory(DjangoModelFactory):
    """Public work of a member."""

    class Meta:
        model = WorkItem

    area = factory.SubFactory(AreaFactory)
    kind = "action"
    title = factory.Sequence(lambda n: f"Demo work {n}")
    owner = factory.SubFactory(MemberFactory)
    due_on = factory.LazyFunction(lambda: day(40))
    is_public = True


class EvidenceFactory(DjangoModelFactory):
    """Statistics that are wholly public."""

    class Meta:
        model = Evidence
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"evidence-{n}")
    kind = "statistical"
    title = factory.Sequence(lambda n: f"Demo evidence {n}")
    summary = "The summary words."
    body = "The whole words."
    provenance = "Counted by demo hands."
    collected_from = factory.LazyFunction(lambda: day(-90))
    collected_until = factory.LazyFunction(lambda: day(-60))
    area = factory.SubFactory(AreaFactory)
    consent = "not-needed"
    publication = "public"
    file = factory.RelatedFactory(
        "tests.factories.taskforce.EvidenceFileFactory", factory_related_name="evidence"
    )


class EvidenceFileFactory(DjangoModelFactory):
    """The file of a piece of evidence."""

    class Meta:
        model = EvidenceFile

    file = factory.django.FileField(filename="paper.pdf", data=b"%PDF-1.7 demo")


class GroupFactory(DjangoModelFactory):
    """A public group."""

    class Meta:
        model = CrossSectorGroup

    slug = factory.Sequence(lambda n: f"group-{n}")
    name = factory.Sequence(lambda n: f"Demo group {n}")
    remit = "To act on it."
    area = factory.SubFactory(AreaFactory)
    set_up_on = factory.LazyFunction(lambda: day(-30))
    is_public = True


class GroupMemberFactory(DjangoModelFactory):
    """An organisation in a group, and who comes for it."""

    class Meta:
        model = GroupMember

    group = factory.SubFactory(GroupFactory)
    organisation = factory.Sequence(lambda n: f"Demo organisation {n}")
    sector = Sector.COMMUNITY
    person = factory.SubFactory(ResidentFactory)


class GroupMeasureFactory(DjangoModelFactory):
    """A measure without a figure yet."""

    class Meta:
        model = GroupMeasure

    group = factory.SubFactory(GroupFactory)
    measure = factory.Sequence(lambda n: f"Demo measure {n}")
    baseline = 10
    target = 20


class EngagementFactory(DjangoModelFactory):
    """A talk to forty people."""

    class Meta:
        model = Engagement

    member = factory.SubFactory(MemberFactory)
    kind = "talk"
    title = factory.Sequence(lambda n: f"Demo talk {n}")
    held_on = factory.LazyFunction(lambda: day(-5))
    reach = 40
    confirmed_on = factory.LazyFunction(lambda: day(-4))


class ReviewFactory(DjangoModelFactory):
    """A review that is due in a month and answered."""

    class Meta:
        model = Review

    period_starts_on = factory.LazyFunction(lambda: day(-700))
    due_on = factory.LazyFunction(lambda: day(30))
    impact = "Two policies changed."
    relevance = "Homes still matter most."
    need = "People ask for it."


class VoteFactory(DjangoModelFactory):
    """An open vote that closes in a week."""

    class Meta:
        model = Vote

    title = factory.Sequence(lambda n: f"Demo vote {n}")
    closes_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    asked_on = factory.LazyFunction(lambda: day(-7))
    opened_on = factory.LazyFunction(lambda: day(0))
    state = "open"
    electorate = 3


class CandidateFactory(DjangoModelFactory):
    """A member who stands."""

    class Meta:
        model = Candidate

    vote = factory.SubFactory(VoteFactory)
    member = factory.SubFactory(MemberFactory)


@dataclass(frozen=True)
class Body:
    """A Taskforce with one of everything, so that its pages have something to show."""

    member: Member
    interest: Interest
    claim: ExpenseClaim
    meeting: Meeting
    paper: Paper
    action: Action
    item: WorkItem
    evidence: Evidence
    vote: Vote
    minuted: Meeting
    area: PriorityArea
    engagement: Engagement

    def arguments(self) -> dict[str, dict]:
        """What its addresses are made of, by their names."""
        return {
            "taskforce:member": {"slug": self.member.slug},
            "taskforce:photo": {"slug": self.member.slug},
            "my_taskforce:interest_end": {"pk": self.interest.pk},
            "taskforce:meeting": {"slug": self.meeting.slug},
            "taskforce:paper": {"pk": self.paper.pk},
            "taskforce:meeting_calendar": {"slug": self.meeting.slug},
            "admin:taskforce_meeting_paper": {"pk": self.paper.pk},
            "my_taskforce:apologies": {"slug": self.meeting.slug},
            "my_taskforce:action": {"pk": self.action.pk},
            "api:member-detail": {"slug": self.member.slug},
            "api:meeting-detail": {"slug": self.meeting.slug},
            "api:evidence-detail": {"slug": self.evidence.slug},
            "my_taskforce:work_item": {"pk": self.item.pk},
            "my_taskforce:area": {"pk": self.area.pk},
            "my_taskforce:stand": {"pk": self.vote.pk},
            "my_taskforce:minutes": {"slug": self.minuted.slug},
            "my_taskforce:interest_change": {"pk": self.interest.pk},
            "my_taskforce:interest_remove": {"pk": self.interest.pk},
            "my_taskforce:claim_withdraw": {"pk": self.claim.pk},
            "my_taskforce:receipt": {"pk": self.claim.pk},
            "my_taskforce:engagement_withdraw": {"pk": self.engagement.pk},
            "admin:taskforce_expenseclaim_receipt": {"pk": self.claim.pk},
            "my_taskforce:vote": {"pk": self.vote.pk},
            "taskforce:evidence_page": {"slug": self.evidence.slug},
            "taskforce:evidence_file": {"slug": self.evidence.slug},
            "admin:taskforce_evidence_file": {"pk": self.evidence.pk},
        }


def make_body(person) -> Body:
    """The Taskforce that `person` sits on; they agreed to be named."""
    member = MemberFactory(person=person)
    ConsentFactory(member=member)
    Photo.keep(ContentFile(TINY_PHOTO, "photo.jpg"), field="photo", member=member)
    meeting = MeetingFactory()
    GroupMeasureFactory(group=GroupMemberFactory().group)
    ReviewFactory()
    claim = ExpenseFactory(member=member)
    receipt = ContentFile(b"%PDF-1.7 demo", "receipt.pdf")
    Receipt.keep(receipt, field="receipt", claim=claim)
    checked = MinutesFactory(state="circulated", approved_on=None).meeting
    return Body(
        vote=CandidateFactory(member=member).vote,
        item=WorkItemFactory(owner=member),
        evidence=EvidenceFactory(),
        meeting=meeting,
        paper=PaperFactory(meeting=meeting),
        action=ActionFactory(owner=member, meeting=MinutesFactory().meeting),
        member=member,
        interest=InterestFactory(member=member),
        claim=claim,
        minuted=checked,
        area=AreaFactory(owner=member),
        engagement=EngagementFactory(member=member, confirmed_on=None),
    )
