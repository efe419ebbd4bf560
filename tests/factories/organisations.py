"""Groups for tests, all invented."""

import factory
from django.core.files.base import ContentFile
from django.utils import timezone

from organisations.enums import MembershipState, OrganisationState, Role
from organisations.models import CommitteeMember, Document, Membership, Organisation
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
