"""An invented Taskforce, to show the portal with. Everything is marked as demo."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from core.actors import PORTAL
from core.luton import LUTON
from messaging.models import Due, OutboxMessage
from people.models import User
from people.services import person_for
from places.models import PostcodeWard, Venue
from programme.models import Theme
from taskforce import services
from taskforce.enums import ChosenBy, Role, Sector
from taskforce.models import (
    CrossSectorGroup,
    Evidence,
    GroupMeasure,
    GroupMember,
    Meeting,
    Member,
    PriorityArea,
    Review,
    SectorSeats,
    WorkItem,
)

# Sector, how many, how they were chosen.
SEATS = (
    (Sector.RESIDENTS, 6, ChosenBy.LOTTERY),
    (Sector.COMMUNITY, 2, ChosenBy.SCORES),
    (Sector.PUBLIC, 2, ChosenBy.NOMINATION),
    (Sector.PRIVATE, 2, ChosenBy.NOMINATION),
)
# days from today, kind, title, agenda, hours
MEETINGS = (
    (-300, "meeting", "First meeting: introductions", "Who we are\nHow we work together", 2),
    (
        -260,
        "residential",
        "Two-day residential",
        "Training\nListening to each other\nThe work programme for the coming year",
        # From half past nine on the first day to half past four on the second.
        31,
    ),
    (-180, "meeting", "What the evidence says", "Figures by ward\nWhat to find out next", 2),
    (-60, "meeting", "Homes and health", "Damp homes\nSetting up a group", 2),
    (25, "meeting", "How do we know it helps?", "Measures of the groups\nNext year", 2),
)
AREAS = (
    (
        "health-and-wellbeing",
        "Homes that keep people well",
        "Fewer people live in homes that make them ill.",
        (
            ("action", "Walk two streets with tenants and landlords", "done"),
            ("action", "Ask landlords to sign a repairs promise", "under-way"),
            ("output", "A plain guide to getting repairs done", "planned"),
        ),
    ),
    (
        "inclusive-economy",
        "A fair start at work",
        "Everyone has a fair chance of a good job near home.",
        (
            ("action", "Meet ten employers about how they hire", "under-way"),
            ("output", "A report on who is hired and who is not", "paused"),
        ),
    ),
    (
        "child-friendly-town",
        "Growing up well",
        "Children have places to play and people who listen.",
        (("action", "Hold sessions in three schools", "planned"),),
    ),
)
EVIDENCE = (
    ("statistical", "Demo figures on damp homes", "public", "not-needed"),
    ("quantitative", "Demo survey of renters", "public", "not-needed"),
    ("ethnographic", "Demo walks through two streets", "summary", "given"),
    ("story", "Demo story: a winter with mould", "public", "given"),
    ("story", "Demo story: waiting for a repair", "private", "awaited"),
)


@transaction.atomic
def seed(*, officer: User, resident: User) -> None:
    """Write the demo Taskforce once; a second call finds it and does nothing.

    Args:
        officer: the demo officer, who must have the role of a recruitment officer.
        resident: gets a seat of their own.
    """
    if Member.objects.filter(is_demo=True).exists():
        return
    for sector, number, _chosen_by in SEATS:
        SectorSeats.objects.filter(sector=sector).update(number=number)
    members = _members(resident)
    _meetings(members, officer)
    areas = _areas(members, officer)
    _evidence(areas, officer)
    _group(areas[0])
    for number, member in enumerate(members[:4]):
        services.record_engagement(
            member_id=member.pk,
            kind=("talk", "council", "network", "media")[number],
            title=f"Demo engagement {number + 1}",
            held_on=timezone.localdate() - timedelta(days=20 * number + 5),
            reach=(45, 20, 60, 300)[number],
            place="Demo hall",
            actor=PORTAL,
        )
    services.give_role(member_id=members[0].pk, role=Role.CHAIR, actor=PORTAL)
    services.give_role(member_id=members[6].pk, role=Role.DEPUTY, actor=PORTAL)
    Review.objects.update(is_demo=True)
    OutboxMessage.objects.filter(kind__startswith="taskforce.").exclude(
        recipient=resident.reference
    ).delete()
    Due.objects.filter(due_at__lte=timezone.now()).update(state=Due.State.CANCELLED)


def _members(resident: User) -> list[Member]:
    """Twelve members a year into their term, nine of whom agreed to be named."""
    start = timezone.localdate() - timedelta(days=330)
    postcodes = PostcodeWard.objects.filter(is_sample=True).values_list("pk", flat=True)[:11]
    people = [
        person_for(
            email=f"member{number}@demo.example", name=f"Demo Member {number}", postcode=postcode
        )
        for number, postcode in enumerate(postcodes, start=1)
    ]
    User.objects.filter(pk__in=[person.pk for person in people]).update(is_demo=True)
    people = [*User.objects.filter(pk__in=[p.pk for p in people]).order_by("pk"), resident]
    members = []
    for sector, number, chosen_by in SEATS:
        for place in range(1, number + 1):
            person = people.pop()
            member = services.appoint(
                person=person,
                sector=sector,
                starts_on=start,
                ends_on=start + timedelta(days=730 - 200 * (place % 2)),
                chosen_by=chosen_by,
                source="Demo round",
                actor=PORTAL,
            )
            members.append(member)
            services.declare_interest(
                member_id=member.pk,
                kind="work",
                organisation=f"Demo organisation {len(members)}",
                since=start - timedelta(days=400),
                actor=person,
            )
            services.confirm_interests(member_id=member.pk, actor=person)
            if len(members) % 4:
                services.consent_to_publish(
                    member_id=member.pk,
                    actor=person,
                    biography="An invented person, to show what this page looks like.",
                )
    return members


def _meetings(members: list[Member], officer: User) -> None:
    venue = Venue.objects.filter(is_demo=True).order_by("name").first()
    for days, kind, title, agenda, hours in MEETINGS:
        day = timezone.localdate() + timedelta(days=days)
        starts_at = datetime.combine(day, time(9, 30) if hours > 12 else time(17, 30), tzinfo=LUTON)
        meeting = Meeting.objects.create(
            slug=f"demo-{title.lower().replace(' ', '-').strip('?').replace(':', '')}",
            kind=kind,
            title_en=f"Demo: {title}",
            agenda_en=agenda,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=hours),
            venue=venue,
            online_link="" if venue else "https://meet.demo.example/taskforce",
            is_demo=True,
        )
        if days < 0:
            _hold(meeting, members, officer)
        else:
            services.announce_meeting(meeting_id=meeting.pk, actor=officer)


def _hold(meeting: Meeting, members: list[Member], officer: User) -> None:
    """Hold a meeting of the past and minute it."""
    services.hold_meeting(meeting_id=meeting.pk, actor=officer)
    for number, member in enumerate(members):
        services.mark_attendance(
            meeting_id=meeting.pk,
            member_id=member.pk,
            mark="apologies" if number % 5 == 4 else "came",
            actor=officer,
        )
    services.record_decision(
        meeting_id=meeting.pk,
        text="To listen to residents before anything is written.",
        actor=officer,
    )
    services.add_action(
        meeting_id=meeting.pk,
        text="Bring back what residents said.",
        owner=members[1],
        due_on=timezone.localdate() + timedelta(days=20),
        actor=officer,
    )
    services.write_minutes(
        meeting_id=meeting.pk,
        text="Invented minutes. Members said what they had heard and agreed what comes next.",
        actor=officer,
    )
    services.circulate_minutes(meeting_id=meeting.pk, actor=officer)
    services.approve_minutes(meeting_id=meeting.pk, approved_on=timezone.localdate(), actor=officer)
    services.publish_minutes(meeting_id=meeting.pk, actor=officer)


def _areas(members: list[Member], officer: User) -> list[PriorityArea]:
    themes = {theme.slug: theme for theme in Theme.objects.all()}
    today = timezone.localdate()
    areas = []
    for order, (theme, title, summary, items) in enumerate(AREAS, start=1):
        area = PriorityArea.objects.create(
            slug=f"demo-{title.lower().replace(' ', '-')}",
            title_en=title,
            summary_en=summary,
            theme=themes[theme],
            agreed_on=today - timedelta(days=250),
            due_on=today + timedelta(days=300),
            owner=members[order],
            order=order,
            is_demo=True,
        )
        areas.append(area)
        if order < 3:
            services.move_area(area_id=area.pk, to="under-way", actor=officer)
        for number, (kind, words, state) in enumerate(items):
            item = WorkItem.objects.create(
                area=area,
                kind=kind,
                title_en=words,
                owner=members[number] if number < 2 else None,
                owner_words="" if number < 2 else "Demo Social Justice Unit",
                due_on=today + timedelta(days=60 * number - 20),
                is_public=True,
            )
            if state == "paused":
                services.move_work_item(item_id=item.pk, to="under-way", actor=officer)
            if state != "planned":
                services.move_work_item(
                    item_id=item.pk,
                    to=state,
                    reason="Waits for figures from employers." if state == "paused" else "",
                    actor=officer,
                )
    return areas


def _evidence(areas: list[PriorityArea], officer: User) -> None:
    today = timezone.localdate()
    for number, (kind, title, publication, consent) in enumerate(EVIDENCE):
        evidence = Evidence.objects.create(
            slug=f"demo-evidence-{number + 1}",
            kind=kind,
            title_en=title,
            summary_en="Invented, to show how evidence is kept and who may read it.",
            body="Invented words that stand for the whole of it.",
            provenance="Nobody was asked: this is invented.",
            commissioned_from="Demo research group",
            collected_from=today - timedelta(days=200 - number),
            collected_until=today - timedelta(days=170 - number),
            area=areas[0],
            is_demo=True,
        )
        services.record_consent(
            evidence_id=evidence.pk,
            consent=consent,
            consent_on=today - timedelta(days=160) if consent == "given" else None,
            consent_note="Demo folder",
            actor=officer,
        )
        services.publish_evidence(evidence_id=evidence.pk, publication=publication, actor=officer)


def _group(area: PriorityArea) -> None:
    today = timezone.localdate()
    group = CrossSectorGroup.objects.create(
        slug="demo-healthy-homes",
        name_en="Demo healthy homes group",
        remit_en="To get homes repaired faster, with tenants in the room.",
        area=area,
        set_up_on=today - timedelta(days=150),
        framework_agreed_on=today - timedelta(days=120),
        is_public=True,
        is_demo=True,
    )
    for organisation, sector in (
        ("Demo tenants’ association", Sector.COMMUNITY),
        ("Demo health centre", Sector.PUBLIC),
        ("Demo lettings", Sector.PRIVATE),
    ):
        leads = sector == Sector.COMMUNITY
        GroupMember.objects.create(
            group=group, organisation=organisation, sector=sector, leads=leads
        )
    GroupMeasure.objects.create(
        group=group,
        measure="Days until a repair is done",
        unit="days",
        baseline=60,
        target=28,
        latest=47,
        latest_on=today - timedelta(days=15),
    )
