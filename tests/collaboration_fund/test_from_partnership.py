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


def test_a_group_that_leads_one_already_is_asked_to_invite_its_partners_to_it(client):
    partnership, ((asking, owner), (giving, other_owner)) = partners()
    round = open_round()
    led = services.start(round_id=round.pk, organisation=asking, title="Our own idea", actor=owner)
    sign_in(client, owner, "code")
    url = address_of(round, partnership, asking)
    page = client.post(url, {"organisation": asking.pk, "title": "Typed with care"})
    said = page.content.decode()
    assert "You have an application called “Our own idea”" in said
    assert "A group leads one application in a round" in said
    assert "Typed with care" in said
    assert not led.partners.filter(is_lead=False).exists()

    answer = client.post(url, {"into": led.reference})
    assert answer.url == led.get_absolute_url()
    led.refresh_from_db()
    assert (led.title, led.partnership) == ("Our own idea", partnership)
    theirs = led.partners.get(is_lead=False)
    assert (theirs.organisation, theirs.tasks) == (giving, "Volunteers for anything: 1 volunteer")
    assert [row.to_address for row in OutboxMessage.objects.filter(kind=PARTNERS)] == [
        other_owner.email
    ]
    assert client.post(url, {"into": led.reference}).url == led.get_absolute_url()
    assert led.partners.count() == 2


def test_nobody_invites_partners_to_what_others_lead(client):
    partnership, ((asking, owner), _other) = partners()
    round = open_round()
    group, stranger = group_with()
    others = services.start(round_id=round.pk, organisation=group, title="T", actor=stranger)
    sign_in(client, owner, "code")
    url = address_of(round, partnership, asking)
    for named in (others.reference, "CF-XXXX-XXXX"):
        assert client.post(url, {"into": named}).status_code == 404
    assert others.partners.count() == 1


def test_without_a_partnership_a_group_is_told_that_it_leads_one_already(client):
    group, owner = group_with()
    round = open_round()
    services.start(round_id=round.pk, organisation=group, title="The first", actor=owner)
    sign_in(client, owner, "code")
    url = reverse("collaboration_fund:apply", args=[round.slug])
    page = client.post(url, {"organisation": group.pk, "title": "The second"}, follow=True)
    assert "A group leads one application in a round" in page.content.decode()
    assert Application.objects.get().title == "The first"
