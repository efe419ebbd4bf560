"""The parts of a session's page."""

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from messaging.models import OutboxMessage
from messaging.readers import readable_by
from officers.tabs import HISTORY, OVERVIEW, Tab
from panels import links, services
from panels.enums import SessionState
from people.services import record_reading

LUTON_TIME = _("All times are Luton's own: Europe/London.")
PUBLIC_AT_ONCE = _("Once the session is published, anybody reads what you save here at once.")
MOST_SHOWN = 200
WORDS = ("title", "summary", "expect", "audience")
ABOUT = ("slug", "host", "provisions")
REGISTRATION = (
    ("capacity", "notice_days"),
    ("registration_opens_at", "registration_closes_at"),
)
DETAILS = (
    (None, {"fields": (("programme", "topic"), *WORDS), "description": PUBLIC_AT_ONCE}),
    (_("When"), {"fields": (("starts_at", "ends_at"),), "description": LUTON_TIME}),
    (_("Where"), {"fields": ("venue", "online_link")}),
    (_("Places and registration"), {"fields": REGISTRATION, "description": LUTON_TIME}),
    (_("More about it"), {"fields": ABOUT}),
)


def when(session) -> str:
    """Its day and times, in Luton."""
    starts, ends = localtime(session.starts_at), localtime(session.ends_at)
    return f"{date_format(starts, 'l j F Y, H:i')} – {date_format(ends, 'H:i')}"


def places(session) -> str:
    """How many places are taken, of how many."""
    if session.capacity is None:
        return _("%(taken)s taken, no limit") % {"taken": session.taken}
    said = {"taken": session.taken, "capacity": session.capacity}
    return _("%(taken)s of %(capacity)s taken") % said


def groups(session) -> str:
    """The groups that places are held for, and how many of each are left."""
    said = [f"{hold.name}: {hold.left} / {hold.places}" for hold in session.group_holds.open()]
    return "; ".join(said)


def people(admin, request, session) -> dict:
    """Everybody with a place or in line; looking is recorded."""
    rows = session.registrations.live().with_position()
    having = rows.with_a_place().by_name().select_related("person", "group_hold")
    waiting = rows.exclude(pk__in=rows.with_a_place().values("pk")).select_related(
        "person", "group_hold"
    )
    parts = [
        (_("With a place"), list(having[:MOST_SHOWN])),
        (_("Waiting"), list(waiting.order_by("queued_at", "pk")[:MOST_SHOWN])),
    ]
    shown = sum(len(found) for _words, found in parts)
    record_reading(session, actor=request.user, what="registrations", rows=shown)
    return {
        "groups": parts,
        "held": [(hold, links.group_link(hold)) for hold in session.group_holds.open()],
        "is_cut": any(len(found) == MOST_SHOWN for _words, found in parts),
        "links": admin.links_to_people(request.user, session),
    }


def sent(admin, request, session) -> dict:
    """What was sent about the session: each kind of words once, to how many, and what failed."""
    state = OutboxMessage.State
    about = OutboxMessage.objects.filter(readable_by(request.user), about=session.filed_under)
    rows = about.values("subject", "language").annotate(
        number=Count("pk"),
        failed=Count("pk", filter=Q(state=state.FAILED)),
        letters=Count("pk", filter=Q(state=state.LETTER)),
        last=Max("created_at"),
    )
    return {
        "sent": rows.order_by("-last")[:MOST_SHOWN],
        "links": admin.links_to_messages(request.user, session),
    }


def drafted(session) -> dict[str, str]:
    """{language: words} of the report that is still written."""
    languages = [code for code, _name in settings.LANGUAGES]
    return {code: getattr(session, f"outcome_draft_{code}") or "" for code in languages}


def report(admin, request, session) -> dict:
    """What the report rests on: the numbers, and what people said; reading that is recorded."""
    said = None
    if request.user.has_perm("panels.view_sessionfeedback"):
        said = services.said_after(session)
        record_reading(session, actor=request.user, what="feedback", rows=said.rows)
    return {
        "numbers": admin.more(request, session),
        "said": said,
        "is_drafted": session.state == SessionState.HELD and any(drafted(session).values()),
    }


def _report(column: str, state: SessionState) -> Tab:
    """The report's tab in one state: the words that are written in it, beside what was said."""
    return Tab(
        "report",
        _("Report"),
        fieldsets=((None, {"fields": (column,)}),),
        template="admin/panels/session/report.html",
        more=report,
        open=lambda session: session.state == state,
        adds=False,
    )


SESSION_TABS = (
    OVERVIEW,
    Tab("details", _("Details"), fieldsets=DETAILS),
    Tab(
        "people",
        _("People"),
        template="admin/panels/session/people.html",
        more=people,
        may=lambda officer, _session: officer.has_perm("panels.view_registration"),
    ),
    Tab(
        "messages",
        _("Messages"),
        template="admin/panels/session/messages.html",
        more=sent,
        may=lambda officer, _session: officer.has_perm("messaging.view_outboxmessage"),
    ),
    Tab("attendance", _("Attendance"), page="attendance"),
    _report("outcome_draft", SessionState.HELD),
    _report("outcome", SessionState.REPORTED),
    HISTORY,
)
