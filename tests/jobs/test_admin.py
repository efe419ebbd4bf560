"""What officers see of background jobs, and the one thing they can do."""

import pytest
from django.contrib.auth.models import Permission

from jobs import services
from jobs.models import JobState
from messaging import readers
from messaging.readers import of_all
from people.models import User
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.officers.pages import act_on_many

pytestmark = pytest.mark.django_db

LIST = "/admin/jobs/backgroundjob/"


@pytest.fixture
def job(monkeypatch):
    monkeypatch.setattr(services, "_work", {"test-work": lambda work: {}})
    officer = OfficerFactory()
    return services.ask_for(kind="test-work", about=f"thing:{officer.pk}", actor=officer)


@pytest.fixture(autouse=True)
def things(monkeypatch):
    """Accounts stand for the things that jobs are about; who may view them may follow the jobs."""
    monkeypatch.setattr(readers, "_readable", {"thing": of_all(User, "people.view_user")})


def officer(client, *codenames):
    officer = OfficerFactory()
    may = (*codenames, "view_user")
    officer.user_permissions.set(Permission.objects.filter(codename__in=may))
    sign_in_officer(client, officer)


def cancel(client, job):
    return act_on_many(client, LIST, "cancel", job)


def test_an_officer_who_may_cancels_a_job(client, job):
    officer(client, "view_backgroundjob", "change_backgroundjob")
    assert job.about in client.get(LIST).content.decode()
    cancel(client, job)
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert "ended already" in cancel(client, job).content.decode()


def test_a_job_about_what_one_may_not_run_is_not_shown(client, job, monkeypatch):
    officer(client, "view_backgroundjob", "change_backgroundjob")
    monkeypatch.setattr(readers, "_readable", {})
    assert job.about not in client.get(LIST).content.decode()
    cancel(client, job)
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_one_who_may_only_look_is_not_offered_it(client, job):
    officer(client, "view_backgroundjob")
    cancel(client, job)
    job.refresh_from_db()
    assert job.state == JobState.WAITING
