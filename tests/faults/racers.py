"""Races for places by real processes, on the database that DATABASE_URL names."""

import multiprocessing
import time
import traceback
from collections import Counter
from datetime import timedelta

from django.db import connections, transaction
from django.test import RequestFactory
from django.utils import timezone

from core.refusal import Refusal
from messaging.models import OutboxMessage
from panels import services
from panels.models import Programme, Registration, Session, Topic
from panels.views.registering import session_register
from people.models import User
from programme.models import Theme

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


def places(processes: int, tries: int) -> dict:
    """Everybody for 30 places."""
    session = new_session(capacity=30)
    people = new_people(processes * tries)
    shares = [people[n : n + tries] for n in range(0, len(people), tries)]
    return {"answers": together(post_for(session), shares), **state_of(session)}


def unguarded(processes: int, tries: int) -> dict:
    """The same, counted first and inserted after, as many portals do: the control."""
    session = new_session(capacity=30)
    people = new_people(processes * tries)
    shares = [people[n : n + tries] for n in range(0, len(people), tries)]

    def count_then_insert(person):
        if session.registrations.filter(state="confirmed").count() < session.capacity:
            Registration.objects.create(session=session, person=person, state="confirmed")
        return 302

    return {"answers": together(count_then_insert, shares), **state_of(session)}


def groups(groups: int, processes: int, tries: int) -> dict:
    """Officers hold five places each for a group, and everybody registers, for 30 places; then two
    in each process want each of the places held for one more group.
    """
    session = new_session(capacity=30)
    officer = User.objects.create(email="holder@demo.example", is_staff=True, is_superuser=True)
    people = new_people(processes * tries)
    until = session.registration_closes_at

    def act(one):
        if isinstance(one, User):
            return services.register(session_id=session.pk, person=one, actor=one).state
        held = {"name": f"Group {one}", "places": 5, "until": until}
        try:
            return services.hold_for_group(session_id=session.pk, actor=officer, **held).state
        except Refusal as refusal:
            return refusal.code

    shares = [[number] for number in range(groups)]
    shares += [people[n : n + tries] for n in range(0, len(people), tries)]
    answers = together(act, shares)
    held = sum(hold.left for hold in session.group_holds.open())
    return {"answers": answers, "held": held, **state_of(session)}


def one_group(processes: int) -> dict:
    """Two people in each process for the three places that are held for their group."""
    session = new_session(capacity=30)
    officer = User.objects.create(email="holder@demo.example", is_staff=True, is_superuser=True)
    people = new_people(processes * 2)
    hold = services.hold_for_group(
        session_id=session.pk,
        actor=officer,
        name="Group",
        places=3,
        until=session.registration_closes_at,
    )

    def act(person):
        asked = {"session_id": session.pk, "person": person, "actor": officer}
        try:
            return services.register(**asked, group_hold_id=hold.pk).state
        except Refusal as refusal:
            return refusal.code

    shares = [people[n : n + 2] for n in range(0, len(people), 2)]
    return {"answers": together(act, shares), **state_of(session)}


def same_person(processes: int) -> dict:
    """One person clicks in as many windows at once."""
    session = new_session(capacity=30)
    (person,) = new_people(1)
    answers = together(post_for(session), [[person]] * processes)
    emails = OutboxMessage.objects.filter(recipient=person.reference).count()
    return {"answers": answers, "emails": emails, **state_of(session)}


def behind_a_lock(people: int, seconds: float) -> dict:
    """Everybody sends in the last second, behind somebody who holds the session's row longer."""
    session = new_session(capacity=None)
    people = new_people(people)
    closes = timezone.now() + timedelta(seconds=2)
    Session.objects.filter(pk=session.pk).update(registration_closes_at=closes)

    def act(person):
        if person is None:
            with transaction.atomic():
                Session.objects.select_for_update().get(pk=session.pk)
                time.sleep(seconds)
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


def withdrawals(waiting: int, leaving: int) -> dict:
    """As many leave at once while others wait; who got the places, by their place in line."""
    session = new_session(capacity=leaving)
    people = new_people(leaving + waiting)
    registrations = [
        services.register(session_id=session.pk, person=person, actor=person) for person in people
    ]
    leaving, queue = registrations[:leaving], registrations[leaving:]

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
