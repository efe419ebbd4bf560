"""What is published of awards, what isn't, and what is held back and named."""

from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from collaboration_fund import services as fund
from collaboration_fund.models import Award, Round
from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal
from organisations import services as organisations
from organisations.models import Organisation
from publishing import giving, services
from publishing.models import PublicAward
from tests.factories.fund import fund_officer, open_round
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import OfficerFactory
from tests.factories.places import WardFactory
from tests.factories.publishing import DECIDED, agreed, numbered, published

pytestmark = pytest.mark.django_db


def grants() -> list[dict]:
    """The grants of the public file, in its order."""
    file = services.grants_json()
    return giving.read_json(file.text)["grants"] if file else []


def again(public: PublicAward) -> PublicAward:
    services.keep_up()
    return PublicAward.objects.get(pk=public.pk)


def test_an_award_is_a_grant_to_its_lead():
    public = published(pence=100_010)
    award = public.award
    [grant] = grants()
    assert grant["id"] == f"360G-example-{award.reference}-1"
    assert award.application.reference not in services.grants_json().text
    assert grant["amountAwarded"] == Decimal("1000.10")
    assert '"amountAwarded": 1000.10,' in services.grants_json().text
    assert grant["awardDate"] == DECIDED.isoformat()
    assert grant["plannedDates"] == [{"duration": 12}]
    assert grant["title"] == "Tea for all"
    assert grant["recipientOrganization"][0]["name"] == award.application.lead.name
    assert grant["fundingOrganization"] == [
        {"id": "GB-LAE-LUT", "name": "Luton Council", "department": "Social Justice Unit"}
    ]
    assert grant["grantProgramme"][0]["code"] == award.round.slug
    assert grant["url"].endswith(f"/fund/awards/{award.reference}/")
    assert "relatedActivity" not in grant
    assert giving.schema_errors(giving.read_json(services.grants_json().text)) == []


def test_where_partners_are_paid_each_has_a_grant_and_names_the_others():
    public = published(open_round(paid="partners"), pence=100_001)
    one, two = grants()
    assert (one["relatedActivity"], two["relatedActivity"]) == ([two["id"]], [one["id"]])
    assert one["amountAwarded"] + two["amountAwarded"] == Decimal("1000.01")
    assert [one["id"][-2:], two["id"][-2:]] == ["-1", "-2"]
    partner = public.award.shares.get(number=2).organisation
    assert two["recipientOrganization"][0]["name"] == partner.name


def test_the_work_has_its_dates_where_they_are_known():
    award = agreed()
    Award.objects.filter(pk=award.pk).update(starts_on="2027-01-01", ends_on="2027-12-31")
    services.keep_up()
    assert grants()[0]["plannedDates"] == [{"startDate": "2027-01-01", "endDate": "2027-12-31"}]


# --- Which are published --------------------------------------------------------------------------


def test_nothing_is_published_before_the_groups_agree_and_the_round_is_decided():
    award = agreed(decided=False)
    Award.objects.filter(pk=award.pk).update(state="offered")
    services.keep_up()
    assert grants() == []
    Round.objects.filter(pk=award.round_id).update(state="decided")
    services.keep_up()
    assert grants() == []
    move(Award.objects.get(pk=award.pk), to="agreed", actor=PORTAL)
    Round.objects.filter(pk=award.round_id).update(state="assessing")
    services.keep_up()
    assert grants() == []
    Round.objects.filter(pk=award.round_id).update(state="complete")
    services.keep_up()
    assert len(grants()) == 1


def test_a_closed_award_stays_and_one_taken_back_goes_at_once():
    kept, gone = published(), published()
    move(kept.award, to="closed", actor=PORTAL)
    before = services.grants_json().changed_at
    fund.end_award(award_id=gone.award_id, to="withdrawn", actor=fund_officer(), reason="Fire.")
    assert [kept.award.reference in one["id"] for one in grants()] == [True]
    assert again(gone).text == ""
    # Who asks whether something changed since then is told so.
    assert services.grants_json().changed_at > before


