"""What an officer gets nothing of, since they are tied to a group that takes part in it."""

from assessment.enums import Interest
from assessment.models import Assessor, Declaration, Piece
from collaboration_fund.models.partner import Partner
from organisations import ties


def of_interest_to(officer) -> set[int]:
    """The keys of the applications whose groups an officer is tied to. They get nothing of them.

    What they said of themselves where they sit on a panel counts too.
    """
    seats = Assessor.objects.filter(person=officer)
    said = list(seats.values_list("organisation", "address", "postcode"))
    who = ties.Who(
        key=officer.pk,
        person=officer,
        organisations=tuple({organisation for organisation, *_home in said}),
        homes=tuple({(address, postcode) for _organisation, address, postcode in said}),
    )
    tied = ties.ties_of([who]).get(officer.pk, {})
    said = Declaration.objects.filter(assessor__person=officer).exclude(interest=Interest.NONE)
    declared = Piece.objects.filter(declarations__in=said, fund_entry__isnull=False)
    partners = Partner.objects.filter(organisation__in=tied).values_list("application", flat=True)
    return {*partners, *declared.values_list("fund_entry__application", flat=True)}
