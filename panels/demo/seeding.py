"""Writes the demo programme, its residents and their registrations through the services.

What is past is registered for while it lies ahead and then moved back in time, since no service
lets anyone register for yesterday.
"""

import random
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify

from core.luton import LUTON
from messaging.models import Due, OutboxMessage
from panels import services
from panels.demo import programme as words
from panels.models import AccessProvision, Programme, Session, Topic
from people.models import User
from people.services import person_for
from places.models import PostcodeWard, Venue
from programme.models import Theme

TITLE = "Demo citizen panel programme"
RESIDENTS = 300
SESSIONS = 38
FIRST_DAY, DAYS_BETWEEN = -120, 9
FEW = 12
CAPACITIES = (20, 24, 30, None, FEW)
STARTS = (time(10, 0), time(13, 30), time(18, 0), time(18, 30))
LATER = timedelta(days=400)
WHEN = ("starts_at", "ends_at", "registration_opens_at", "registration_closes_at")


@transaction.atomic
def seed(*, officer: User, resident: User) -> None:
    """Write the demo programme once; a second call finds it and does nothing.

    Args:
        officer: publishes, marks attendance and reports.
        resident: gets a place, a place in a queue and a past session of their own.
    """
    if Programme.objects.filter(title=TITLE).exists():
        return
    chance = random.Random(2040)  # noqa: S311 - the same demo for everyone, nothing secret
    past, ahead = _sessions(chance)
    people = _residents()
    for session in past + ahead:
        services.publish_session(
            session_id=session.pk, actor=officer, late_reason="A demonstration starts today."
        )
        _register(session, chance.sample(people, chance.randint(8, 22)))
    _register(past[-1], [resident])
    _register(ahead[1], [resident])
    full = next(session for session in ahead[2:] if session.capacity == FEW)
    _register(full, chance.sample(people, 16))
    _register(full, [resident])
    for session in past:
        _hold(session, officer, chance)
    _hold_for_a_group(next(one for one in ahead[2:] if one.capacity is None), officer)
    OutboxMessage.objects.exclude(recipient=resident.reference).delete()
    Due.objects.filter(due_at__lte=timezone.now()).update(state=Due.State.CANCELLED)


def _sessions(chance) -> tuple[list[Session], list[Session]]:
    """Two lists of drafts: those to be moved into the past, and those ahead."""
    year = Programme.objects.create(
        title=TITLE,
        starts_on=timezone.localdate() + timedelta(days=FIRST_DAY - 30),
        ends_on=timezone.localdate() + timedelta(days=FIRST_DAY + 364),
        is_demo=True,
    )
    provisions = [
        AccessProvision.objects.create(slug=slug, title_en=en, title_ur=ur, order=order)
        for order, (slug, (en, ur)) in enumerate(words.PROVISIONS.items())
    ]
    venues = list(Venue.objects.filter(is_demo=True).order_by("name"))
    chance.shuffle(venues)
    questions = _questions()
    sessions = _launch_day(year, questions[-1][0])
    for number in range(SESSIONS):
        topic, en, ur, outcome = questions[number % len(questions)]
        online = number % 9 == 4
        session = _draft(
            programme=year,
            topic=topic,
            title=(en, ur),
            starts=_at(FIRST_DAY + number * DAYS_BETWEEN, chance.choice(STARTS)),
            hours=2,
            venue=None if online else venues[number % len(venues)],
            online_link=f"https://meet.demo.example/{number}" if number % 6 == 4 or online else "",
            capacity=CAPACITIES[number % len(CAPACITIES)],
            outcome=outcome,
        )
        session.provisions.set(chance.sample(provisions, chance.randint(1, 3)))
        sessions.append(session)
    long_after = timezone.now() + LATER / 2
    past = [session for session in sessions if session.starts_at > long_after]
    return past, [session for session in sessions if session.starts_at <= long_after]


def _questions() -> list[tuple]:
    """(topic, English, Urdu, outcome) of every question, topics taking turns."""
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    first, second = [], []
    for theme, slug, title, title_ur, asked, outcome in words.TOPICS:
        topic = Topic.objects.create(
            slug=slug,
            title_en=title,
            title_ur=title_ur,
            summary_en=words.SUMMARY,
            summary_ur=words.SUMMARY_UR,
            theme=themes[theme],
            is_demo=True,
        )
        first.append((topic, *asked[0], outcome))
        second.append((topic, *asked[1], outcome))
    return first + second


