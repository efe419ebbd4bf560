"""An officer who is tied to a group of an award settles nothing of its reports and its closing."""

import pytest

from core.refusal import Refusal
from monitoring import services
from tests.factories.monitoring import agreed
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db


def test_reports_changes_and_the_closing():
    given = agreed()
    report = given.sent()
    change = services.ask_change(
        award_id=given.award.pk, actor=given.lead, reason="Rain.", pence=100_000
    )
    MembershipFactory(organisation=given.made.application.lead, person=given.officer)
    acts = (
        (services.accept, {"report_id": report.pk}),
        (services.ask_back, {"report_id": report.pk, "questions": "Why?"}),
        (services.approve_change, {"change_id": change.pk}),
        (services.refuse_change, {"change_id": change.pk, "answer": "No."}),
        (services.close, {"award_id": given.award.pk}),
    )
    for act, asked in acts:
        with pytest.raises(Refusal) as caught:
            act(**asked, actor=given.officer)
        assert caught.value.code == "interest", act
