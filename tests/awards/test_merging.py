"""Two records of a group, or of a person, that become one: what is paid and signed stays whole."""

import pytest

from awards import services
from awards.models import Supplier
from organisations import services as groups
from organisations.models import Organisation
from people.merging import merge_people
from people.models import User
from tests.awards.test_agreeing import refused
from tests.factories.awards import agreed
from tests.factories.organisations import MembershipFactory, group_with
from tests.factories.people import OfficerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return OfficerFactory(is_superuser=True)


def merged(kept, gone, officer):
    asked = {"organisation_id": kept.pk, "other_id": gone.pk, "actor": officer}
    return groups.merge_organisations(**asked)


def test_what_a_group_is_paid_goes_on_under_the_record_that_is_kept(officer):
    given = agreed()
    kept, _owner = group_with(form="charity")
    gone = given.made.application.lead
    merged(kept, gone, officer)
    payment = given.first
    assert payment.organisation == kept
    assert Supplier.objects.get().organisation == kept
    assert services.why_held(Organisation.objects.get(pk=kept.pk)) == ""
    given.paid(payment)


def test_no_supplier_number_changes_by_merging(officer):
    given = agreed()
    kept, _owner = group_with(supplier_reference="S-9")
    said = refused(merged, kept, given.made.application.lead, officer)
    assert "takes a call" in said.message
    kept.supplier_reference = ""
    kept.save()
    given.supplier(kept, number="SUP-10442")
    said = refused(merged, kept, given.made.application.lead, officer)
    assert "can’t be one group" in said.message


def test_two_who_accepted_one_agreement_are_two_people(officer):
    given = agreed()
    one, two = given.made.lead, given.made.owner
    said = refused(merge_people, person_id=one.pk, other_id=two.pk, actor=officer)
    assert said.code == "cannot-merge"
    other = MembershipFactory(organisation=given.made.application.lead, role="owner").person
    merge_people(person_id=other.pk, other_id=one.pk, actor=officer)
    kept = User.objects.get(pk=other.pk)
    assert given.agreement.acceptances.filter(person=kept).exists()
