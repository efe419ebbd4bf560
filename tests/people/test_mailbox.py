"""The mailbox: everything in a demonstration, nothing anywhere else."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from people import demo
from people.models import User
from people.roles import FUND_OFFICER, HUB_OFFICER, PANELS_OFFICER, RECRUITMENT_OFFICER
from tests.people.demo_urls import urlpatterns_where

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_demo_mode(settings):
    settings.ROOT_URLCONF = "tests.people.demo_urls"


def an_email(to="home@demo.example", **fields) -> OutboxMessage:
    return OutboxMessage.objects.create(
        **{
            "key": f"test:{OutboxMessage.objects.count()}",
            "kind": "people.code",
            "to_address": to,
            "subject": "Demo subject",
            "text": "Read http://127.0.0.1:8000/panels/ now",
            "give_up_at": timezone.now(),
        }
        | fields
    )


def test_the_mailbox_is_an_address_of_demo_mode_only(client):
    names = {
        demo: {str(pattern.pattern) for pattern in urlpatterns_where(demo=demo)}
        for demo in (True, False)
    }
    assert names[True] - names[False] == {"mailbox/"}
    assert client.get("/mailbox/").status_code == 404
    with pytest.raises(NoReverseMatch):
        reverse("mailbox")


@pytest.mark.usefixtures("in_demo_mode")
def test_the_newest_email_is_first_and_search_finds_an_address(client):
    an_email("old@demo.example", subject="First")
    an_email("new@demo.example", subject="Second")

    body = client.get("/mailbox/").content.decode()
    assert body.index("Second") < body.index("First")
    body = client.get("/mailbox/?q=OLD@").content.decode()
    assert "First" in body
    assert "Second" not in body


@pytest.mark.usefixtures("in_demo_mode")
def test_many_emails_come_in_pages_with_as_many_queries(client, django_assert_max_num_queries):
    for number in range(30):
        an_email(subject=f"Number {number}.")
    with django_assert_max_num_queries(4):
        first = client.get("/mailbox/").content.decode()
    assert "Number 29." in first
    assert "Number 1." not in first
    assert "Number 1." in client.get("/mailbox/?page=2").content.decode()


@pytest.mark.usefixtures("in_demo_mode")
def test_an_email_is_shown_harmless_with_links_and_attachments(client):
    email = an_email(
        text="Read http://127.0.0.1:8000/panels/ <b>now</b>",
        html="<!doctype html><title>x</title><script>alert(1)</script>",
        attachments=[
            {"name": "session.ics", "content": "BEGIN:VCALENDAR", "type": "text/calendar"}
        ],
    )

    body = client.get(f"/mailbox/{email.pk}/").content.decode()
    assert 'href="http://127.0.0.1:8000/panels/"' in body
    assert "&lt;b&gt;now" in body
    framed = client.get(f"/mailbox/{email.pk}/html/")
    assert "script-src" not in framed["Content-Security-Policy"]
    assert "default-src 'none'" in framed["Content-Security-Policy"]
    assert "sandbox" in framed["Content-Security-Policy"]
    assert framed["X-Frame-Options"] == "SAMEORIGIN"
    file = client.get(f"/mailbox/{email.pk}/attachments/0/")
    assert file.content == b"BEGIN:VCALENDAR"
    assert file["Content-Disposition"] == 'attachment; filename="session.ics"'
    assert client.get(f"/mailbox/{email.pk}/attachments/1/").status_code == 404


@pytest.mark.usefixtures("in_demo_mode")
def test_anyone_signs_in_as_the_demo_officer_with_what_the_mailbox_shows(client):
    demo.seed()
    code = client.get("/mailbox/").context["officers"][0]["code"]
    assert code in client.get("/mailbox/").content.decode()

    asked = client.post(
        "/account/staff/", {"login": demo.OFFICER_EMAIL, "password": demo.OFFICER_PASSWORD}
    )
    landed = client.post(asked.url, {"code": code})

    assert landed.url == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_seeding_twice_makes_the_demo_people_once():
    first, second = demo.seed(), demo.seed()
    assert first == second
    assert User.objects.filter(is_demo=True).count() == User.objects.count() == 3
    resident, officer = second
    assert not resident.has_usable_password()
    names = set(officer.groups.values_list("name", flat=True))
    assert names == {FUND_OFFICER, HUB_OFFICER, PANELS_OFFICER, RECRUITMENT_OFFICER}
    assert officer.authenticator_set.count() == 1
    assert not officer.is_superuser


def test_demo_people_are_refused_in_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(ImproperlyConfigured):
        demo.seed()
    assert not User.objects.exists()
