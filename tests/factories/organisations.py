"""Groups for tests, all invented."""

from dataclasses import dataclass
from datetime import timedelta

import factory
from django.core import signing
from django.core.files.base import ContentFile
from django.utils import timezone

from organisations import emails
from organisations.enums import FlagKind, MembershipState, OrganisationState, Role
from organisations.models import CommitteeMember, Document, Flag, Membership, Organisation
from tests.factories.people import ResidentFactory

PDF = b"%PDF-1.7 demo"


class OrganisationFactory(factory.django.DjangoModelFactory):
    """A group that nobody has checked yet."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda n: f"Demo Tenants of Street {n}")
    slug = factory.Sequence(lambda n: f"demo-group-{n}")
    form = "community"
    summary = "We mend things for neighbours."

    class Params:
        checked = factory.Trait(
            state=OrganisationState.VERIFIED, verified_on=factory.LazyFunction(timezone.localdate)
        )
        listed = factory.Trait(
            checked=True, listing="listed", listing_agreed_at=factory.LazyFunction(timezone.now)
        )


class MembershipFactory(factory.django.DjangoModelFactory):
    """Somebody who belongs to a group."""

    class Meta:
        model = Membership

    organisation = factory.SubFactory(OrganisationFactory)
    person = factory.SubFactory(ResidentFactory)
    role = Role.VIEWER
    state = MembershipState.ACTIVE
    consent_at = factory.LazyFunction(timezone.now)


class CommitteeMemberFactory(factory.django.DjangoModelFactory):
    """Somebody of a committee."""

    class Meta:
        model = CommitteeMember

    organisation = factory.SubFactory(OrganisationFactory)
    name = factory.Sequence(lambda n: f"Demo Trustee {n}")


class DocumentFactory(factory.django.DjangoModelFactory):
    """A governing document."""

    class Meta:
        model = Document

    organisation = factory.SubFactory(OrganisationFactory)
    what = "governing"
    file = factory.LazyFunction(lambda: ContentFile(PDF, name="demo.pdf"))


def group_with(role: str = Role.OWNER, **fields):
    """(group, somebody with this role in it); a group that stands has an owner as well."""
    group = OrganisationFactory(**fields)
    membership = MembershipFactory(organisation=group, role=role)
    if role != Role.OWNER:
        MembershipFactory(organisation=group, role=Role.OWNER)
    return group, membership.person


@dataclass(frozen=True)
class Groups:
    """A group in the directory that somebody owns, with all that its pages show."""

    group: Organisation
    asking: Membership
    invited: Membership
    committee: CommitteeMember
    number: object
    document: Document

    def arguments(self) -> dict:
        """What the addresses of its pages take, by their names."""
        of_group = {"slug": self.group.slug}
        token = signing.dumps(str(self.invited.token), salt=emails.SALT, compress=False)
        own = ("organisation", "edit", "directory", "numbers", "committee", "documents", "people")
        return {
            "organisations:organisation": of_group,
            "organisations:join": of_group,
            "organisations:invitation": {"token": token},
            "my_organisations:join_found": {"token": "altered"},
            **{f"my_organisations:{name}": of_group for name in (*own, "hand_over", "leave")},
            "my_organisations:number_remove": of_group | {"pk": self.number.pk},
            "my_organisations:committee_member": of_group | {"pk": self.committee.pk},
            "my_organisations:committee_member_remove": of_group | {"pk": self.committee.pk},
            "my_organisations:document": of_group | {"what": "governing"},
            "my_organisations:document_file": of_group | {"pk": self.document.pk},
            "my_organisations:person": of_group | {"pk": self.asking.pk},
            "admin:organisations_organisation_document": {
                "object_id": self.group.pk,
                "document_id": self.document.pk,
            },
        }


def make_groups(person) -> Groups:
    """A group of which `person` is the owner."""
    group = OrganisationFactory(listed=True)
    MembershipFactory(organisation=group, person=person, role=Role.OWNER)
    Flag.objects.create(organisation=group, kind=FlagKind.NUMBER, detail="GB-COH-00234567")
    return Groups(
        group=group,
        asking=MembershipFactory(organisation=group, state=MembershipState.ASKED),
        invited=MembershipFactory(
            organisation=group,
            person=None,
            state=MembershipState.INVITED,
            email="invited@demo.example",
            expires_at=timezone.now() + timedelta(days=1),
        ),
        committee=CommitteeMemberFactory(organisation=group),
        number=group.numbers.create(scheme="GB-CHC", identifier="1087654"),
        document=DocumentFactory(organisation=group),
    )
