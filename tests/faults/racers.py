"""Races for places by real processes, on the database that DATABASE_URL names.

Run as `python -m tests.faults.racers NAME ARGUMENT…`; prints one line of JSON.
"""

import json
import multiprocessing
import sys
import time
import traceback
from collections import Counter
from datetime import timedelta

import django

django.setup()

from django.db import connections, transaction  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import timezone  # noqa: E402

from core.refusal import Refusal  # noqa: E402
from messaging.models import OutboxMessage  # noqa: E402
from panels import services  # noqa: E402
from panels.models import Programme, Registration, Session, Topic  # noqa: E402
from panels.registering import session_register  # noqa: E402
from people.models import User  # noqa: E402
from programme.models import Theme  # noqa: E402

fork = multiprocessing.get_context("fork")


def new_session(**fields) -> Session:
    """A session in forty days that is open for registration."""
    theme, _ = Theme.objects.get_or_create(slug="demo", defaults={"title": "Demo"})
    topic, _ = Topic.objects.get_or_create(slug="demo", defaults={"title": "Demo", "theme": theme})
    today = timezone.localdate()
    programme, _ = Programme.objects.get_or_create(
        title="Demo", defaults={"starts_on": today, "ends_on": today + timedelta(days=365)}
    )
    starts_at = timezone.now() + timedelta(days=40)
    return Session.objects.create(
        programme=programme,
        topic=topic,
        slug=f"race-{Session.objects.count()}",
        title="Race",
        summary="Race",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        registration_opens_at=timezone.now() - timedelta(days=1),
        registration_closes_at=starts_at,
        online_link="https://meet.demo.example/race",
        state="published",
        **fields,
    )


def new_people(number: int) -> list[User]:
    """That many residents."""
    start = User.objects.count()
    people = [
        User(email=f"racer{n}@demo.example", name="Demo Racer", password="!")
        for n in range(start, start + number)
    ]
    return User.objects.bulk_create(people)


def together(act, shares) -> Counter:
    """Run `act` on each share in a process of its own, all at the same moment; what came of it."""
    connections.close_all()
    barrier = fork.Barrier(len(shares))
    answers = fork.SimpleQueue()

    def run(share):
        outcomes = Counter()
        barrier.wait()
        for item in share:
            try:
                outcomes[act(item)] += 1
            except Exception:
                outcomes[traceback.format_exc()[-600:]] += 1
        connections.close_all()
        answers.put(outcomes)

    processes = [fork.Process(target=run, args=(share,)) for share in shares]
    for process in processes:
        process.start()
    total = sum((answers.get() for _ in processes), Counter())
    for process in processes:
        process.join()
    return total


def post_for(session):
    """Post the last page of registering for one person; the status of the answer."""
    factory = RequestFactory()

    def post(person):
        request = factory.post("/", {"access_needs": ""})
        request.user, request.session = person, {}
        session_register(request, slug=session.slug)
        return session_register(request, slug=session.slug, step="check").status_code

    return post


def state_of(session) -> dict:
    states = session.registrations.values_list("state", flat=True)
    session.refresh_from_db()
    return {"states": Counter(states), "taken": session.taken}


def places(processes: str, tries: str) -> dict:
    """Everybody for 30 places."""
    session, tries = new_session(capacity=30), int(tries)
    people = new_people(int(processes) * tries)
    shares = [people[n : n + tries] for n in range(0, len(people), tries)]
    return {"answers": together(post_for(session), shares), **state_of(session)}


def unguarded(processes: str, tries: str) -> dict:
    """The same, counted first and inserted after, as many portals do: the control."""
    session, tries = new_session(capacity=30), int(tries)
    people = new_people(int(processes) * tries)
    shares = [people[n : n + tries] for n in range(0, len(people), tries)]

    def count_then_insert(person):
        if session.registrations.filter(state="confirmed").count() < session.capacity:
            Registration.objects.create(session=session, person=person, state="confirmed")
        return 302

    return {"answers": together(count_then_insert, shares), **state_of(session)}


def same_person(processes: str) -> dict:
    """One person clicks in as many windows at once."""
    session = new_session(capacity=30)
    (person,) = new_people(1)
    answers = together(post_for(session), [[person]] * int(processes))
    emails = OutboxMessage.objects.filter(recipient=person.reference).count()
    return {"answers": answers, "emails": emails, **state_of(session)}


def behind_a_lock(people: str, seconds: str) -> dict:
    """Everybody sends in the last second, behind somebody who holds the session's row longer."""
    session = new_session(capacity=None)
    people = new_people(int(people))
    closes = timezone.now() + timedelta(seconds=2)
    Session.objects.filter(pk=session.pk).update(registration_closes_at=closes)

    def act(person):
        if person is None:
            with transaction.atomic():
                Session.objects.select_for_update().get(pk=session.pk)
                time.sleep(float(seconds))
            return "released"
        time.sleep(0.5)
        services.register(session_id=session.pk, person=person, actor=person)
        return "in time"

    answers = together(act, [[None], *([person] for person in people)])
    late = new_people(1)[0]
    try:
        services.register(session_id=session.pk, person=late, actor=late)
    except Refusal as refusal:
        answers[refusal.code] += 1
    return {"answers": answers, **state_of(session)}


def withdrawals(waiting: str, leaving: str) -> dict:
    """As many leave at once while others wait; who got the places, by their place in line."""
    session = new_session(capacity=int(leaving))
    people = new_people(int(leaving) + int(waiting))
    registrations = [
        services.register(session_id=session.pk, person=person, actor=person) for person in people
    ]
    leaving, queue = registrations[: int(leaving)], registrations[int(leaving) :]

    def leave(registration):
        return services.withdraw(registration_id=registration.pk, actor=registration.person).state

    answers = together(leave, [[registration] for registration in leaving])
    promoted = set(
        Registration.objects.filter(session=session, state="confirmed").values_list("pk", flat=True)
    )
    given = OutboxMessage.objects.filter(
        key__startswith="panels.place-given",
        recipient__in=[registration.person.reference for registration in queue],
    )
    return {
        "answers": answers,
        "promoted": [n for n, registration in enumerate(queue) if registration.pk in promoted],
        "emails": given.count(),
        **state_of(session),
    }


if __name__ == "__main__":
    race = {f.__name__: f for f in (places, unguarded, same_person, behind_a_lock, withdrawals)}[
        sys.argv[1]
    ]
    print(json.dumps(race(*sys.argv[2:])))  # noqa: T201
