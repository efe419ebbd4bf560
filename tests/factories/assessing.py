"""A round of the fund that is being assessed, for tests."""

from dataclasses import dataclass

from assessment import services
from assessment.models import Assessor, Piece
from collaboration_fund.models import Round
from people import roles
from tests.factories.again import made_once
from tests.factories.fund import Together, fund_officer, open_round, together
from tests.factories.people import officer_of


@dataclass
class Assessed:
    """An assessed round with what was sent, who assesses, and who runs it."""

    round: Round
    made: list[Together]
    officer: object

    @property
    def assessment(self):
        return self.round.stages.get().assessment

    def piece(self, number: int) -> Piece:
        """The piece of the application sent as this one, from 0."""
        return Piece.objects.get(fund_entry__application=self.made[number].application)

    def assessor(self, **fields) -> Assessor:
        """Somebody with the role who sits on the panel."""
        person = officer_of(roles.FUND_ASSESSOR)
        return self.assessment.assessors.create(person=person, **fields)

    def ask(self, *pairs) -> None:
        """Each piece of its own assessors: (number of the application, assessor), released."""
        self.assessment.asked = "assigned"
        type(self.assessment).objects.filter(pk=self.assessment.pk).update(asked="assigned")
        services.assign(
            assessment_id=self.assessment.pk,
            pairs=[(self.piece(number).pk, assessor.pk) for number, assessor in pairs],
            actor=self.officer,
        )
        services.release(assessment_id=self.assessment.pk, actor=self.officer)

    def score(self, number: int, assessor: Assessor, value: int, *, sure: int = 2, **more) -> None:
        """They have no interest and send this score of every criterion."""
        piece = self.piece(number)
        services.declare(piece_id=piece.pk, actor=assessor.person, has_interest=False)
        criteria = self.assessment.criteria.all()
        services.score(
            piece_id=piece.pk,
            actor=assessor.person,
            values={one.pk: value for one in criteria},
            comments={},
            confidence={one.pk: sure for one in criteria},
            final=True,
            **({"advice": "fund"} | more),
        )


@made_once
def assessed(number: int = 2) -> Assessed:
    """So many sent applications in a round that is being assessed."""
    round = open_round()
    made = [together(round) for _number in range(number)]
    for one in made:
        one.sent()
    Round.objects.filter(pk=round.pk).update(state="assessing")
    return Assessed(Round.objects.get(pk=round.pk), made, fund_officer())
