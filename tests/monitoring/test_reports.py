"""Reports: written when an award is agreed, by size; written, sent, asked back and accepted."""

import itertools
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from awards.registry import say_agreed
from collaboration_fund.models.edition import UnchangeableError
from core.refusal import Refusal
from messaging.models import OutboxMessage
from monitoring import services
from monitoring.models import PlanLine, Report, ReportEdition, Story
from monitoring.planning import months_after, periods
from tests.factories.fund import open_round
from tests.factories.monitoring import agreed, half_yearly
from tests.factories.people import OfficerFactory
from tests.factories.places import WardFactory
from tests.factories.uploads import REAL

pytestmark = pytest.mark.django_db
DAY = date


def refused(act, **fields):
    with pytest.raises(Refusal) as caught:
        act(**fields)
    return caught.value


@pytest.mark.parametrize(
    ("starts", "ends", "every", "lasts"),
    [
        (DAY(2026, 1, 1), DAY(2026, 12, 31), 0, [DAY(2026, 12, 31)]),
        (DAY(2026, 1, 1), DAY(2026, 12, 31), 6, [DAY(2026, 6, 30), DAY(2026, 12, 31)]),
        (DAY(2026, 1, 1), DAY(2027, 1, 20), 6, [DAY(2026, 6, 30), DAY(2027, 1, 20)]),
        (DAY(2026, 8, 31), DAY(2027, 8, 30), 6, [DAY(2027, 2, 27), DAY(2027, 8, 30)]),
        (DAY(2026, 1, 1), DAY(2026, 3, 1), 6, [DAY(2026, 3, 1)]),
    ],
)
def test_reports_cover_the_whole_time_one_after_the_other(starts, ends, every, lasts):
    found = periods(starts, ends, every)
    assert [last for _first, last in found] == lasts
    assert found[0][0] == starts
    for (_first, last), (begins, _ends) in itertools.pairwise(found):
        assert (begins - last).days == 1


def test_a_month_later_is_never_a_day_too_many():
    assert months_after(DAY(2027, 8, 31), 6) == DAY(2028, 2, 29)
    assert months_after(DAY(2026, 12, 15), 1) == DAY(2027, 1, 15)


def test_a_small_award_is_asked_once_and_a_larger_one_as_its_round_says():
    round = open_round()
    round.monitoring.update(up_to_pence=500_000)
    round.monitoring.create(up_to_pence=3_000_000, every_months=6, asks="Half-yearly.")
    small = agreed(round)
    assert [one.due_on for one in small.award.reports.all()] == [DAY(2027, 1, 28)]
    round.monitoring.filter(every_months=0).update(up_to_pence=199_999)
    large = agreed(round)
    found = [(one.number, one.due_on, one.is_last) for one in large.award.reports.all()]
    assert found == [(1, DAY(2026, 7, 28), False), (2, DAY(2027, 1, 28), True)]


def test_an_amended_agreement_writes_nothing_a_second_time():
    given = agreed()
    say_agreed(given.award)
    assert (given.award.reports.count(), given.award.plan.count()) == (1, 2)


def test_the_plan_is_what_was_asked_scaled_to_the_award():
    given = agreed(pence=100_001)
    plan = {str(line.partner): line.pence for line in given.award.plan.all()}
    assert plan == {
        str(given.made.application.lead): 75_001,
        str(given.made.partner.organisation): 25_000,
    }


def test_a_report_is_sent_once_nothing_is_missing_and_says_all_of_it():
    given = agreed()
    report = given.report()
    send = {"report_id": report.pk, "actor": given.lead}
    refusal = refused(services.send, **send)
    assert (refusal.code, len(refusal.problems)) == ("lacking", 4)
    sent = given.sent()
    [edition] = sent.editions.all()
    assert services.is_whole(edition)
    assert [line["spent"] for line in edition.content["spending"]] == [150_000, 50_000]
    assert edition.content["reached"][-1] == {"ward": "", "people": 3}
    assert edition.content["groups"] == [
        str(given.made.application.lead),
        str(given.made.partner.organisation),
    ]
    assert refused(services.send, **send).code == "not-now"
    told = OutboxMessage.objects.filter(kind="monitoring.report")
    assert told.get().to_address == given.lead.email
    assert edition.sha256 in told.get().text


