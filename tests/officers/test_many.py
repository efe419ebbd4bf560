"""One act on many rows: what is chosen and who is told is seen once, then it is done to each."""

import pytest
from django.urls import reverse

from messaging.models import OutboxMessage
from taskforce.admin.work import CONFIRM
from taskforce.models import Engagement, ExpenseClaim
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.taskforce import EngagementFactory, ExpenseFactory, MemberFactory
from tests.officers.pages import made_from, seen

pytestmark = pytest.mark.django_db

CLAIMS = reverse("admin:taskforce_expenseclaim_changelist")
ENGAGEMENTS = reverse("admin:taskforce_engagement_changelist")


@pytest.fixture
def chief(client):
    officer = OfficerFactory(is_superuser=True)
    sign_in_officer(client, officer)
    return officer


def chosen(client, listed, act, rows, **typed):
    """Choose rows in a list and an act; then press its button, as a browser does."""
    asked = {"action": act, "_selected_action": [row.pk for row in rows]}
    page = client.post(listed, asked)
    return asked | {"pressed": "x"} | made_from(page) | typed, page


def states(rows) -> list[str]:
    return [ExpenseClaim.objects.get(pk=row.pk).state for row in rows]


def test_three_claims_are_approved_at_once_after_seeing_who_is_told(client, chief):
    claims = [ExpenseFactory(note=f"Bus {n}") for n in range(3)]
    sent, page = chosen(client, CLAIMS, "approve", claims)
    assert all(f"Bus {n}" in page.content.decode() for n in range(3))
    ask = client.post(CLAIMS, sent)
    [telling] = ask.context["question"].tellings
    assert {*telling.names} == {claim.member.person.name for claim in claims}
    assert states(claims) == ["claimed"] * 3
    assert not OutboxMessage.objects.exists()
    done = client.post(CLAIMS, sent | seen(ask), follow=True)
    assert "Approve: Done for 3." in done.content.decode()
    assert states(claims) == ["approved"] * 3
    assert OutboxMessage.objects.count() == 3


def test_what_cannot_be_done_to_one_is_said_first_and_the_others_are_done(client, chief):
    open_one, paid = ExpenseFactory(), ExpenseFactory(state="paid")
    sent, _page = chosen(client, CLAIMS, "approve", [open_one, paid])
    ask = client.post(CLAIMS, sent)
    [doubt] = ask.context["question"].doubts
    assert "is left out" in doubt
    client.post(CLAIMS, sent | seen(ask))
    assert states([open_one, paid]) == ["approved", "paid"]


def test_the_same_reason_is_given_to_each(client, chief):
    claims = [ExpenseFactory() for _ in range(2)]
    sent, _page = chosen(client, CLAIMS, "refuse", claims, reason="No receipt")
    client.post(CLAIMS, sent | seen(client.post(CLAIMS, sent)))
    assert states(claims) == ["refused"] * 2
    assert all(claim.moves.get().reason == "No receipt" for claim in ExpenseClaim.objects.all())


def test_what_somebody_changed_meanwhile_is_shown_and_nothing_is_done(client, chief):
    claims = [ExpenseFactory(pence=450) for _ in range(2)]
    sent, _page = chosen(client, CLAIMS, "approve", claims)
    ExpenseClaim.objects.filter(pk=claims[0].pk).update(pence=45_000)
    answer = client.post(CLAIMS, sent)
    assert "Somebody else changed" in answer.content.decode()
    assert "£450" in answer.content.decode()
    assert states(claims) == ["claimed"] * 2


def test_one_that_was_deleted_meanwhile_leaves_the_others(client, chief, monkeypatch):
    gone, stays = (EngagementFactory(confirmed_on=None) for _ in range(2))
    run = CONFIRM.run

    def meanwhile(*, engagement_id, actor):
        Engagement.objects.filter(pk=gone.pk).delete()
        return run(engagement_id=engagement_id, actor=actor)

    monkeypatch.setitem(CONFIRM.__dict__, "run", meanwhile)
    sent, _page = chosen(client, ENGAGEMENTS, "confirm", [gone, stays])
    ask = client.post(ENGAGEMENTS, sent)
    assert "somebody else has deleted it" in ask.context["question"].doubts[0]
    client.post(ENGAGEMENTS, sent | seen(ask))
    stays.refresh_from_db()
    assert stays.confirmed_on


def test_nobody_decides_on_their_own_among_many(client, chief):
    own = ExpenseFactory(member=MemberFactory(person=chief))
    asked = {"action": "approve", "_selected_action": [ExpenseFactory().pk, own.pk]}
    assert client.post(CLAIMS, asked).status_code == 403
    assert states([own]) == ["claimed"]


def test_a_row_that_is_gone_from_the_list_is_no_fault(client, chief):
    gone = ExpenseFactory()
    asked = {"action": "approve", "_selected_action": [gone.pk]}
    ExpenseClaim.objects.all().delete()
    page = client.post(CLAIMS, asked, follow=True)
    assert "None of these is in the list any more." in page.content.decode()


def test_words_that_were_changed_after_the_look_are_shown_before_they_go_out(client, chief):
    claims = [ExpenseFactory()]
    sent, _page = chosen(client, CLAIMS, "refuse", claims, reason="No receipt")
    ask = client.post(CLAIMS, sent)
    again = client.post(CLAIMS, sent | seen(ask) | {"reason": "Unseen words"})
    [telling] = again.context["question"].tellings
    assert "Unseen words" in telling.words[0].text
    assert states(claims) == ["claimed"]
    client.post(CLAIMS, sent | seen(again) | {"reason": "Unseen words"})
    assert states(claims) == ["refused"]
