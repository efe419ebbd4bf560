"""Two at once: an old page writes nothing, emails nobody, shows both versions and keeps the words.

Every form that an officer of the Taskforce can save is here; a test says so.
"""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.contrib.admin import site
from django.utils import timezone

from core.made_from import MADE_FROM
from messaging.models import OutboxMessage
from officers.acts import ActForm
from officers.base import OfficersAdmin
from taskforce import services
from taskforce.models import (
    Attendance,
    CrossSectorGroup,
    Decision,
    Evidence,
    GroupMeasure,
    Meeting,
    Minutes,
    Paper,
    Review,
    SectorSeats,
)
from tests.factories.taskforce import (
    ActionFactory,
    AreaFactory,
    CandidateFactory,
    EngagementFactory,
    EvidenceFactory,
    ExpenseFactory,
    GroupFactory,
    GroupMeasureFactory,
    HeldMeetingFactory,
    InterestFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    ReviewFactory,
    VoteFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import opened, url

pytestmark = pytest.mark.django_db

MINE, THEIRS = "The words of mine", "The words of theirs"


def page_of(office, address: str) -> dict:
    """A page as a browser would send it back without a change."""
    shown = office.get(address)
    form = shown.context.get("form") or shown.context["adminform"].form
    asked = {}
    for name in form.fields:
        value = form[name].value()
        if isinstance(value, list):
            asked[form.add_prefix(name)] = [getattr(one, "pk", one) for one in value]
        elif value is True:
            asked[name] = "on"
        elif value not in (None, "") and value is not False and not hasattr(value, "open"):
            formatted = form.fields[name].widget.format_value(value)
            asked[name] = formatted[0] if isinstance(formatted, list) else formatted
    for formset in shown.context.get("inline_admin_formsets") or []:
        prefix = formset.formset.prefix
        asked |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return asked | opened(office, address)


def draft_vote():
    return VoteFactory(state="draft", opened_on=None, asked_on=None, electorate=0)


def with_a_decision():
    meeting = MinutesFactory(state="draft", approved_on=None).meeting
    Decision.objects.create(meeting=meeting, text="The decided words")
    return meeting


def decision_field(meeting) -> str:
    return f"decision-{meeting.decisions.get().pk}_en"


def attended():
    meeting = HeldMeetingFactory()
    Attendance.objects.create(
        meeting=meeting, member=MemberFactory(starts_on=day(-50)), mark="unmarked"
    )
    return meeting


def seats():
    return SectorSeats.objects.get_or_create(sector="residents")[0]


LATER = (timezone.localtime() + timedelta(days=40)).replace(microsecond=0).isoformat()[:19]

# (model, page, what is made, the field that both change, what mine is, how theirs is written)
FORMS = {
    "a meeting": ("meeting", "change", MeetingFactory, "title_en", MINE, None),
    "a time": ("meeting", "change", MeetingFactory, "ends_at", LATER, "summary_en"),
    "an area": ("priorityarea", "change", AreaFactory, "title_en", MINE, None),
    "work": ("workitem", "change", WorkItemFactory, "title_en", MINE, None),
    "evidence": ("evidence", "change", EvidenceFactory, "body_en", MINE, None),
    "a group": ("crosssectorgroup", "change", GroupFactory, "remit_en", MINE, None),
    "an engagement": ("engagement", "change", EngagementFactory, "title", MINE, None),
    "a review": ("review", "change", ReviewFactory, "impact_en", MINE, None),
    "a vote": ("vote", "change", draft_vote, "title_en", MINE, None),
    "minutes": ("meeting", "write_minutes", with_a_decision, "text_en", MINE, None),
    "a term": ("member", "change_term", MemberFactory, "seat_en", MINE, None),
    "an action": ("action", "correct", ActionFactory, "text_en", MINE, None),
}


def write(thing, name: str, words: str):
    """What somebody else saves meanwhile."""
    owner = thing
    if name == "text_en" and isinstance(thing, Meeting):
        owner = thing.minutes
    type(owner)._base_manager.filter(pk=owner.pk).update(**{name: words})


def kept(thing, name: str):
    owner = thing.minutes if name == "text_en" and isinstance(thing, Meeting) else thing
    owner.refresh_from_db()
    return getattr(owner, name)


@pytest.mark.parametrize("what", FORMS)
def test_an_old_page_writes_nothing_and_shows_both_versions(office, what):
    model, page, make, name, mine, other = FORMS[what]
    thing = make()
    MemberFactory()
    before = kept(thing, name)
    address = url(model, page, thing.pk)
    old = page_of(office, address) | {name: mine}
    if page == "change_term":
        old["reason"] = "A slip"
    theirs = other or name
    write(thing, theirs, THEIRS)
    answer = office.post(address, old)
    said = answer.content.decode()
    assert answer.status_code == 200
    assert "Somebody else saved this while you had it open" in said
    assert said.count(THEIRS) >= 1
    assert mine in said
    assert kept(thing, theirs) == THEIRS
    if theirs != name:
        assert kept(thing, name) == before
    assert not OutboxMessage.objects.exists()
    again = old | opened_from(said)
    if theirs != name:
        again[theirs] = THEIRS
    answer = office.post(address, again)
    if answer.status_code == 200:
        answer = office.post(address, again | {"seen": answer.context["question"].seen})
    assert answer.status_code == 302
    if theirs != name:
        assert kept(thing, theirs) == THEIRS
        assert kept(thing, name) != before
    else:
        assert kept(thing, name) == mine


def opened_from(page: str) -> dict:
    """The mark in a page that was shown again."""
    return {MADE_FROM: unescape(re.search(rf'name="{MADE_FROM}" value="([^"]*)"', page)[1])}


def test_what_nobody_touched_on_an_old_page_is_shown_as_it_is_now(office):
    meeting = MeetingFactory(summary="Old words")
    address = url("meeting", "change", meeting.pk)
    old = page_of(office, address) | {"title_en": MINE}
    Meeting.objects.update(summary_en=THEIRS)
    shown = office.post(address, old)
    form = shown.context["adminform"].form
    assert (form["summary_en"].value(), form["title_en"].value()) == (THEIRS, MINE)


def test_a_page_without_its_mark_is_an_old_one(office):
    meeting = MeetingFactory()
    address = url("meeting", "change", meeting.pk)
    for mark in ("", "nonsense", "[]", '{"title_en": 3}'):
        asked = page_of(office, address) | {"title_en": MINE, MADE_FROM: mark}
        assert office.post(address, asked).status_code == 200
    assert Meeting.objects.get().title == meeting.title


def test_a_consent_withdrawn_meanwhile_stays_withdrawn(office, officer):
    story = EvidenceFactory(kind="story", consent="given", consent_on=day(-9), file=None)
    address = url("evidence", "change", story.pk)
    old = page_of(office, address) | {"commissioned_from_en": "Demo researchers"}
    services.record_consent(evidence_id=story.pk, consent="withdrawn", actor=officer)
    answer = office.post(address, old)
    assert answer.status_code == 200
    assert "Withdrawn" in answer.content.decode()
    again = old | opened_from(answer.content.decode())
    assert office.post(address, again).status_code == 302
    kept = Evidence.objects.get()
    assert (kept.consent, kept.publication) == ("withdrawn", "private")
    assert kept.commissioned_from == "Demo researchers"


def test_a_field_that_was_not_on_the_old_page_stays_as_it_is(office, officer):
    evidence = EvidenceFactory(slug="kept", kind="story", consent="given", consent_on=day(-9))
    address = url("evidence", "change", evidence.pk)
    old = page_of(office, address) | {"body_en": MINE}
    for name in ("slug", "kind"):
        old.pop(name, None)
    services.record_consent(evidence_id=evidence.pk, consent="awaited", actor=officer)
    Evidence.objects.update(publication="private")
    shown = office.post(address, old)
    assert "Fill in" not in shown.content.decode()
    form = shown.context["adminform"].form
    assert [form[name].value() for name in ("slug", "kind")] == ["kept", "story"]
    again = old | {"slug": "kept", "kind": "story"} | opened_from(shown.content.decode())
    assert office.post(address, again).status_code == 302
    kept = Evidence.objects.get()
    assert (kept.slug, kept.kind, kept.body) == ("kept", "story", MINE)


@pytest.mark.parametrize(
    ("page", "asked"),
    [
        ("consent", {"consent": "not-needed"}),
        ("publish", {"publication": "summary"}),
    ],
)
def test_an_old_page_of_consent_and_publication_writes_nothing(office, page, asked):
    evidence = EvidenceFactory()
    address = url("evidence", page, evidence.pk)
    old = page_of(office, address) | asked
    Evidence.objects.update(summary_en=THEIRS)
    answer = office.post(address, old)
    assert answer.status_code == 200
    assert THEIRS in answer.content.decode()
    assert Evidence.objects.get().publication == "public"


def test_minutes_that_changed_meanwhile_are_not_sent_out_unread(office):
    meeting = with_a_decision()
    MemberFactory(starts_on=day(-30))
    address = url("meeting", "circulate_minutes", meeting.pk)
    old = page_of(office, address)
    shown = office.post(address, old)
    old |= {"seen": shown.context["question"].seen}
    Minutes.objects.update(text_en=THEIRS)
    answer = office.post(address, old)
    assert answer.status_code == 200
    assert THEIRS in answer.content.decode()
    assert not OutboxMessage.objects.exists()
    assert Minutes.objects.get().state == "draft"


def test_two_officers_mark_two_members_and_both_stand(office):
    meeting = HeldMeetingFactory()
    first, second = (MemberFactory(starts_on=day(-50)) for _number in range(2))
    address = url("meeting", "attendance", meeting.pk)
    old = page_of(office, address) | {f"member-{first.pk}": "absent"}
    Attendance.objects.create(meeting=meeting, member=second, mark="came")
    assert office.post(address, old).status_code == 302
    marks = dict(Attendance.objects.values_list("member", "mark"))
    assert marks == {first.pk: "absent", second.pk: "came"}
    old = page_of(office, address) | {f"member-{second.pk}": "absent"}
    Attendance.objects.filter(member=second).update(mark="apologies")
    answer = office.post(address, old)
    assert answer.status_code == 200
    assert "Sent apologies" in answer.content.decode()
    assert Attendance.objects.get(member=second).mark == "apologies"


def test_two_officers_correct_two_decisions_and_both_stand(office):
    meeting = with_a_decision()
    other = Decision.objects.create(meeting=meeting, text="The other words", order=2)
    first = meeting.decisions.first()
    address = url("meeting", "change_decisions", meeting.pk)
    old = page_of(office, address) | {f"decision-{first.pk}_en": MINE}
    Decision.objects.filter(pk=other.pk).update(text_en=THEIRS)
    answer = office.post(address, old)
    if answer.status_code == 200:
        answer = office.post(address, old | opened_from(answer.content.decode()))
    assert answer.status_code == 302
    assert [one.text for one in meeting.decisions.all()] == [MINE, THEIRS]


@pytest.mark.parametrize("kind", ["papers", "measures"])
def test_a_row_that_belongs_to_it_changed_meanwhile_makes_the_page_an_old_one(office, kind):
    if kind == "papers":
        row = PaperFactory()
        thing, model, name = row.meeting, "meeting", "title_en"
    else:
        row = GroupMeasureFactory()
        thing, model, name = row.group, "crosssectorgroup", "measure_en"
    address = url(model, "change", thing.pk)
    old = page_of(office, address)
    type(row)._base_manager.filter(pk=row.pk).update(**{name: THEIRS})
    answer = office.post(address, old)
    assert answer.status_code == 200
    assert THEIRS in answer.content.decode()
    assert (Paper if kind == "papers" else GroupMeasure).objects.get().pk == row.pk
    assert CrossSectorGroup.objects.count() + Meeting.objects.count() >= 1


def test_how_far_work_is_was_said_meanwhile(office, officer):
    item = WorkItemFactory()
    address = url("workitem", "move", item.pk)
    old = page_of(office, address) | {"to": "under-way"}
    services.move_work_item(item_id=item.pk, to="paused", reason=THEIRS, actor=officer)
    assert office.post(address, old).status_code == 200
    item.refresh_from_db()
    assert (item.state, item.state_reason) == ("paused", THEIRS)


def test_a_save_writes_the_columns_that_were_changed_and_no_others(office, officer):
    review = ReviewFactory()
    address = url("review", "change", review.pk)
    asked = page_of(office, address) | {"impact_en": MINE}
    Review.objects.update(due_on=day(99))
    assert office.post(address, asked).status_code == 302
    review.refresh_from_db()
    assert (review.impact_en, review.due_on) == (MINE, day(99))


def everything():
    """One thing of each model that has an officers' page of the Taskforce."""
    made = [MeetingFactory(), AreaFactory(), WorkItemFactory(), EvidenceFactory(), GroupFactory()]
    made += [EngagementFactory(), ReviewFactory(), draft_vote(), MemberFactory(), ActionFactory()]
    return [*made, ExpenseFactory(), CandidateFactory().vote, InterestFactory(), seats()]


def test_each_form_and_act_of_the_officers_carries_its_mark(office):
    """So that no form that is added later can write from an old page."""
    seen = set()
    for thing in everything():
        office_page = site._registry[type(thing)]
        assert isinstance(office_page, OfficersAdmin)
        name = thing._meta.model_name
        address = url(name, "change", thing.pk)
        page = office.get(address)
        if page.context["has_change_permission"] and page.context["adminform"].form.fields:
            assert MADE_FROM in opened(office, address), address
            seen.add(name)
        for act in office_page.acts:
            assert issubclass(act.form, ActForm)
            if act.open(thing):
                address = url(name, act.name.replace("-", "_"), thing.pk)
                assert MADE_FROM in opened(office, address), address
    assert seen == {
        "meeting", "priorityarea", "workitem", "evidence", "crosssectorgroup", "engagement",
        "review", "vote", "sectorseats",
    }  # fmt: skip
