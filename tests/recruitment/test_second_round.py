"""The second round: targets are of the whole Taskforce, whoever sits already among them."""

import random

import pytest

from core.actors import PORTAL
from jobs.services import run_waiting
from places.models import Ward
from questionnaires import services as questions
from questionnaires.models import Submission
from recruitment import services
from recruitment.models import Application, Target
from recruitment.services.census import Share, from_shares
from taskforce.models import Member
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory
from tests.factories.recruitment import RoundFactory, application_set, selection_set
from tests.factories.taskforce import MemberFactory
from tests.recruitment.officers import round_url, words

pytestmark = pytest.mark.django_db

AGES = ["16-34", "35-54", "55+"]


def pooled(round, number: int, values, wards) -> list[Application]:
    """So many applicants in the settled pool of a round, as if they had come the whole way."""
    found = []
    for n in range(number):
        said = values(n)
        selection = questions.start(key=round.selection_set.key, actor=PORTAL, language="en")
        questions.save_answers(response_id=selection.pk, values=said, actor=PORTAL)
        questions.submit(response_id=selection.pk, actor=PORTAL)
        found.append(
            Application.objects.create(
                round=round,
                piece=round.assessment.pieces.create(),
                person=ResidentFactory(),
                state="pooled",
                sector="residents",
                address=f"{n} Demo Street",
                postcode="LU99 1AA",
                ward=wards[n % len(wards)],
                response=questions.start(
                    key=round.application_set.key, actor=PORTAL, language="en"
                ),
                selection_response=selection,
                consented_at=round.opens_at,
                submitted_at=round.opens_at,
            )
        )
    assert Submission.objects.filter(response=found[0].selection_response).exists()
    return found


@pytest.fixture
def second(officer):
    """A round of four seats with sixty in its pool, after one that filled six, and six others.

    Of the six of the first round it is known what they count as; the six others were appointed
    otherwise, and nobody knows.
    """
    wards = [WardFactory(area=area) for area in ("north", "south", "east", "west", "central")]
    assert Ward.objects.count() == 5
    asked = {"application_set": application_set(), "selection_set": selection_set()}
    first = RoundFactory(state="appointed", **asked)
    before = pooled(
        first, 6, lambda n: {"sex": "female" if n < 5 else "male", "age": AGES[n % 2]}, wards[:3]
    )
    for application in before:
        Application.objects.filter(pk=application.pk).update(state="appointed")
        MemberFactory(person=application.person)
    for _n in range(6):
        MemberFactory()
    round = RoundFactory(state="pool", seats={"residents": (4, "lottery")}, **asked)
    sexes = ["female", "male"]
    pooled(round, 60, lambda n: {"sex": sexes[n % 2], "age": AGES[n % 3]}, wards)
    return round


def test_census_targets_of_a_second_round_can_be_drawn(client, officer, second):
    assert Member.objects.serving(second.starts_on).count() == 12
    client.post(round_url(second, "targets"), {"census": "1", "confirmed": "1"})
    targets = {(t.feature, t.value): (t.minimum, t.maximum) for t in second.targets.all()}
    # Ten of the sixteen have said it. Five women sit, of ten who would be five or six.
    assert targets["sex", "female"] in {(4, 5), (5, 6)}
    assert targets["sex", "male"][0] >= 4
    draw = services.ask_draw(round_id=second.pk, seed="D", number_source="D", actor=officer)
    assert run_waiting() == 1
    draw.refresh_from_db()
    assert draw.state == "worked-out"
    assert draw.size == 4


def test_the_page_says_whose_the_targets_are_and_who_sits(client, officer, second):
    Target.objects.create(round=second, feature="sex", value="female", minimum=5, maximum=6)
    page = words(client.get(round_url(second, "targets")))
    assert "Targets are of the whole Taskforce on" in page
    assert "12 people hold one then." in page
    assert "Of 6 of them we know what they count as" in page
    assert client.get(round_url(second, "targets")).context["lines"][0][2] == 5


def test_a_change_is_told_in_the_numbers_that_were_typed(client, officer, second):
    rows = [
        {"feature": "sex", "value": "female", "minimum": 10, "maximum": 10},
        {"feature": "sex", "value": "male", "minimum": 3, "maximum": 4},
    ]
    typed = {
        "target-TOTAL_FORMS": 2,
        "target-INITIAL_FORMS": 0,
        **{f"target-{n}-of": f"sex:{row['value']}" for n, row in enumerate(rows)},
        **{f"target-{n}-minimum": row["minimum"] for n, row in enumerate(rows)},
        **{f"target-{n}-maximum": row["maximum"] for n, row in enumerate(rows)},
        "preview": "1",
    }
    tried = words(client.post(round_url(second, "targets"), typed))
    services.save_targets(round_id=second.pk, actor=officer, rows=rows)
    services.ask_draw(round_id=second.pk, seed="D", number_source="D", actor=officer)
    run_waiting()
    drawn = words(client.get(round_url(second, "draw")))
    for page in (tried, drawn):
        assert "smallest change" in page
        assert ("Female: from 10–10 to" in page) or ("Male: from 3–4 to" in page)
        # What those who sit leave of the targets is nobody's typing.
        assert "from 5–5" not in page
        assert "from 2–3" not in page


@pytest.mark.parametrize("number", range(40))
def test_targets_of_the_census_leave_room_for_just_the_seats(number):
    luck = random.Random(number)
    parts = [luck.randint(1, 50) for _value in range(luck.randint(2, 6))]
    shares = [Share("age", str(n), part / sum(parts), "") for n, part in enumerate(parts)]
    seats, there = luck.randint(1, 30), [luck.randint(0, 9) for _part in parts]
    already = {("age", share.value): n for share, n in zip(shares, there, strict=True)}
    rows = from_shares(shares, seats, already)
    left = [
        (max(0, row["minimum"] - n), max(0, row["maximum"] - n))
        for row in rows
        for n in [already[row["feature"], row["value"]]]
    ]
    assert sum(least for least, _most in left) <= seats <= sum(most for _least, most in left)
    assert all(0 <= row["minimum"] <= row["maximum"] for row in rows)


def test_with_nobody_there_they_are_the_share_rounded_down_and_up():
    rows = from_shares([Share("age", "a", 0.3, ""), Share("age", "b", 0.7, "")], 6, {})
    assert [(row["minimum"], row["maximum"]) for row in rows] == [(1, 2), (4, 5)]
