"""The invented needs and offers: marked, made through the services, once."""

import pytest

from messaging.models import OutboxMessage
from partnerships import demo
from partnerships.models import Match, Partnership, Posting
from people import roles
from tests.factories.organisations import group_with
from tests.factories.people import officer_of
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db


def test_it_shows_every_step_and_is_made_once():
    officer = officer_of(roles.FUND_OFFICER)
    WardFactory.create_batch(6)
    demo.seed(officer=officer)
    assert not Posting.objects.exists()
    for _number in range(6):
        group_with(listed=True, is_demo=True)
    group_with(listed=True)
    for _time in range(2):
        demo.seed(officer=officer)
    assert Posting.objects.count() == len(demo.POSTINGS) + len(demo.SAID)
    assert not Posting.objects.filter(is_demo=False).exists()
    states = {*Match.objects.values_list("state", flat=True)}
    assert states >= {"suggested", "agreed"}
    suggested = Match.objects.filter(state="suggested")
    assert any(match.sides.count() > 2 for match in suggested)
    assert Partnership.objects.get().is_formed
    assert not OutboxMessage.objects.filter(kind__startswith="partnerships.").exists()
