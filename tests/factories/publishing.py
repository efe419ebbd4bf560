"""Awards that groups have agreed to, of rounds that are decided, for tests."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from collaboration_fund import services as fund
from collaboration_fund.models import Award, Round
from core.actors import PORTAL
from core.moves import move
from monitoring import services as monitoring
from monitoring.models import Photograph
from organisations.models import Organisation, OrganisationNumber
from publishing import services
from publishing.models import PublicAward
from tests.factories import monitoring as reports
from tests.factories.again import made_once
from tests.factories.fund import fund_officer, open_round, together
from tests.factories.uploads import REAL

DECIDED = date(2026, 11, 2)


@made_once
def agreed(round: Round | None = None, *, pence: int = 100_000, decided: bool = True) -> Award:
    """An award of a round with a lead group and a partner, agreed to."""
    round = round or open_round()
    # A round that has an award of a test already is decided.
    Round.objects.filter(pk=round.pk).update(state="open")
    made = together(round)
    if round.paid == "partners":
        fund.say_subsidies(partner_id=made.partner.pk, actor=made.owner, pence=0)
        made.accepted()
    made.sent()
    award = fund.grant(
        application_id=made.application.pk, pence=pence, actor=fund_officer(), decided_on=DECIDED
    )
    move(award, to="agreed", actor=PORTAL)
    if decided:
        Round.objects.filter(pk=round.pk).update(state="decided")
    return Award.objects.select_related("round", "application__lead").get(pk=award.pk)


@made_once
def published(round: Round | None = None, **fields) -> PublicAward:
    """The same, and published."""
    award = agreed(round, **fields)
    services.keep_up()
    return PublicAward.objects.get(award=award)


def numbered(organisation: Organisation, org_id: str, **fields) -> OrganisationNumber:
    """A number of a group, such as GB-CHC-1164883."""
    country, register, identifier = org_id.split("-", 2)
    return OrganisationNumber.objects.create(
        organisation=organisation, scheme=f"{country}-{register}", identifier=identifier, **fields
    )


@dataclass(frozen=True)
class Shown:
    """A published award with a photograph that everybody may see."""

    public: PublicAward
    photograph: Photograph

    def arguments(self) -> dict:
        """The arguments of the addresses of an award, by name."""
        ours = {"reference": self.public.award.reference}
        return {
            "publishing:award": ours,
            "publishing:photograph": ours | {"pk": self.photograph.pk},
            "api:fund-award-detail": ours,
        }


def make_shown() -> Shown:
    """What the walk over all addresses meets."""
    given = reports.agreed()
    picture = SimpleUploadedFile("demo.png", REAL["png"], "image/png")
    photograph = monitoring.add_photograph(
        report_id=given.report().pk,
        actor=given.lead,
        file=picture,
        shows="A demo table",
        may_be_public=True,
        consent="Signed forms",
    )
    given.accepted()
    Round.objects.filter(pk=given.award.round_id).update(state="decided")
    services.keep_up()
    return Shown(PublicAward.objects.get(award=given.award), photograph)
