"""A person's page: everything that this officer may read of them, and nothing else."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from messaging.services import opt_out
from people import roles
from people.models import User
from people.services import person_of_caller
from recruitment.models import Application
from recruitment.services.panel import has_read_names
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.recruitment import RoundFactory, start
from tests.factories.taskforce import MemberFactory

pytestmark = pytest.mark.django_db


def page_of(person: User) -> str:
    return reverse("admin:people_user_change", args=[person.pk])


def sections(client, person: User) -> dict[str, list]:
    """The lines of the person's page, by heading."""
    found = client.get(page_of(person)).context["sections"]
    return {str(section.words): list(section.lines) for section in found}


@pytest.fixture
def known():
    """Somebody with one of everything."""
    person = ResidentFactory(name="Demo Known", telephone="01582000001")
    RegistrationFactory(person=person, session=SessionFactory(title="The coming one"))
    RegistrationFactory(person=person, state="withdrawn")
    start(RoundFactory(), person)
    MemberFactory(person=person)
    return person


def test_a_panels_officer_reads_what_is_theirs_and_no_application(client, known):
    registration = known.registrations.get(state="confirmed")
    OutboxMessageFactory(
        recipient=known.reference,
        about=f"registration:{registration.pk}",
        subject="Kept",
        state="failed",
    )
    application = Application.objects.get()
    OutboxMessageFactory(
        recipient=known.reference, about=f"application:{application.pk}", subject="Applied"
    )
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    found = sections(client, known)
    assert [line.words for line in found["Registered for"]] == ["The coming one"]
    assert [line.words for line in found["What they were told"]] == ["Kept"]
    assert found["What they were told"][0].state == ("failed", "Failed")
    assert len(found["Withdrew from, or lost the place at"]) == 1
    assert not found.keys() & {"Applied for", "Member of the Taskforce"}


def test_a_recruitment_officer_reads_applications_and_terms_and_no_registration(client, known):
    sign_in_officer(client, officer_of(roles.RECRUITMENT_OFFICER))
    found = sections(client, known)
    assert len(found["Applied for"]) == len(found["Member of the Taskforce"]) == 1
    assert "not named in public" in found["Member of the Taskforce"][0].said
    assert "Registered for" not in found


def test_who_scores_in_a_round_does_not_read_who_applied_there(client):
    officer = officer_of(roles.RECRUITMENT_OFFICER)
    person = officer_of(roles.PANELS_OFFICER)
    mine, other = RoundFactory(), RoundFactory()
    for round in (mine, other):
        start(round, person)
    mine.assessment.assessors.create(person=officer)
    sign_in_officer(client, officer)
    assert [line.words for line in sections(client, person)["Applied for"]] == [str(other)]


def test_that_an_application_was_shown_is_a_reading_of_it(client, known):
    officer = officer_of(roles.RECRUITMENT_OFFICER)
    round = Application.objects.get().round
    assert not has_read_names(officer, round)
    sign_in_officer(client, officer)
    client.get(page_of(known))
    assert has_read_names(officer, round)
    read = LogEntry.objects.get_for_object(known).get(action=LogEntry.Action.ACCESS)
    assert (read.actor, read.additional_data["what"]) == (officer, "person's record")


def test_the_page_says_how_they_came_in_and_what_they_do_not_want(client):
    caller = person_of_caller(name="Demo Caller", telephone="01582 000002")
    opt_out(caller.reference, "panels.reminder")
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    for person, said in (
        (caller, "An officer entered them."),
        (ResidentFactory(), "With an account."),
        (ResidentFactory(verified=False), "Nobody has shown yet"),
    ):
        page = client.get(page_of(person)).content.decode()
        assert said in page
        assert ("Reminders a week and a day before" in page) == (person == caller)


def test_every_link_of_the_record_opens(client, known):
    for role in (roles.PANELS_OFFICER, roles.RECRUITMENT_OFFICER, roles.DATA_PROTECTION):
        sign_in_officer(client, officer_of(role))
        links = [line.url for lines in sections(client, known).values() for line in lines]
        assert [client.get(link).status_code for link in links if link] == [200] * len(links)


def test_thirty_of_everything_take_as_many_statements_as_one(client):
    person, round = ResidentFactory(), RoundFactory()

    def more(times: int) -> None:
        for _number in range(times):
            walk_in = RegistrationFactory(person=person)
            OutboxMessageFactory(
                recipient=person.reference, about=f"registration:{walk_in.pk}", state="sent"
            )
            Application.objects.filter(pk=start(round, person).pk).update(state="withdrawn")
            MemberFactory(person=person, state="ended")

    officer = officer_of(roles.RECRUITMENT_OFFICER)
    officer.groups.add(*officer_of(roles.PANELS_OFFICER).groups.all())
    sign_in_officer(client, officer)
    counts = []
    for times in (1, 29):
        more(times)
        client.get(page_of(person))
        with CaptureQueriesContext(connection) as queries:
            found = sections(client, person)
        counts.append(len(queries))
    assert {len(lines) for lines in found.values()} == {30}
    assert counts[0] == counts[1]


def test_lists_and_titles_say_people(client):
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    home = client.get(reverse("admin:index")).content.decode()
    assert ">People</a>" in home
    assert "Users" not in home
    assert client.get(reverse("admin:people_user_changelist")).context["title"] == "People"
