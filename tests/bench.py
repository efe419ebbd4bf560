"""Measure what is claimed to be fast: `make bench`.

Runs on the throwaway PostgreSQL that DATABASE_URL names, filled with the demonstration. A figure
is a median of one process on this machine; machines differ, so compare figures of one run.
"""

import statistics
import time

import django

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.template.loader import render_to_string  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from panels import services  # noqa: E402
from panels.forms import NewcomerForm  # noqa: E402
from panels.models import Registration, Session  # noqa: E402
from people.models import User  # noqa: E402
from tests import bench_selection  # noqa: E402
from tests.factories.people import OfficerFactory, sign_in_officer  # noqa: E402

REPEATS = 30


def milliseconds(act, repeats: int = REPEATS) -> float:
    """The median time of one call of `act`, in milliseconds."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def say(what: str, figure: str) -> None:
    print(f"{what:<58}{figure:>20}")  # noqa: T201


def pages() -> None:
    """Public pages when warm: time and SQL statements."""
    client = Client()
    session = Session.objects.public().ahead().first()
    for url in (
        "/",
        "/panels/",
        session.get_absolute_url(),
        "/panels/results/",
        "/panels/feed.ics",
        "/api/v1/sessions/",
    ):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
            statements = len(captured)
        took = milliseconds(lambda url=url: client.get(url))
        say(f"GET {url[:50]}", f"{took:.1f} ms, {statements} SQL")


def registrations() -> None:
    """Registering 100 residents one after the other, emails and reminders written."""
    session = Session.objects.open_for_registration().filter(capacity=None).first()
    people = iter(
        User.objects.bulk_create(
            User(email=f"bench{n}@demo.example", name="Demo Bench", password="!")
            for n in range(100)
        )
    )

    def register():
        person = next(people)
        services.register(session_id=session.pk, person=person, actor=person)

    say("registering one resident", f"{milliseconds(register, 100):.1f} ms")


def forms() -> None:
    """One form of three fields."""
    form = NewcomerForm()
    fields = len(form.fields)
    took = milliseconds(lambda: str(form)) / fields
    say("rendering one field", f"{took:.2f} ms")
    took = milliseconds(lambda: render_to_string("components/footer.html"))
    say("rendering the footer", f"{took:.2f} ms")


def officers_home() -> None:
    """The officers' home, its search and the year's numbers in a full town."""
    residents, places = 100_000, 200_000
    before = User.objects.order_by("-pk").first().pk
    User.objects.bulk_create(
        (
            User(
                email=f"town{n}@demo.example",
                name=f"Demo {n}",
                name_compared=f"demo {n}",
                password="!",
            )
            for n in range(residents)
        ),
        batch_size=5_000,
    )
    people = list(User.objects.filter(pk__gt=before).values_list("pk", flat=True))
    sessions = list(Session.objects.values_list("pk", flat=True))
    # Each resident at two sessions.
    pairs = (
        (people[n % residents], sessions[(n + n // residents) % len(sessions)])
        for n in range(places)
    )
    Registration.objects.bulk_create(
        (
            Registration(
                person_id=person, session_id=session, state="confirmed", attendance="attended"
            )
            for person, session in pairs
        ),
        batch_size=5_000,
        ignore_conflicts=True,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    client, officer = Client(), OfficerFactory(is_superuser=True)
    sign_in_officer(client, officer)
    say("residents, registrations", f"{User.objects.count():,}, {Registration.objects.count():,}")
    for url in ("/admin/", "/admin/search/?q=demo+99999", "/admin/panels/session/numbers/"):
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url).status_code == 200
            statements = len(captured)
        took = milliseconds(lambda url=url: client.get(url), 10)
        say(f"GET {url[:50]}", f"{took:.1f} ms, {statements} SQL")


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    call_command("load_reference")
    start = time.perf_counter()
    call_command("seed_demo")
    say("seeding the demonstration", f"{time.perf_counter() - start:.1f} s")
    pages()
    registrations()
    forms()
    officers_home()
    bench_selection.draws(say)
