"""From a need to an approved project: what each step takes, and what it refuses."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.actors import PORTAL
from core.refusal import Refusal
from investment import services
from investment.enums import FlowKind, OptionKind, Outcome, ProjectState, ProposalState, SpendKind
from investment.models import Decision, Figure, Forecast, Milestone, Need, PlanLine, Proposal
from investment.moments import read
from people import roles
from tests.factories.hubs import HubManager, open_hub
from tests.factories.investment import (
    FIGURES,
    approved,
    board_member,
    hub_officer,
    need,
    project,
    written,
)
from tests.factories.people import ResidentFactory, officer_of

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate


def refused(code, act, **asked):
    """The act is refused with this code and changes nothing."""
    with pytest.raises(Refusal) as raised, transaction.atomic():
        act(**asked)
    assert raised.value.code == code
    return raised.value


def deciding(proposal, **said):
    """A decision that approves it, but for what is said."""
    return {
        "proposal_id": proposal.pk,
        "actor": PORTAL,
        "board": "Demo board",
        "decided_on": TODAY(),
        "outcome": Outcome.APPROVED,
        "pence": 10_000_000,
        "reason": "It is needed.",
    } | said


def test_a_manager_raises_needs_of_their_own_hub_alone():
    hub, manager = open_hub(), ResidentFactory()
    HubManager.objects.create(hub=hub, person=manager)
    raised = services.raise_need(hub=hub, actor=manager, title="A lift")
    assert (raised.hub, raised.raised_on, raised.is_public) == (hub, TODAY(), False)
    refused("not-allowed", services.raise_need, hub=open_hub(), actor=manager, title="A lift")
    refused("not-allowed", services.meet_need, need_id=need().pk, actor=manager, met_on=TODAY())


def test_a_need_is_met_between_its_raising_and_today():
    raised = need(raised_on=TODAY() - timedelta(days=9))
    for days in (-10, 1):
        day = TODAY() + timedelta(days=days)
        refused("when", services.meet_need, need_id=raised.pk, actor=PORTAL, met_on=day)
    services.meet_need(need_id=raised.pk, actor=PORTAL, met_on=TODAY())
    assert Need.objects.get().met_on == TODAY()


def test_a_need_that_a_proposal_answers_stays():
    answered, other = written().needs.get(), need()
    refused("in-use", services.remove_need, need_id=answered.pk, actor=PORTAL)
    services.remove_need(need_id=other.pk, actor=PORTAL)
    assert [*Need.objects.all()] == [answered]


def test_a_proposal_begins_with_doing_nothing_which_stays():
    proposal = services.begin(hub=open_hub(), actor=hub_officer(), title="A hall")
    nothing = proposal.options.get()
    assert nothing.kind == OptionKind.NOTHING
    refused("doing-nothing", services.remove_option, option_id=nothing.pk, actor=PORTAL)
    again = {"kind": OptionKind.NOTHING, "title": "Again"}
    refused("doing-nothing", services.add_option, proposal_id=proposal.pk, actor=PORTAL, **again)


def test_all_that_it_lacks_is_said_at_once():
    proposal = services.begin(hub=open_hub(), actor=PORTAL, title="A hall")
    said = refused("lacks", services.send_to_board, proposal_id=proposal.pk, actor=PORTAL)
    lacks = services.lacking(proposal)
    assert len(lacks) == 10
    assert all(one in str(said) for one in lacks)
    assert services.lacking(written()) == []


@pytest.mark.parametrize("without", ["needs", "risks", "benefits", "heard"])
def test_a_proposal_without_one_of_its_parts_goes_before_no_board(without):
    proposal = written()
    getattr(proposal, without).all().delete()
    refused("lacks", services.send_to_board, proposal_id=proposal.pk, actor=PORTAL)


def test_an_option_without_figures_goes_before_no_board():
    proposal = written()
    services.say_figures(
        option_id=proposal.options.get(kind=OptionKind.NOTHING).pk, actor=PORTAL, rows=[]
    )
    refused("lacks", services.send_to_board, proposal_id=proposal.pk, actor=PORTAL)


def test_all_options_reach_to_the_same_year_before_a_board_compares_them():
    proposal = written()
    rows = [*FIGURES[:1], (FlowKind.INCOME, 2027, 2030, 5, "Short")]
    services.say_figures(option_id=proposal.preferred_id, actor=PORTAL, rows=rows)
    refused("lacks", services.send_to_board, proposal_id=proposal.pk, actor=PORTAL)


def test_a_need_that_nobody_may_read_is_no_reason_for_a_board():
    proposal = written()
    proposal.needs.update(is_public=False)
    refused("lacks", services.send_to_board, proposal_id=proposal.pk, actor=PORTAL)


def test_what_was_brought_before_the_board_too_early_is_taken_back_and_written_on():
    proposal = written(sent=True)
    asked = {"proposal_id": proposal.pk, "actor": PORTAL}
    refused("empty", services.recall, **asked, reason=" ")
    services.recall(**asked, reason="A figure was wrong.")
    proposal.refresh_from_db()
    assert proposal.is_draft
    refused("not-a-move", services.recall, **asked, reason="Again")


def test_a_decision_is_not_before_the_one_before_it():
    proposal = written(sent=True)
    services.decide(**deciding(proposal, outcome=Outcome.DEFERRED, pence=None))
    services.send_to_board(proposal_id=proposal.pk, actor=PORTAL)
    before = TODAY() - timedelta(days=1)
    refused("order", services.decide, **deciding(proposal, decided_on=before))
    services.decide(**deciding(proposal))


def test_needs_are_of_the_same_hub():
    proposal = written()
    said = {name: getattr(proposal, name) for name in services.SAID}
    asked = {"proposal_id": proposal.pk, "actor": PORTAL, "said": said, "needs": [need()]}
    refused("needs", services.change, **asked)


def test_figures_reach_over_thirty_years_at_most():
    proposal = written()
    option = proposal.preferred
    rows = [*FIGURES, (FlowKind.RUNNING, 2056, 2057, 1, "Late")]
    refused("years", services.say_figures, option_id=option.pk, actor=PORTAL, rows=rows)
    rows[-1] = (FlowKind.RUNNING, 2056, 2056, 1, "Late")
    services.say_figures(option_id=option.pk, actor=PORTAL, rows=rows)
    assert option.figures.count() == 4


def test_what_the_board_reads_stays_as_it_is():
    proposal = written(sent=True)
    option, asked = proposal.preferred, {"proposal_id": proposal.pk, "actor": PORTAL}
    for act, more in (
        (services.say_risks, asked | {"rows": []}),
        (services.say_benefits, asked | {"rows": []}),
        (services.add_option, asked | {"kind": OptionKind.NEW, "title": "New"}),
        (services.say_figures, {"option_id": option.pk, "actor": PORTAL, "rows": []}),
        (services.remove_option, {"option_id": option.pk, "actor": PORTAL}),
        (services.prefer, {"option_id": option.pk, "actor": PORTAL}),
    ):
        refused("not-a-draft", act, **more)
    assert option.figures.count() == len(FIGURES)
    # What residents say goes on.
    services.hear(**asked, on=TODAY(), where="A survey", said="Go on.")


@pytest.mark.parametrize(
    ("outcome", "more", "state"),
    [
        (Outcome.APPROVED, {}, ProposalState.APPROVED),
        (Outcome.CONDITIONS, {"conditions": "In summer."}, ProposalState.APPROVED),
        (Outcome.DEFERRED, {"pence": None}, ProposalState.DRAFT),
        (Outcome.REFUSED, {"pence": None}, ProposalState.REFUSED),
    ],
)
def test_a_decision_moves_it_and_makes_it_public(outcome, more, state):
    proposal = written(sent=True)
    decision = services.decide(**deciding(proposal, outcome=outcome, **more))
    proposal.refresh_from_db()
    assert (proposal.state, proposal.is_public) == (state, True)
    assert decision.option == (proposal.preferred if decision.approves else None)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("money", {"pence": None}),
        ("money", {"outcome": Outcome.REFUSED}),
        ("conditions", {"conditions": "In summer."}),
        ("conditions", {"outcome": Outcome.CONDITIONS}),
        ("future", {"decided_on": TODAY() + timedelta(days=9)}),
        ("empty", {"board": " "}),
        ("outcome", {"outcome": "maybe"}),
    ],
)
def test_a_decision_says_what_it_must_and_nothing_else(code, said):
    proposal = written(sent=True)
    refused(code, services.decide, **deciding(proposal, **said))
    assert not Decision.objects.exists()


def test_only_an_option_of_the_proposal_is_approved():
    other = written().preferred
    refused("option", services.decide, **deciding(written(sent=True), option=other))


def test_nothing_is_decided_that_is_not_before_the_board():
    refused("not-a-move", services.decide, **deciding(written()))
    refused("not-a-move", services.decide, **deciding(approved()))


def test_a_project_begins_with_the_money_that_was_approved_and_once():
    refused("not-approved", services.start_project, proposal_id=written().pk, actor=PORTAL)
    proposal = approved(pence=7_000_000)
    begun = services.start_project(proposal_id=proposal.pk, actor=hub_officer())
    assert services.start_project(proposal_id=proposal.pk, actor=PORTAL) == begun
    assert begun.budget_pence == 7_000_000


def test_what_is_spent_is_summed_and_more_than_the_budget_is_shown():
    begun = project(pence=1_000)
    asked = {"project_id": begun.pk, "actor": PORTAL, "kind": SpendKind.CAPITAL}
    first = services.spend(**asked, on=TODAY(), pence=700, what="Plans")
    services.spend(**asked, on=TODAY(), pence=500, what="Bricks")
    assert (begun.spent_pence, begun.left_pence) == (1_200, -200)
    services.take_back_spending(project_id=begun.pk, actor=PORTAL, spending_id=first.pk)
    assert begun.left_pence == 500
    refused("twice", services.spend, **asked, on=TODAY(), pence=500, what="Bricks")
    refused("nothing", services.spend, **asked, on=TODAY(), pence=0, what="Air")
    refused("future", services.spend, **asked, on=TODAY() + timedelta(days=1), pence=1, what="x")


def test_a_forecast_stands_beside_the_plan_and_the_ones_before():
    asked = {"project_id": project().pk, "actor": PORTAL}
    planned = services.add_milestone(**asked, title="It opens", when=read("May 2027"))
    for words in ("June 2027", "12 July 2027"):
        services.forecast(milestone_id=planned.pk, actor=PORTAL, when=read(words), reason="Rain")
    planned = Milestone.objects.with_forecasts().get(pk=planned.pk)
    assert (str(planned.when), str(planned.expected)) == ("May 2027", "12 July 2027")
    assert Forecast.objects.count() == 2
    refused("kept", services.remove_milestone, milestone_id=planned.pk, actor=PORTAL)
    services.reached(milestone_id=planned.pk, actor=PORTAL, on=TODAY())
    late = {"milestone_id": planned.pk, "actor": PORTAL, "when": read("May 2028"), "reason": "x"}
    refused("reached", services.forecast, **late)


def test_what_is_late_is_late_by_what_is_expected_now():
    asked = {"project_id": project().pk, "actor": PORTAL}
    past, ahead = read("May 2021"), read("May 2090")
    late = services.add_milestone(**asked, title="Late", when=past)
    moved = services.add_milestone(**asked, title="Moved", when=past)
    services.forecast(milestone_id=moved.pk, actor=PORTAL, when=ahead, reason="Bats")
    done = services.add_milestone(**asked, title="Done", when=past)
    services.reached(milestone_id=done.pk, actor=PORTAL, on=TODAY())
    services.add_milestone(**asked, title="Ahead", when=ahead)
    assert [*Milestone.objects.late(TODAY())] == [late]


def test_a_project_that_has_ended_takes_bills_and_nothing_else():
    begun = project()
    asked = {"project_id": begun.pk, "actor": PORTAL}
    services.hold(**asked, reason="Rain")
    services.resume(**asked, reason="Sun")
    services.finish(**asked, reason="It is there.")
    begun.refresh_from_db()
    assert begun.state == ProjectState.DONE
    refused("ended", services.say_status, **asked, colour="green", reason="x")
    refused("ended", services.add_milestone, **asked, title="x", when=read("May 2027"))
    refused("not-a-move", services.stop, **asked, reason="x")
    services.spend(**asked, on=TODAY(), kind=SpendKind.CAPITAL, pence=5, what="The last bill")


WRITES = {
    "begin": lambda p, by: services.begin(hub=p.hub, actor=by, title="Mine"),
    "publish": lambda p, by: services.publish(proposal_id=p.pk, actor=by),
    "send_to_board": lambda p, by: services.send_to_board(proposal_id=p.pk, actor=by),
    "withdraw": lambda p, by: services.withdraw(proposal_id=p.pk, actor=by, reason="x"),
    "prefer": lambda p, by: services.prefer(option_id=p.preferred_id, actor=by),
    "say_risks": lambda p, by: services.say_risks(proposal_id=p.pk, actor=by, rows=[]),
    "hear": lambda p, by: services.hear(
        proposal_id=p.pk, actor=by, on=TODAY(), where="x", said="x"
    ),
    "decide": lambda p, by: services.decide(**deciding(p, actor=by)),
    "start_project": lambda p, by: services.start_project(proposal_id=p.pk, actor=by),
    "add_milestone": lambda p, by: services.add_milestone(
        project_id=None, actor=by, title="x", when=read("May 2027")
    ),
}


@pytest.mark.parametrize("act", WRITES)
@pytest.mark.parametrize("who", ["board", "manager", "panels", "resident"])
def test_hub_officers_alone_write(act, who):
    proposal = written()
    person = {
        "board": board_member,
        "manager": lambda: officer_of(roles.HUB_MANAGER),
        "panels": lambda: officer_of(roles.PANELS_OFFICER),
        "resident": ResidentFactory,
    }[who]()
    HubManager.objects.create(hub=proposal.hub, person=person)
    refused("not-allowed", WRITES[act], p=proposal, by=person)


def test_the_plan_is_loaded_word_for_word_and_once():
    services.load_plan()
    services.load_plan()
    said = dict(PlanLine.objects.values_list("heading", "words"))
    # It contradicts itself, and is kept so.
    assert said["Enough resources for delivery?"] == "Yes"
    assert said["Resources for delivery"].startswith("No current budget available")
    milestones = Milestone.objects.of_the_programme()
    assert [str(one.when) for one in milestones] == [
        "February 2021",
        "March 2021 – December 2021",
        "April 2021 – December 2022",
    ]
    assert "community hub." in milestones[1].note
    refused("kept", services.remove_milestone, milestone_id=milestones[0].pk, actor=PORTAL)


def broken(act):
    """The database refuses it, past every service."""
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_database_knows_what_must_hold():
    proposal = approved()
    rows = Proposal.objects.filter(pk=proposal.pk)
    broken(lambda: rows.update(preferred=None))
    broken(lambda: rows.update(published_at=None))
    broken(lambda: proposal.decisions.update(option=None))
    broken(lambda: proposal.decisions.update(pence=None))
    broken(lambda: proposal.decisions.update(conditions="One"))
    broken(lambda: proposal.options.create(kind=OptionKind.NOTHING, title="Again"))
    broken(lambda: Figure.objects.update(last_year=2000))
    broken(lambda: Figure.objects.update(pence=0))
    broken(lambda: proposal.risks.update(likelihood=6))
    planned = services.add_milestone(
        project_id=None, actor=PORTAL, title="x", when=read("May 2027")
    )
    milestones = Milestone.objects.filter(pk=planned.pk)
    broken(lambda: milestones.update(precision="day"))
    broken(lambda: milestones.update(last="2027-01-01"))
