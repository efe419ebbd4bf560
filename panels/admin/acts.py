"""The moves an officer can make with a session: what the button says and which service acts."""

from django.conf import settings
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from core.statistics import published
from officers.acts import Act, moves_to
from panels import services
from panels.admin.act_forms import (
    CallerForm,
    CancelForm,
    EnterSheetForm,
    HoldPlacesForm,
    PublishForm,
    PublishManyForm,
    ReleaseForm,
    RepeatForm,
    ReportForm,
    WriteForm,
)
from panels.admin.attendance import is_marked, may_mark_attendance
from panels.admin.tabs import drafted, places, when
from panels.enums import SessionState
from panels.rules import may_hold_places


def _facts(session) -> list[tuple]:
    """When and where it is, so that nobody acts on another one."""
    return [(_("When"), when(session)), (_("Where"), session.venue or _("online"))]


def _as_residents_read_it(session) -> list[tuple]:
    """The report as it would stand on the session's page: its draft, and the rounded numbers."""
    titles = dict(settings.LANGUAGES)
    words = _("As residents read it (%(language)s)")
    numbers = (
        (_("registered"), session.number_registered),
        (_("attended"), session.number_attended),
        (_("walked in"), session.number_walked_in),
        (_("did not come"), session.number_absent),
    )
    return [
        *_facts(session),
        (
            _("Numbers that are public"),
            ", ".join(f"{label}: {published(number)}" for label, number in numbers),
        ),
        *(
            (words % {"language": titles[language]}, linebreaks_filter(said))
            for language, said in drafted(session).items()
            if said
        ),
    ]


def _release(*, session_id: int, group_hold_id: int, actor):
    """Give back what is held for one of the session's groups."""
    return services.release_group(group_hold_id=group_hold_id, actor=actor)


def _to_the_registration(_admin, _session, registration) -> str:
    return reverse("admin:panels_registration_change", args=[registration.pk])


def _to_the_series(admin, _session, copies) -> str:
    """The new ones, latest first, as the list shows them."""
    if len(copies) == 1:
        return admin.address("change", copies[0].pk)
    return f"{admin.address('changelist')}?{urlencode({'q': copies[0].title_en})}"


PUBLISH_MANY = Act(
    name="publish-many",
    label=_("Publish"),
    explain=_(
        "Anyone can see these sessions, and residents can register while registration is open. "
        "Nobody is emailed. What can't be published is left out and named."
    ),
    press=_("Publish them"),
    done=_("They are published."),
    form=PublishManyForm,
    run=services.publish_session,
    preview=_facts,
    **moves_to(SessionState.PUBLISHED),
)
SESSION_ACTS = (
    Act(
        name="publish",
        leads=True,
        label=_("Publish"),
        explain=_(
            "Anyone can see the session, and residents can register while registration is open. "
            "Nobody is emailed."
        ),
        done=_("The session is published."),
        form=PublishForm,
        check=services.refuse_unless_to_come,
        run=services.publish_session,
        preview=_facts,
        **moves_to(SessionState.PUBLISHED),
    ),
    Act(
        name="hold",
        leads=True,
        label=_("Mark as held"),
        explain=_("The session took place. Its numbers, rounded, become public."),
        done=_("The session is marked as held."),
        run=services.hold_session,
        preview=_facts,
        may=moves_to(SessionState.HELD)["may"],
        open=lambda session: SessionState.HELD in session.MOVES[session.state] and session.is_over,
    ),
    Act(
        name="report",
        leads=True,
        label=_("Report"),
        explain=_(
            "Anyone can read what came of the session on its page, and those who came are told by "
            "email. You see first who is told what."
        ),
        first=_("Preview"),
        press=_("Publish"),
        done=_("The report is published."),
        form=ReportForm,
        run=services.report_session,
        preview=_as_residents_read_it,
        **moves_to(SessionState.REPORTED),
    ),
    Act(
        name="cancel",
        ends=True,
        label=_("Cancel the session"),
        explain=_(
            "This can't be undone. Everybody's place is given up and they are told why. You see "
            "first who is told what."
        ),
        first=_("See who is told"),
        done=_("The session is cancelled."),
        form=CancelForm,
        run=services.cancel_session,
        preview=_facts,
        **moves_to(SessionState.CANCELLED),
    ),
    Act(
        name="repeat",
        label=_("Repeat or copy"),
        explain=_(
            "The copies have the same words, venue, places and times of day; registration opens "
            "and closes as long before. Nobody is emailed."
        ),
        press=_("Make the sessions"),
        first=_("See the days"),
        done=_("The sessions are made."),
        form=RepeatForm,
        run=services.repeat_session,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.add_session"),
        open=lambda _session: True,
        then=_to_the_series,
    ),
    Act(
        name="write",
        label=_("Write to everybody registered"),
        explain=_(
            "They get it by email, each in their language where you give it, else in English. You "
            "see first who is told what. It is kept in the history of the session."
        ),
        press=_("Send the message"),
        first=_("See who is told"),
        done=_("The message is on its way."),
        form=WriteForm,
        check=services.refuse_unless_somebody,
        run=services.write_to_registered,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.change_session"),
        open=lambda session: session.state != SessionState.DRAFT and not session.is_cancelled,
    ),
    Act(
        name="register",
        label=_("Register somebody"),
        explain=_(
            "For somebody who calls or writes. They get a place, or a place in line, and are told "
            "by email, or by a letter that waits to be posted."
        ),
        press=_("Register"),
        first=_("See what they are told"),
        done=_("They are registered."),
        form=CallerForm,
        check=lambda session: services.refuse_unless_open(session, timezone.now()),
        run=services.register_caller,
        preview=_facts,
        may=lambda officer, _session: officer.has_perm("panels.add_registration"),
        open=lambda session: session.state == SessionState.PUBLISHED,
        then=_to_the_registration,
    ),
    Act(
        name="enter-sheet",
        label=_("Enter the paper sheet"),
        explain=_(
            "For a sheet that was ticked on paper: type its numbers. You see the names before "
            "they are marked. Who walked in is added on the attendance page."
        ),
        press=_("Mark them"),
        first=_("See the names"),
        done=_("Attendance is saved."),
        form=EnterSheetForm,
        run=services.enter_sheet,
        preview=_facts,
        may=may_mark_attendance,
        open=lambda session: is_marked(session) and session.day_has_come,
        then=lambda admin, session, _found: admin.address("attendance", session.pk),
    ),
    Act(
        name="hold-places",
        label=_("Hold places for a group"),
        explain=_(
            "The places count as taken until the date. You fill them by registering people of the "
            "group. What is left then goes to the waiting list by itself."
        ),
        press=_("Hold the places"),
        done=_("The places are held."),
        form=HoldPlacesForm,
        check=services.refuse_unless_room,
        run=services.hold_for_group,
        preview=lambda session: [*_facts(session), (_("Places"), places(session))],
        may=lambda officer, _session: may_hold_places(officer),
        open=lambda session: (
            session.state in {SessionState.DRAFT, SessionState.PUBLISHED}
            and not session.registration_is_over
        ),
    ),
    Act(
        name="release-places",
        label=_("Give held places back"),
        explain=_(
            "What nobody of the group has taken goes to the waiting list now. Who is registered "
            "keeps their place. You see first who is told what."
        ),
        press=_("Give the places back"),
        first=_("See who is told"),
        done=_("The places are given back."),
        form=ReleaseForm,
        run=_release,
        preview=_facts,
        may=lambda officer, _session: may_hold_places(officer),
        open=lambda session: session.group_holds.open().exists(),
    ),
)
