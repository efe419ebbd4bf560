"""What officers type of a meeting: its form, its minutes, its pages."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.refusal import Refusal
from taskforce import services
from taskforce.models import Action, Attendance, Meeting, Paper
from tests.factories.people import ResidentFactory, sign_in_officer
from tests.factories.places import VenueFactory
from tests.factories.taskforce import (
    ActionFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    day,
)
from tests.officers.pages import opened, press
from tests.taskforce.test_meetings import PDF, url
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db


# --- Officers -------------------------------------------------------------------------------------


def form(**changes) -> dict:
    starts = timezone.localtime(timezone.now() + timedelta(days=9))
    return {
        "kind": "residential",
        "title_en": "Demo residential",
        "slug": "",
        "starts_at": starts.strftime("%Y-%m-%dT10:00:00"),
        "ends_at": (starts + timedelta(days=1)).strftime("%Y-%m-%dT16:00:00"),
        "papers-TOTAL_FORMS": 0,
        "papers-INITIAL_FORMS": 0,
    } | changes


def test_an_officer_runs_a_meeting_to_published_minutes(office):
    member = MemberFactory()
    venue = VenueFactory()
    upload = {
        "papers-TOTAL_FORMS": 1,
        "papers-0-title_en": "Demo agenda",
        "papers-0-audience": "public",
        "papers-0-order": 1,
        "papers-0-file": SimpleUploadedFile("a.pdf", PDF),
    }
    assert office.get(url("add")).status_code == 200
    press(office, url("add"), form(venue=venue.pk, **upload))
    meeting = Meeting.objects.get()
    assert (meeting.slug, meeting.lasts_days) == ("demo-residential", True)
    assert member.person.email not in words(office, url("announce", meeting.pk))
    assert str(member) in words(office, url("announce", meeting.pk))
    press(office, url("announce", meeting.pk))
    now = timezone.now()
    Meeting.objects.update(starts_at=now - timedelta(hours=3), ends_at=now - timedelta(hours=1))
    press(office, url("hold", meeting.pk))
    name = f"member-{member.pk}"
    press(office, url("attendance", meeting.pk), {name: "came", f"initial-{name}": "unmarked"})
    press(office, url("decide", meeting.pk), {"text_en": "Ask the schools"})
    action = {"text_en": "Write to them", "owner": member.pk, "due_on": day(9)}
    press(office, url("add_action", meeting.pk), action)
    press(office, url("write_minutes", meeting.pk), {"text_en": "We talked."})
    shown = words(office, url("change", meeting.pk))
    assert "<p>We talked.</p>" in shown
    assert "Write to them" in shown
    press(office, url("circulate_minutes", meeting.pk))
    press(office, url("approve_minutes", meeting.pk), {"approved_on": day(0)})
    assert "Ask the schools" in words(office, url("publish_minutes", meeting.pk))
    press(office, url("publish_minutes", meeting.pk))
    page = words(office, meeting.get_absolute_url())
    for shown in ("1 member came", "Ask the schools", "Write to them", "We talked."):
        assert shown in page
    action = Action.objects.get()
    press(office, url("move", action.pk, model="action"), {"to": "done"})
    action.refresh_from_db()
    assert action.state == "done"
    for page in ("change", "history"):
        assert office.get(url(page, meeting.pk)).status_code == 200


def test_everybody_else_came_in_one_tick_and_the_history_says_so(office):
    meeting = HeldMeetingFactory()
    first, second = MemberFactory(starts_on=day(-30)), MemberFactory(starts_on=day(-30))
    names = [f"member-{member.pk}" for member in (first, second)]
    asked = {"others_came": "on", names[0]: "apologies", names[1]: "unmarked"}
    asked |= {f"initial-{name}": "unmarked" for name in names}
    press(office, url("attendance", meeting.pk), asked)
    marks = dict(Attendance.objects.values_list("member", "mark"))
    assert marks == {first.pk: "apologies", second.pk: "came"}
    assert str(second) in words(office, url("history", meeting.pk))
    ahead = words(office, url("attendance", MeetingFactory().pk))
    assert "apologies" in ahead
    assert 'value="came"' not in ahead


def test_attendance_writes_only_what_was_changed(office):
    meeting = HeldMeetingFactory()
    first, second = MemberFactory(starts_on=day(-30)), MemberFactory(starts_on=day(-30))
    old = opened(office, url("attendance", meeting.pk))
    Attendance.objects.create(meeting=meeting, member=second, mark="came")
    asked = {f"member-{first.pk}": "absent", f"member-{second.pk}": "unmarked"}
    assert office.post(url("attendance", meeting.pk), old | asked).status_code == 302
    assert dict(Attendance.objects.values_list("member", "mark")) == {
        first.pk: "absent",
        second.pk: "came",
    }


def test_a_file_that_is_no_paper_is_said_and_a_deleted_one_goes(
    office, own_media, django_capture_on_commit_callbacks
):
    paper = PaperFactory()
    meeting = paper.meeting
    own = {
        "title_en": meeting.title,
        "slug": meeting.slug,
        "venue": meeting.venue_id,
        "papers-TOTAL_FORMS": 1,
        "papers-INITIAL_FORMS": 1,
        "papers-0-id": paper.pk,
        "papers-0-meeting": meeting.pk,
        "papers-0-title_en": paper.title,
        "papers-0-audience": "public",
        "papers-0-order": 0,
    }
    bad = own | {"papers-0-file": SimpleUploadedFile("a.pdf", b"no pdf")}
    page = press(office, url("change", meeting.pk), form(**bad))
    assert "really pdf" in page.content.decode()
    assert office.get(url("paper", paper.pk)).content == PDF
    with django_capture_on_commit_callbacks(execute=True):
        press(office, url("change", meeting.pk), form(**own | {"papers-0-DELETE": "on"}))
    assert not Paper.objects.exists()
    assert not [path for path in own_media.rglob("*") if path.is_file()]


def test_who_may_only_read_sees_meetings_and_presses_nothing(client, reader):
    sign_in_officer(client, reader)
    meeting = MeetingFactory()
    assert client.get(url("change", meeting.pk)).status_code == 200
    for page in ("cancel", "attendance", "write_minutes", "publish_minutes"):
        assert client.post(url(page, meeting.pk), {"reason": "x"}).status_code == 403
    assert client.get(url("export")).status_code == 403


def test_exports_and_filters_open(office):
    MinutesFactory()
    ActionFactory(due_on=day(-3))
    assert press(office, url("export"), {"kind": "csv"}).status_code == 200
    assert office.get(url("changelist") + "?kind__exact=residential").status_code == 200
    assert "Demo action" in words(office, url("changelist", model="action") + "?late=yes")


def test_a_refused_change_keeps_what_was_typed(client, officer, office):
    meeting = MeetingFactory()
    wrong = form(title_en="Kept words", ends_at="2020-01-01T10:00:00", venue=meeting.venue_id)
    page = press(office, url("change", meeting.pk), wrong)
    assert page.status_code == 200
    assert "Kept words" in page.content.decode()
    with pytest.raises(Refusal):
        services.change_meeting(meeting_id=meeting.pk, actor=ResidentFactory(), changes={})
