"""What officers do with a meeting: announce, hold, cancel, mark who came, minute."""

from django import forms
from django.db import transaction
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext_lazy as _

from core.languages import gathered, in_all, shown
from officers.acts import Act, ActForm, PublicReasonForm, ReasonForm, moves_to
from officers.fields import day_field, text_field
from officers.translated import in_languages
from places.occasions import doubts_of_its_room
from taskforce import services
from taskforce.admin import doubts
from taskforce.enums import Attended, MeetingState, MinutesState
from taskforce.models import Member, Minutes
from taskforce.rules import may_publish_minutes, may_run_meetings
from taskforce.services.meetings import who_is_told

BEFORE_IT_BEGINS = (Attended.UNMARKED, Attended.APOLOGIES)


class AnnounceForm(ActForm):
    """Asks nothing, but whether the room is meant where another meeting is in it."""

    def doubts(self):
        return doubts_of_its_room(self.thing)


class AttendanceForm(ActForm):
    """One choice for each member in office on the day; only what was changed is written."""

    apart = True

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        has_begun = thing.starts_at <= now()
        if has_begun:
            self.fields["others_came"] = forms.BooleanField(
                label=_("Everybody who isn't marked below came"), required=False
            )
        choices = [
            choice for choice in Attended.choices if has_begun or choice[0] in BEFORE_IT_BEGINS
        ]
        marks = dict(thing.attendance.values_list("member_id", "mark"))
        present = Member.objects.filter(attendance__meeting=thing)
        everybody = {member.pk: member for member in who_is_told(thing)}
        everybody |= {member.pk: member for member in present.select_related("person")}
        for pk, member in everybody.items():
            self.fields[f"member-{pk}"] = forms.ChoiceField(
                label=str(member),
                choices=choices,
                initial=marks.get(pk, Attended.UNMARKED),
            )

    def arguments(self):
        answers = dict(self.cleaned_data)
        others_came = answers.pop("others_came", False)
        marks = {
            int(name.partition("-")[2]): Attended.CAME
            if others_came and mark == Attended.UNMARKED
            else mark
            for name, mark in answers.items()
            if name in self.changed_data or (others_came and mark == Attended.UNMARKED)
        }
        return {"marks": marks}


def _mark_all(*, meeting_id, marks, actor):
    """Write all of it or nothing."""
    with transaction.atomic():
        for member_id, mark in marks.items():
            services.mark_attendance(
                meeting_id=meeting_id, member_id=member_id, mark=mark, actor=actor
            )


class MinutesForm(ActForm):
    """The text of the minutes."""

    translated = {
        "text": text_field(
            _("Minutes"), most=50_000, rows=25, help_text=_("An empty line begins a new paragraph.")
        )
    }

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = shown(minutes_of(thing), "text")


class ApproveForm(ActForm):
    """Asks when the members approved the minutes."""

    approved_on = day_field(
        _("Approved by the members on"), help_text=_("Such as the day of their next meeting.")
    )


class DecisionForm(ActForm):
    """One decision."""

    translated = {"text": forms.CharField(label=_("What was decided"), max_length=500)}


class DecisionsForm(ActForm):
    """All decisions, to correct or, emptied, to delete; only what was changed is written."""

    apart = True

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.names = {}
        for number, decision in enumerate(thing.decisions.all(), start=1):
            name = f"decision-{decision.pk}"
            field = forms.CharField(
                label=_("Decision %(number)s") % {"number": number},
                help_text=_("Empty the English words to delete it."),
                max_length=500,
                required=False,
            )
            self.fields |= in_languages(name, field)
            for column, words in zip(in_all(name), shown(decision, "text").values(), strict=True):
                self.initial[column] = words
            self.names[decision.pk] = name

    def arguments(self):
        texts = gathered(self.cleaned_data, *self.names.values())
        changed = set(self.changed_data)
        return {
            "texts": {
                pk: texts[name] for pk, name in self.names.items() if changed & set(in_all(name))
            }
        }


def _change_decisions(*, meeting_id, texts, actor):
    """Write all of it or nothing; the form offers this meeting's decisions and no others."""
    with transaction.atomic():
        for decision_id, text in texts.items():
            services.change_decision(decision_id=decision_id, text=text, actor=actor)


class ActionForm(ActForm):
    """One action, whose it is, and by when."""

    translated = {"text": forms.CharField(label=_("What is to be done"), max_length=500)}
    owner = forms.ModelChoiceField(
        label=_("Owner, if a member"),
        help_text=_("Told by email. Named in public only if they agreed to be named."),
        queryset=Member.objects.none(),
        required=False,
    )
    owner_words = forms.CharField(
        label=_("Owner or partner, if somebody else"),
        help_text=_("An organisation or a team. It is public."),
        max_length=120,
        required=False,
    )
    due_on = day_field(_("Due on"), required=False)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["owner"].queryset = Member.objects.live().serving().select_related("person")

    def doubts(self):
        due_on = self.cleaned_data["due_on"] if "due_on" in self.changed_data else None
        return doubts.of_a_due_day(due_on, doubts.ACTIONS_AHEAD)


def minutes_of(meeting) -> Minutes:
    """The minutes, or an empty draft that is not saved."""
    return Minutes.objects.filter(meeting=meeting).first() or Minutes(meeting=meeting)


def _facts(meeting) -> list:
    start = date_format(localtime(meeting.starts_at), "l j F Y, H:i")
    return [
        (_("Meeting"), meeting.title),
        (_("Starts"), start),
        (_("Where"), meeting.venue or _("online")),
    ]


def _facts_and_told(meeting) -> list:
    told = ", ".join(str(member) for member in who_is_told(meeting)) or _("nobody")
    return [*_facts(meeting), (_("Told by email"), told)]