def test_the_last_report_says_why_it_differs_from_the_grant():
    given = agreed()
    first, *_others = given.award.plan.all()
    report = given.write(spent={line.pk: 0 for line in given.award.plan.all()} | {first.pk: 7})
    Report.objects.filter(pk=report.pk).update(spending_note="")
    lacks = services.lacking(given.report())
    assert [lack.part for lack in lacks] == ["spending"]


def test_what_was_sent_is_never_changed_or_deleted():
    edition = agreed().sent().editions.get()
    edition.content = {}
    for act in (edition.save, edition.delete, ReportEdition.objects.all().delete):
        with pytest.raises(UnchangeableError):
            act()


def test_questions_open_a_report_again_and_its_day_stays():
    given = agreed()
    report = given.sent()
    ask = {"report_id": report.pk, "actor": given.officer}
    assert refused(services.ask_back, **ask, questions=" ").code == "questions"
    services.ask_back(**ask, questions="Why 40 meals?")
    report = given.report()
    assert (report.state, report.due_on) == ("questions", DAY(2027, 1, 28))
    assert services.questions_of(report) == "Why 40 meals?"
    send = {"report_id": report.pk, "actor": given.lead}
    assert [lack.part for lack in services.lacking(report)] == ["reply"]
    services.save_words(**send, reply="Two kitchens.")
    services.send(**send)
    assert [one.number for one in report.editions.all()] == [1, 2]
    services.accept(**ask)
    assert given.report().state == "accepted"
    assert refused(services.save_words, **send, learnt="More.").code == "not-now"


@pytest.mark.parametrize("state", ["due", "sent", "questions", "accepted"])
def test_each_move_is_made_by_who_may_and_from_where_it_can_be(state):
    given = agreed()
    report = given.write()
    if state != "due":
        services.send(report_id=report.pk, actor=given.lead)
    if state == "questions":
        services.ask_back(report_id=report.pk, actor=given.officer, questions="Why?")
        services.save_words(report_id=report.pk, actor=given.lead, reply="So.")
    if state == "accepted":
        services.accept(report_id=report.pk, actor=given.officer)
    reviews = {"accept": {}, "ask_back": {"questions": "Why?"}}
    open_to = {"send": {"due", "questions"}, "accept": {"sent"}, "ask_back": {"sent"}}
    for actor in (given.lead, given.made.owner, given.officer, OfficerFactory()):
        for name, states in open_to.items():
            allowed = actor == (given.lead if name == "send" else given.officer)
            if allowed and state in states:
                continue
            act = getattr(services, name)
            said = {"report_id": report.pk, "actor": actor} | reviews.get(name, {})
            code = refused(act, **said).code
            assert code in ({"not-allowed", "not-a-move", "not-now"}), (name, actor)
    assert given.report().state == state


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("save_spending", {"pence": {}, "note": ""}),
        ("add_output", {"name": "Meals", "planned": 1, "number": 1}),
        ("count_outputs", {"numbers": {}}),
        ("save_reached", {"people": {}}),
        ("save_words", {"learnt": "x"}),
        ("add_story", {"words": "x", "told_by": "", "may_be_public": False, "consent": ""}),
        ("remove_story", {"story_id": 1}),
        ("remove_photograph", {"photograph_id": 1}),
        ("remove_output", {"output_id": 1}),
    ],
)
def test_only_who_acts_for_the_lead_group_writes_and_only_while_it_is_open(act, said):
    given = agreed()
    report = given.report()
    write = getattr(services, act)
    for actor in (given.made.owner, given.officer):
        assert refused(write, report_id=report.pk, actor=actor, **said).code == "not-allowed"
    given.sent()
    assert refused(write, report_id=report.pk, actor=given.lead, **said).code == "not-now"