def test_an_invented_round_is_published_on_a_demonstration_alone(settings):
    award = agreed()
    Round.objects.filter(pk=award.round_id).update(is_demo=True)
    services.keep_up()
    assert grants() == []
    settings.DEMO = True
    services.keep_up()
    assert len(grants()) == 1
    settings.DEMO = False
    assert grants() == []


def test_without_the_councils_prefix_all_is_held_back_and_says_why(settings):
    settings.PUBLISHER_PREFIX = ""
    public = published(open_round())
    assert grants() == []
    assert giving.Check.OWN_ID in public.faults.splitlines()
    settings.PUBLISHER_PREFIX = "360G-demo"
    assert again(public).faults == ""
    assert grants()[0]["id"].startswith("360G-demo-LCF-")


# --- What is wrong is held back -------------------------------------------------------------------


def test_a_failing_award_is_held_back_and_the_others_are_published():
    good, bad = published(), published()
    Award.objects.filter(pk=bad.award_id).update(title="Ask demo@groups.example")
    bad = again(bad)
    assert bad.faults == "email"
    assert (bad.is_published, good.is_published) == (False, True)
    assert [good.award.reference in one["id"] for one in grants()] == [True]
    Award.objects.filter(pk=bad.award_id).update(title="Tea again")
    assert again(bad).faults == ""
    assert len(grants()) == 2


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"decided_on": date(2099, 1, 1)}, "awarded-later"),
        ({"title": "Write to a@b.example"}, "email"),
    ],
)
def test_each_fault_of_an_award_holds_it_back(fields, fault):
    award = agreed()
    Award.objects.filter(pk=award.pk).update(**fields)
    services.keep_up()
    assert PublicAward.objects.get().faults == fault


def test_an_error_of_the_schema_holds_it_back_in_its_own_words(settings):
    public = published()
    settings.OPEN_DATA_LICENCE = 7
    assert services.faults_of(PublicAward.objects.for_reading().get(pk=public.pk)) == [
        "$.license: 7 is not of type 'string'"
    ]


# --- Who is paid ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ids", "known"),
    [
        (["GB-COH-09506232", "GB-CHC-1164883"], "GB-CHC-1164883"),
        (["GB-COH-09506232"], "GB-COH-09506232"),
        (["GB-SC-SC042386", "GB-COH-09506232"], "GB-SC-SC042386"),
        (["GB-EDU-125554"], "GB-EDU-125554"),
        # One that is nobody's, and one that is the charity's padded with zeros.
        (["GB-COH-00000000"], None),
        (["GB-CHC-1164883", "GB-COH-01164883"], "GB-CHC-1164883"),
        ([], None),
    ],
)
def test_a_group_is_known_by_a_registers_number_or_by_ours(ids, known):
    group = OrganisationFactory()
    for one in ids:
        numbered(group, one)
    assert services.org_id(group) == (known or f"360G-example-ORG{group.pk}")
    assert services.registered_number(group) == (known or "")


def test_a_branch_is_not_its_parent():
    group = OrganisationFactory()
    numbered(group, "GB-CHC-1164883", is_parents=True)
    assert services.org_id(group) == f"360G-example-ORG{group.pk}"


def test_numbers_are_in_the_grant():
    award = agreed()
    numbered(award.application.lead, "GB-CHC-1164883")
    numbered(award.application.lead, "GB-COH-09506232")
    services.keep_up()
    [recipient] = grants()[0]["recipientOrganization"]
    assert recipient["id"] == "GB-CHC-1164883"
    assert (recipient["charityNumber"], recipient["companyNumber"]) == ("1164883", "09506232")


def test_where_two_records_of_a_group_become_one_ids_stay():
    public = published()
    lead = public.award.application.lead
    Organisation.objects.filter(pk=lead.pk).update(state="verified", verified_on=DECIDED)
    other = OrganisationFactory(checked=True, form=lead.form, name=lead.name)
    [before] = grants()
    organisations.merge_organisations(
        organisation_id=lead.pk, other_id=other.pk, actor=OfficerFactory(is_superuser=True)
    )
    services.keep_up()
    assert grants() == [before]