def _facts_and_minutes(meeting) -> list:
    return [
        *_facts(meeting),
        (_("Minutes"), all_languages(minutes_of(meeting), "text")),
        (_("Decisions"), _lines(meeting.decisions.all())),
        (_("Actions"), _lines(meeting.actions.all())),
    ]


def _facts_and_minutes_and_told(meeting) -> list:
    told = ", ".join(str(member) for member in who_is_told(meeting)) or _("nobody")
    return [*_facts_and_minutes(meeting), (_("Told by email"), told)]


def _lines(things) -> str:
    """Each of them in a paragraph of its own."""
    return "\n\n".join(all_languages(one, "text") for one in things) or "–"


def all_languages(thing, field: str) -> str:
    """The words of a translated field in each language that has them."""
    return "\n\n".join(filter(None, shown(thing, field).values()))


def _runs(officer, _meeting) -> bool:
    return may_run_meetings(officer)


def _publishes(officer, _meeting) -> bool:
    return may_publish_minutes(officer)


def _is_unsettled(meeting) -> bool:
    return meeting.state == MeetingState.HELD and not minutes_of(meeting).are_settled


def _has_minutes(*states):
    def has(meeting) -> bool:
        minutes = minutes_of(meeting)
        return minutes.pk is not None and minutes.state in states

    return has


ACTS = (
    Act(
        name="announce",
        label=_("Announce"),
        explain=_("The meeting and its agenda become public, and members are told by email."),
        done=_("The meeting is announced."),
        run=services.announce_meeting,
        form=AnnounceForm,
        preview=_facts_and_told,
        may=_runs,
        open=lambda meeting: meeting.state == MeetingState.DRAFT and meeting.starts_at > now(),
    ),
    Act(
        name="hold",
        label=_("Mark as held"),
        explain=_(
            "The meeting took place. After this you can write its minutes. One that was never "
            "announced becomes public by this; nobody is emailed."
        ),
        done=_("The meeting is marked as held."),
        run=services.hold_meeting,
        preview=_facts,
        may=_runs,
        open=lambda meeting: MeetingState.HELD in meeting.MOVES[meeting.state] and meeting.is_over,
    ),
    Act(
        name="cancel",
        label=_("Cancel the meeting"),
        explain=_("This can't be undone. The reason is public, and members are told by email."),
        done=_("The meeting is cancelled."),
        run=services.cancel_meeting,
        form=PublicReasonForm,
        preview=_facts_and_told,
        **moves_to(MeetingState.CANCELLED),
    ),
    Act(
        name="attendance",
        label=_("Attendance"),
        press=_("Save attendance"),
        explain=_("How many came and sent apologies is public once the meeting is held."),
        done=_("Attendance is saved."),
        run=_mark_all,
        form=AttendanceForm,
        preview=_facts,
        may=_runs,
        open=lambda meeting: meeting.state in {MeetingState.ANNOUNCED, MeetingState.HELD},
    ),
    Act(
        name="decide",
        label=_("Add a decision"),
        explain=_("Decisions become public together with the minutes."),
        done=_("The decision is added."),
        run=services.record_decision,
        form=DecisionForm,
        preview=_facts,
        may=_runs,
        open=_is_unsettled,
    ),
    Act(
        name="change-decisions",
        label=_("Correct decisions"),
        explain=_("What was decided, as it stands in the minutes."),
        done=_("The decisions are saved."),
        run=_change_decisions,
        form=DecisionsForm,
        preview=_facts,
        may=_runs,
        open=lambda meeting: _is_unsettled(meeting) and meeting.decisions.exists(),
    ),
    Act(
        name="add-action",
        label=_("Add an action"),
        explain=_("Actions become public together with the minutes."),
        done=_("The action is added."),
        run=services.add_action,
        form=ActionForm,
        preview=_facts,
        may=_runs,
        open=_is_unsettled,
    ),
    Act(
        name="write-minutes",
        label=_("Write the minutes"),
        explain=_("A draft: only officers see it until you send it to the members."),
        done=_("The draft is saved."),
        run=services.write_minutes,
        form=MinutesForm,
        preview=_facts,
        may=_runs,
        open=lambda meeting: (
            _is_unsettled(meeting) and minutes_of(meeting).state == MinutesState.DRAFT
        ),
    ),
    Act(
        name="circulate-minutes",
        label=_("Send the minutes to the members"),
        explain=_("The members read the draft on their own pages, and are told by email."),
        done=_("The draft is with the members."),
        run=services.circulate_minutes,
        preview=_facts_and_minutes_and_told,
        may=_publishes,
        open=_has_minutes(MinutesState.DRAFT),
    ),
    Act(
        name="approve-minutes",
        label=_("Record that the members approved the minutes"),
        explain=_("Minutes, decisions and actions stand as they are then."),
        done=_("The minutes are approved."),
        run=services.approve_minutes,
        form=ApproveForm,
        preview=_facts_and_minutes,
        may=_publishes,
        open=_has_minutes(MinutesState.CIRCULATED),
    ),
    Act(
        name="publish-minutes",
        label=_("Publish the minutes"),
        explain=_("Anybody can read the minutes, the decisions and the actions below."),
        done=_("The minutes are published."),
        run=services.publish_minutes,
        preview=_facts_and_minutes,
        may=_publishes,
        open=_has_minutes(MinutesState.APPROVED),
    ),
    Act(
        name="take-back-minutes",
        label=_("Take the minutes back"),
        explain=_("They become a draft again and are no longer public."),
        done=_("The minutes are a draft again."),
        run=services.take_back_minutes,
        form=ReasonForm,
        preview=_facts,
        may=_publishes,
        open=_has_minutes(MinutesState.CIRCULATED, MinutesState.APPROVED, MinutesState.PUBLISHED),
    ),
)
