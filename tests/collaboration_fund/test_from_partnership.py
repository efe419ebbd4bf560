"""From a partnership to a draft application that is filled in, and back on its thread."""

import pytest
from django.urls import reverse
from django.utils.http import urlencode

from collaboration_fund import services
from collaboration_fund.emails import PARTNERS
from collaboration_fund.models import Application
from core.refusal import Refusal
from messaging.models import OutboxMessage
from tests.factories.fund import open_round
from tests.factories.organisations import group_with
from tests.factories.partnerships import partners
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def address_of(round, partnership, group) -> str:
    query = urlencode({"partnership": partnership.pk, "group": group.slug})
    return f"{reverse('collaboration_fund:apply', args=[round.slug])}?{query}"


def test_a_partnership_begins_an_application_that_is_filled_in(client):
    partnership, ((asking, owner), (giving, other_owner)) = partners()
    own = partnership.own_url(asking)
    sign_in(client, owner, "code")
    assert "Apply together in" not in client.get(own).content.decode()

    round = open_round()
    page = client.get(own).content.decode()
    assert address_of(round, partnership, asking).replace("&", "&amp;") in page
    url = address_of(round, partnership, asking)
    form = client.get(url).context["form"]
    assert form["title"].value() == "Demo Partners"
    assert form["organisation"].value() == asking.pk

    posted = {"organisation": asking.pk, "title": "Demo Partners"}
    answer = client.post(url, posted)
    application = Application.objects.get()
    assert answer.url == application.get_absolute_url()
    assert application.partnership == partnership
    theirs = application.partners.get(is_lead=False)
    assert (theirs.organisation, theirs.tasks) == (
        giving,
        "Volunteers for anything: 1 volunteer",
    )
    invited = OutboxMessage.objects.filter(kind=PARTNERS)
    assert [row.to_address for row in invited] == [other_owner.email]

    page = client.get(own).content.decode()
    assert "was begun" in page
    assert application.get_absolute_url() in page
    assert "Apply together in" not in page
    assert client.post(url, posted).url == application.get_absolute_url()
    assert Application.objects.count() == 1


def test_a_partnership_of_others_is_not_there(client):
    partnership, _people = partners()
    group, stranger = group_with()
    round = open_round()
    sign_in(client, stranger, "code")
    for named in (partnership.pk, "x", "9" * 30, 999_999):
        query = urlencode({"partnership": named, "group": group.slug})
        url = f"{reverse('collaboration_fund:apply', args=[round.slug])}?{query}"
        assert client.get(url).status_code == 404
        assert client.post(url, {"organisation": group.pk, "title": "T"}).status_code == 404
    with pytest.raises(Refusal) as refused:
        services.start_together(
            round_id=round.pk,
            partnership=partnership,
            organisation=group,
            title="T",
            actor=stranger,
        )
    assert refused.value.code == "not-partners"
    assert not Application.objects.exists()
