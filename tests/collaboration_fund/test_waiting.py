"""What waits for a group's people, and how many statements that and their page take."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from organisations import registry
from tests.collaboration_fund.test_accepting import change_line
from tests.collaboration_fund.test_own_pages import url, words
from tests.factories.fund import moved, open_round, together
from tests.factories.organisations import DocumentFactory, MembershipFactory, group_with
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def test_what_waits_for_a_group_stands_on_its_own_page(client):
    made = together(accepted=False)
    for person, said in ((made.owner, "accept your part"), (made.lead, "Send the application")):
        client.force_login(person)
        assert said in words(client.get(reverse("my_organisations:home")))
    made.accepted()
    made.sent()
    for person in (made.owner, made.lead):
        client.force_login(person)
        assert "Tea for all" not in words(client.get(reverse("my_organisations:home")))


def test_what_waits_takes_as_many_statements_for_any_number_of_applications():
    person, counts = ResidentFactory(), set()
    groups = []
    for rows in (1, 2, 4):
        for _row in range(rows):
            made = together()
            made.sent()
            made.say("new", "We share two kitchens.")
            change_line(made, pence=60_000)
            for group in (made.application.lead, made.partner.organisation):
                MembershipFactory(organisation=group, person=person, role="owner")
                groups.append(group)
        with CaptureQueriesContext(connection) as queries:
            found = registry.waits_for(person, groups)
        fund = [one for one in found if "Tea for all" in one.words]
        assert len(fund) == len(groups)
        counts.add(len(queries))
    assert len(counts) == 1


CHANGES = {
    "answers": lambda made: made.say("new", "We share two kitchens."),
    "budget": lambda made: change_line(made, pence=60_000),
    "title": lambda made: services.change_title(
        application_id=made.application.pk,
        actor=made.lead,
        title="Tea for everybody",
        priorities=[*made.application.priorities.all()],
    ),
    "areas": lambda made: services.change_title(
        application_id=made.application.pk, actor=made.lead, title="Tea for all", priorities=[]
    ),
    "tasks": lambda made: services.describe(
        partner_id=made.partner.pk, actor=made.lead, role="Cooks", tasks="Cooks every day."
    ),
    "a partner more": lambda made: services.invite(
        application_id=made.application.pk, organisation=group_with()[0], actor=made.lead
    ),
    "a partner less": lambda made: services.withdraw_partner(
        partner_id=made.partner.pk, actor=made.owner
    ),
    "a document": lambda made: DocumentFactory(organisation=made.application.lead),
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_was_changed_since_it_was_sent_waits_to_be_sent(client, what):
    round = open_round()
    made = together(round)
    made.sent()
    round.documents.create(what="governing")
    client.force_login(made.lead)
    home = reverse("my_organisations:home")
    assert "Send your changes" not in words(client.get(home))
    CHANGES[what](made)
    assert "Send your changes" in words(client.get(home))


@pytest.mark.parametrize("form", ["cio", "community"])
def test_the_page_takes_as_many_statements_for_any_number_of_partners(client, form):
    made, counts = together(form=form, accepted=form == "cio"), {}
    pk, lead = made.application.pk, made.lead
    made.partner.organisation.committee.create(name="Demo Chair")
    groups = 2
    for most in (2, 4, 20):
        while groups < most:
            group, _owner = group_with(form=form)
            group.committee.create(name="Demo Chair")
            partner = services.invite(
                application_id=pk, organisation=group, actor=lead, role="Helps", tasks="Helps."
            )
            services.add_lines(
                application_id=pk,
                actor=lead,
                partner=partner,
                category="rooms",
                source="grant",
                what="Rent",
                pence={1: 10_000},
            )
            groups += 1
        for person in (lead, made.owner):
            client.force_login(person)
            client.get(url(made))
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url(made)).status_code == 200
            counts.setdefault(person, set()).add(len(queries))
    assert {len(found) for found in counts.values()} == {1}, counts


def test_a_part_waits_through_the_five_days_after_the_closing(client):
    made = together(open_round(accept_by="five-days"), accepted=False)
    made.sent()
    stage = made.application.entry.stage
    home = reverse("my_organisations:home")
    for closed, waits in ((timedelta(minutes=1), True), (timedelta(days=20), False)):
        now = timezone.now()
        moved(stage, opens_at=now - timedelta(days=40), closes_at=now - closed)
        client.force_login(made.owner)
        assert ("accept your part" in words(client.get(home))) is waits
        client.force_login(made.lead)
        assert "Tea for all" not in words(client.get(home))