# --- What it is for, and where --------------------------------------------------------------------


def test_it_says_where_its_groups_work_until_somebody_says_better():
    award = agreed()
    one, two = WardFactory(), WardFactory()
    award.application.lead.wards.set([one, two])
    services.keep_up()
    public = PublicAward.objects.get()
    assert public.purpose.startswith(f"{award.application.lead}, Demo ")
    assert public.purpose.endswith(" work together in these priority areas: Food; Homes.")
    names = {place["geoCode"]: place["name"] for place in grants()[0]["beneficiaryLocation"]}
    assert names == {one.code: one.name, two.code: two.name}
    before = public.changed_at
    services.describe(
        public_id=public.pk,
        actor=fund_officer(),
        purpose=" Tea on Mondays. ",
        wards=[two],
        is_town_wide=False,
    )
    [grant] = grants()
    assert grant["description"] == "Tea on Mondays."
    assert [place["geoCode"] for place in grant["beneficiaryLocation"]] == [two.code]
    assert PublicAward.objects.get().changed_at > before
    # What the group says of itself later changes nothing of it.
    award.application.lead.wards.set([one])
    services.keep_up()
    assert grants() == [grant]


def test_what_is_for_the_whole_town_says_so():
    award = agreed()
    Organisation.objects.filter(pk=award.application.lead_id).update(is_town_wide=True)
    services.keep_up()
    assert grants()[0]["beneficiaryLocation"] == [
        {"name": "Luton", "geoCode": "E06000032", "geoCodeType": "UA"}
    ]


def test_who_may_say_what_it_is_for():
    public = published()
    said = {"public_id": public.pk, "wards": [], "is_town_wide": True}
    for actor, purpose, code in (
        (OfficerFactory(), "Tea", "not-allowed"),
        (fund_officer(), " ", "purpose"),
    ):
        with pytest.raises(Refusal) as caught:
            services.describe(**said, actor=actor, purpose=purpose)
        assert caught.value.code == code
    assert PublicAward.objects.get().purpose == public.purpose
    with pytest.raises(IntegrityError), transaction.atomic():
        PublicAward.objects.update(purpose="")


# --- Kept up --------------------------------------------------------------------------------------


def test_what_didnt_change_is_left_alone():
    public = published()
    file = services.grants_json()
    assert services.keep_up() == 0
    assert services.grants_json() == file
    Award.objects.filter(pk=public.award_id).update(title="Tea again")
    assert services.keep_up() == 1


def test_keeping_up_takes_as_many_statements_for_many():
    published()
    counts = set()
    for more in (0, 2):
        for _award in range(more):
            published()
        with CaptureQueriesContext(connection) as queries:
            services.keep_up()
        counts.add(len(queries))
    assert len(counts) == 1


def test_the_command_writes_what_can_be_published_and_names_the_rest(tmp_path):
    good, bad = published(), published()
    Award.objects.filter(pk=bad.award_id).update(title="demo@groups.example")
    said, named = StringIO(), StringIO()
    output = tmp_path / "grants.json"
    call_command("publish_grants", output=output, stdout=said, stderr=named)
    data = giving.read_json(output.read_text())
    assert [good.award.reference in one["id"] for one in data["grants"]] == [True]
    assert giving.schema_errors(data) == []
    assert "Published: 1 awards." in said.getvalue()
    assert named.getvalue().strip() == f"Held back: {bad.award.reference}: email"
    with pytest.raises(CommandError, match="can't be written"):
        call_command("publish_grants", output=tmp_path / "no" / "x", stderr=StringIO())


def test_the_command_fails_where_nothing_can_be_published(tmp_path):
    with pytest.raises(CommandError, match="No award"):
        call_command("publish_grants", output=tmp_path / "grants.json")
    assert [*tmp_path.iterdir()] == []
