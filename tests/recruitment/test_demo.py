"""The lottery of a demonstration: whoever tries it meets nobody who had no chance."""

import pytest
from django.core.management import call_command

from recruitment.demo import CHECKED, DRAWN
from recruitment.models import Draw, Round
from recruitment.services.drawing import as_it_stands
from recruitment.services.homes import undecided
from recruitment.services.lotteries import drawable
from taskforce.selection.distribution import distribution

pytestmark = pytest.mark.django_db


@pytest.mark.soak
def test_everybody_in_the_demonstrations_pool_can_be_drawn():
    for command in ("load_reference", "seed_demo"):
        call_command(command)
    round = Round.objects.get(slug=DRAWN)
    draw = as_it_stands(round)
    found = distribution(draw.pool, draw.targets, draw.size)
    assert not found.unreachable
    assert min(found.chances) >= 0.05
    assert not undecided(round, drawable(round))
    shown = Draw.objects.get(round__slug=CHECKED)
    assert shown.state == "drawn"
    assert shown.entries.filter(chosen=True).count() == 4
    assert not shown.outcome["unreachable"]