def test_spending_before_is_filled_in_and_planned_numbers_are_asked_once():
    given = half_yearly()
    given.accepted(1)
    report = given.report(2)
    assert [(one.before, one.now) for one in services.spent_by_line(report)] == [
        (150_000, None),
        (50_000, None),
    ]
    [output] = services.counted(report)
    assert (output.name, output.planned, output.before, output.is_new) == (
        "Shared meals",
        40,
        9,
        False,
    )
    twice = {"report_id": report.pk, "actor": given.lead, "planned": 1, "number": 1}
    assert refused(services.add_output, name="shared MEALS", **twice).code == "name"


def test_a_line_of_another_award_is_no_line_of_this_one():
    given, other = agreed(), agreed()
    line = PlanLine.objects.filter(award=other.award).first()
    said = {"report_id": given.report().pk, "actor": given.lead, "note": ""}
    assert refused(services.save_spending, **said, pence={line.pk: 1}).code == "line"


def test_an_output_that_was_sent_stays():
    given = agreed()
    report = given.sent()
    services.ask_back(report_id=report.pk, actor=given.officer, questions="Why?")
    output = report.outputs_given.get()
    said = {"report_id": report.pk, "actor": given.lead, "output_id": output.pk}
    assert refused(services.remove_output, **said).code == "was-sent"


def test_a_story_is_public_only_with_consent():
    given = agreed()
    said = {"report_id": given.report().pk, "actor": given.lead, "told_by": ""}
    wanted = {"words": "She sings again.", "may_be_public": True, "consent": " "}
    refusal = refused(services.add_story, **said, **wanted)
    assert (refusal.code, refusal.field) == ("consent", "consent")
    with pytest.raises(IntegrityError), transaction.atomic():
        Story.objects.create(report=given.report(), words="x", may_be_public=True)


def test_a_photograph_is_drawn_again_and_kept_once():
    given = agreed()
    said = {"report_id": given.report().pk, "actor": given.lead, "shows": "A kitchen"}
    said |= {"may_be_public": False, "consent": ""}
    kept = services.add_photograph(
        **said, file=SimpleUploadedFile("demo.png", REAL["png"], "image/png")
    )
    assert (kept.kind, kept.shows) == ("png", "A kitchen")
    wrong = SimpleUploadedFile("demo.pdf", REAL["pdf"], "application/pdf")
    assert given.report().photographs.count() == 1
    with pytest.raises(Exception, match="Choose a file"):
        services.add_photograph(**said, file=wrong)


def test_what_others_read_is_rounded_and_only_of_accepted_reports():
    first, second = agreed(), agreed()
    few, many = WardFactory(name="Demo few"), WardFactory(name="Demo many")
    for given, people in ((first, {few.pk: 2, many.pk: 33}), (second, {few.pk: 1, many.pk: 20})):
        report = given.write()
        services.save_reached(report_id=report.pk, actor=given.lead, people=people)
        services.send(report_id=report.pk, actor=given.lead)
    awards = [first.award, second.award]
    assert services.reached_by_ward(awards) == []
    for given in (first, second):
        services.accept(report_id=given.report().pk, actor=given.officer)
    found = [(one.ward, one.said, one.number) for one in services.reached_by_ward(awards)]
    assert found == [(few, "fewer than 5", None), (many, "55", 55)]
    assert services.reached(awards) == 55
    assert services.reached_of_each([one.pk for one in awards]) == {
        first.award.pk: 35,
        second.award.pk: 21,
    }


def test_what_changed_is_what_was_learnt_and_the_stories_with_consent():
    given = agreed()
    said = {"report_id": given.report().pk, "actor": given.lead, "told_by": "A father"}
    services.add_story(**said, words="Ours.", may_be_public=False, consent="")
    services.add_story(**said, words="Everybody’s.", may_be_public=True, consent="Signed")
    given.sent()
    assert services.changes_of(given.award).learnt == ()
    assert services.changes_of(given.award).stories == ()
    services.accept(report_id=given.report().pk, actor=given.officer)
    found = services.changes_of(given.award)
    assert found.learnt == ("People come for the soup and stay for the talk.",)
    assert [one.words for one in found.stories] == ["Everybody’s."]
