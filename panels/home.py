"""What the panels tell the officers' home."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Min, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.text import comparable, email_address
from officers.registry import MOST_FOUND, MOST_PAST, Figure, Found, Happening, HomePart, Waiting
from panels.enums import Attendance, RegistrationState, SessionState
from panels.models import Registration, Session

DRAFTS_AHEAD = timedelta(days=42)
PUBLIC = (SessionState.PUBLISHED, SessionState.HELD, SessionState.REPORTED)
# Ways to go on with a session: the words, and who may take them.
WAYS = {
    "attendance": (_("Attendance"), "panels.mark_attendance"),
    "sheet": (_("Sign-in sheet"), "panels.export_registrations"),
    "hold": (_("Mark as held"), "panels.publish_session"),
    "report": (_("Report"), "panels.publish_session"),
}


def waits(officer) -> Iterable[Waiting]:
    """Sessions to publish, to mark, to hold and to report."""
    if not officer.has_perm("panels.change_session"):
        return
    now, listed = timezone.now(), reverse("admin:panels_session_changelist")
    soon = Q(state=SessionState.DRAFT, starts_at__gt=now, starts_at__lte=now + DRAFTS_AHEAD)
    over = Q(state=SessionState.PUBLISHED, ends_at__lte=now)
    held = Q(state=SessionState.HELD)
    found = Session.objects.aggregate(
        drafts=Count("pk", filter=soon),
        drafts_due=Min("starts_at", filter=soon),
        over=Count("pk", filter=over),
        over_since=Min("ends_at", filter=over),
        held=Count("pk", filter=held),
        held_since=Min("ends_at", filter=held),
    )
    yield Waiting(
        _("drafts that begin within six weeks: publish them"),
        found["drafts"],
        f"{listed}?state__exact=draft",
        due=found["drafts_due"],
    )
    yield Waiting(
        _("sessions that are over: say who came, and mark them as held"),
        found["over"],
        f"{listed}?state__exact=published&when=past",
        oldest=found["over_since"],
    )
    yield Waiting(
        _("sessions to report on: people were promised to hear what came of it"),
        found["held"],
        f"{listed}?state__exact=held",
        oldest=found["held_since"],
    )


def on(officer, begins: datetime, ends: datetime) -> Iterable[Happening]:
    """The sessions between two moments, over or not, with the ways to attendance and sheet."""
    if not _works_on_sessions(officer):
        return
    sessions = Session.objects.filter(
        state__in=PUBLIC, starts_at__gte=begins, starts_at__lt=ends
    ).order_by("starts_at", "pk")
    for session in sessions.select_related("venue"):
        limit = "" if session.capacity is None else f" / {session.capacity}"
        where = session.venue or _("online")
        taken = f"{session.taken}{limit}"
        said = _("%(where)s, %(taken)s places taken") % {"where": where, "taken": taken}
        yield _happening(officer, session, said, ("attendance", "sheet"))


def past(officer) -> Iterable[Happening]:
    """The sessions that are over: who came is to be said, or what came of it."""
    if not _works_on_sessions(officer):
        return
    over = Q(state=SessionState.PUBLISHED, ends_at__lte=timezone.now())
    sessions = Session.objects.filter(over | Q(state=SessionState.HELD))
    for session in sessions.order_by("-starts_at", "-pk")[:MOST_PAST]:
        if session.state == SessionState.HELD:
            yield _happening(officer, session, _("to report on"), ("attendance", "report"))
        else:
            yield _happening(officer, session, _("to mark as held"), ("attendance", "hold"))


def _works_on_sessions(officer) -> bool:
    return officer.has_perm("panels.mark_attendance") or officer.has_perm("panels.change_session")


def _happening(officer, session: Session, said: str, ways: Iterable[str]) -> Happening:
    """A session, with those of the ways to go on that this officer may take."""
    return Happening(
        at=session.starts_at,
        words=session.title,
        url=reverse("admin:panels_session_change", args=[session.pk]),
        said=said,
        links=tuple(
            (WAYS[way][0], reverse(f"admin:panels_session_{way}", args=[session.pk]))
            for way in ways
            if officer.has_perm(WAYS[way][1])
        ),
    )


def figures(officer, since: date) -> Iterable[Figure]:
    """Sessions, places taken and people who came this year."""
    if not officer.has_perm("panels.view_session"):
        return
    this_year = Session.objects.held().filter(starts_at__date__gte=since).order_by()
    found = this_year.aggregate(sessions=Count("pk"), walked_in=Sum("walked_in"))
    came = Registration.objects.filter(
        session__in=this_year.values("pk"), attendance=Attendance.ATTENDED
    ).count()
    told_apart = reverse("admin:panels_session_numbers")
    yield Figure(_("panel sessions held"), found["sessions"], told_apart)
    yield Figure(_("times that somebody came to one"), came + (found["walked_in"] or 0), told_apart)


def finds(officer, words: str) -> Iterable[Found]:
    """Sessions by title, and registrations by reference or by who they are for."""
    if officer.has_perm("panels.view_session"):
        named = Session.objects.filter(title__icontains=words).order_by("-starts_at", "-pk")
        for session in named[:MOST_FOUND]:
            yield Found(
                kind=_("Sessions"),
                words=session.title,
                said=f"{timezone.localtime(session.starts_at):%d.%m.%Y}",
                url=reverse("admin:panels_session_change", args=[session.pk]),
            )
    if officer.has_perm("panels.view_registration"):
        yield from _registrations(words)


def _registrations(words: str) -> Iterable[Found]:
    by = (
        Q(reference__iexact=words)
        | Q(name__icontains=words)
        | Q(person__name_compared__contains=comparable(words))
        | Q(person__email=email_address(words))
    )
    rows = Registration.objects.filter(by).exclude(state=RegistrationState.LAPSED)
    for one in rows.select_related("person", "session").order_by("-created_at")[:MOST_FOUND]:
        yield Found(
            kind=_("Registrations"),
            words=one.called,
            said=f"{one.session}, {one.reference}, {one.get_state_display()}",
            url=reverse("admin:panels_registration_change", args=[one.pk]),
            rank=0 if one.reference.casefold() == words.casefold() else 1,
        )


PART = HomePart(waits=waits, on=on, past=past, figures=figures, finds=finds)