def _launch_day(year, topic) -> list[Session]:
    """A past Wednesday shaped like the Taskforce's launch of 17 November 2021, at its venue."""
    day = FIRST_DAY - 3
    wednesday = day - (timezone.localdate() + timedelta(days=day)).weekday() + 2
    venue = Venue.objects.get(name="Venue Central")
    common = {"programme": year, "topic": topic, "venue": venue, "capacity": None}
    morning = _draft(
        title=("Demo launch day: the voice in the room", "افتتاحی دن: سب کی آواز"),
        starts=_at(wednesday, time(9, 30)),
        hours=3,
        outcome="What people said in the room is the first draft of the Taskforce's agenda.",
        **common,
    )
    afternoon = _draft(
        title=("Demo launch day: funding for community groups", "افتتاحی دن: تنظیموں کے لیے فنڈ"),
        starts=_at(wednesday, time(13, 0)),
        hours=1,
        outcome="Community groups asked for a simple form and one that they can fill in together.",
        audience=("Voluntary and community groups; everyone is welcome", words.AUDIENCE_UR),
        **common,
    )
    return [morning, afternoon]


def _at(day: int, clock: time) -> datetime:
    """`clock` in Luton, `day` days from today; what is past already, 400 days later."""
    date = timezone.localdate() + timedelta(days=day)
    if day <= 0:
        date += LATER
    return datetime.combine(date, clock, tzinfo=LUTON)


def _draft(*, title, starts, hours, audience=(words.AUDIENCE, words.AUDIENCE_UR), **fields):
    held_on = starts - LATER if starts > timezone.now() + LATER / 2 else starts
    return Session.objects.create(
        slug=slugify(f"{title[0]} {held_on:%d %b %Y}"),
        title_en=title[0],
        title_ur=title[1],
        summary_en=words.SUMMARY,
        summary_ur=words.SUMMARY_UR,
        expect_en=words.EXPECT,
        expect_ur=words.EXPECT_UR,
        audience_en=audience[0],
        audience_ur=audience[1],
        host="Demo Social Justice Unit",
        starts_at=starts,
        ends_at=starts + timedelta(hours=hours),
        registration_opens_at=timezone.now() - timedelta(days=1),
        registration_closes_at=starts - timedelta(hours=1),
        is_demo=True,
        **fields,
    )


def _residents() -> list[User]:
    """Invented residents, spread over the wards by the sample postcodes."""
    postcodes = list(PostcodeWard.objects.filter(is_sample=True).values_list("pk", flat=True))
    people = [
        person_for(
            email=f"resident{number}@demo.example",
            name=f"Demo Resident {number}",
            postcode=postcodes[number % len(postcodes)],
        )
        for number in range(1, RESIDENTS + 1)
    ]
    User.objects.filter(pk__in=[person.pk for person in people]).update(is_demo=True)
    return people


def _register(session, people) -> None:
    for person in people:
        services.register(session_id=session.pk, person=person, actor=person)


def _hold_for_a_group(session, officer) -> None:
    services.hold_for_group(
        session_id=session.pk,
        actor=officer,
        name="Demo youth club",
        places=6,
        until=session.registration_closes_at,
    )


def _hold(session, officer, chance) -> None:
    """Move a session 400 days back, mark who came, and report it."""
    Session.objects.filter(pk=session.pk).update(**{name: F(name) - LATER for name in WHEN})
    session.refresh_from_db()
    for registration in session.registrations.select_related("person"):
        came = chance.random() < 0.8
        services.mark_attendance(
            registration_id=registration.pk,
            attendance="attended" if came else "absent",
            actor=officer,
        )
        if came and chance.random() < 0.3:
            services.give_feedback(
                registration_id=registration.pk,
                values={
                    "heard": chance.choice(("partly", "well", "well", "very-well")),
                    "next-step": "Tell us in three months what has changed.",
                    "may-quote": ["yes"],
                },
                language=registration.person.language,
            )
    services.set_head_count(session_id=session.pk, walked_in=chance.randint(0, 9), actor=officer)
    services.hold_session(session_id=session.pk, actor=officer)
    services.report_session(session_id=session.pk, actor=officer, outcome=session.outcome)
