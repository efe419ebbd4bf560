"""Meetings: to plan, to announce, to run, and to minute."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from people.officers import MOMENT
from taskforce import services
from taskforce.admin.base import (
    Act,
    ActForm,
    OfficersAdmin,
    ReasonForm,
    ServiceForm,
    day_field,
    moves_to,
)
from taskforce.enums import Attended, MeetingState, MinutesState
from taskforce.models import Meeting, Member, Minutes, Paper
from taskforce.papers import CONTENT_TYPES, clean_paper, download_name
from taskforce.rules import may_publish_minutes, may_run_meetings
from taskforce.services.meetings import who_is_told
from taskforce.views import file_response


class PaperForm(forms.ModelForm):
    """A paper: the file is known by what it holds."""

    class Meta:
        model = Paper
        fields = ["title", "file", "audience", "order"]
        widgets = {"file": forms.FileInput}

    def clean_file(self):
        """The file as we keep it; the one there is, where no new one came."""
        file = self.cleaned_data["file"]
        return clean_paper(file) if "file" in self.changed_data and file else file


class PaperInline(admin.StackedInline):
    """The papers of a meeting."""

    model = Paper
    form = PaperForm
    extra = 1
    readonly_fields = ["download"]

    @admin.display(description=_("file now"))
    def download(self, paper):
        """The way to the file, for officers."""
        if not paper.pk:
            return self.get_empty_value_display()
        href = reverse("admin:taskforce_meeting_paper", args=[paper.pk])
        return format_html('<a href="{}">{}</a>', href, paper.ending.upper())


class AttendanceForm(ActForm):
    """One choice for each member in office on the day; only what was changed is written."""

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        marks = dict(thing.attendance.values_list("member_id", "mark"))
        present = Member.objects.filter(attendance__meeting=thing)
        everybody = {member.pk: member for member in who_is_told(thing)}
        everybody |= {member.pk: member for member in present.select_related("person")}
        for pk, member in everybody.items():
            self.fields[f"member-{pk}"] = forms.ChoiceField(
                label=str(member),
                choices=Attended.choices,
                initial=marks.get(pk, Attended.UNMARKED),
                show_hidden_initial=True,
            )

    def arguments(self):
        changed = {int(n.partition("-")[2]): self.cleaned_data[n] for n in self.changed_data}
        return {"marks": changed}


def _mark_all(*, meeting_id, marks, actor):
    """Write all of it or nothing."""
    with transaction.atomic():
        for member_id, mark in marks.items():
            services.mark_attendance(
                meeting_id=meeting_id, member_id=member_id, mark=mark, actor=actor
            )


class MinutesForm(ActForm):
    """The text of the minutes."""

    text = forms.CharField(
        label=_("Minutes"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 25})
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["text"] = _minutes(thing).text


class DecisionForm(ActForm):
    """One decision."""

    text = forms.CharField(label=_("What was decided"), max_length=500)


class ActionForm(ActForm):
    """One action, whose it is, and by when."""

    text = forms.CharField(label=_("What is to be done"), max_length=500)
    owner = forms.ModelChoiceField(
        label=_("Owner, if a member"), queryset=Member.objects.none(), required=False
    )
    owner_words = forms.CharField(
        label=_("Owner, if somebody else"),
        help_text=_("An organisation or a team. It is public."),
        max_length=120,
        required=False,
    )
    due_on = day_field(_("Due on"), required=False)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["owner"].queryset = Member.objects.serving().select_related("person")


def _minutes(meeting) -> Minutes:
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
        (_("Minutes"), _minutes(meeting).text[:2000]),
        (_("Decisions"), "; ".join(d.text for d in meeting.decisions.all()) or "–"),
        (_("Actions"), "; ".join(a.text for a in meeting.actions.all()) or "–"),
    ]


def _runs(officer, _meeting) -> bool:
    return may_run_meetings(officer)


def _publishes(officer, _meeting) -> bool:
    return may_publish_minutes(officer)


def _is_held(meeting) -> bool:
    return meeting.state == MeetingState.HELD


def _has_minutes(*states):
    return lambda meeting: _minutes(meeting).pk is not None and _minutes(meeting).state in states


ACTS = (
    Act(
        name="announce",
        label=_("Announce"),
        explain=_("The meeting and its agenda become public, and members are told by email."),
        done=_("The meeting is announced."),
        run=services.announce_meeting,
        preview=_facts_and_told,
        **moves_to(MeetingState.ANNOUNCED),
    ),
    Act(
        name="hold",
        label=_("Mark as held"),
        explain=_("The meeting took place. After this you can write its minutes."),
        done=_("The meeting is marked as held."),
        run=services.hold_meeting,
        preview=_facts,
        may=_runs,
        open=lambda meeting: meeting.state == MeetingState.ANNOUNCED and meeting.is_over,
    ),
    Act(
        name="cancel",
        label=_("Cancel the meeting"),
        explain=_("This can't be undone. The reason is public, and members are told by email."),
        done=_("The meeting is cancelled."),
        run=services.cancel_meeting,
        form=ReasonForm,
        preview=_facts_and_told,
        **moves_to(MeetingState.CANCELLED),
    ),
    Act(
        name="attendance",
        label=_("Attendance"),
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
        open=_is_held,
    ),
    Act(
        name="add-action",
        label=_("Add an action"),
        explain=_("Actions become public together with the minutes, without names."),
        done=_("The action is added."),
        run=services.add_action,
        form=ActionForm,
        preview=_facts,
        may=_runs,
        open=_is_held,
    ),
    Act(
        name="write-minutes",
        label=_("Write the minutes"),
        explain=_("A draft: only officers see it."),
        done=_("The draft is saved."),
        run=services.write_minutes,
        form=MinutesForm,
        preview=_facts,
        may=_runs,
        open=lambda meeting: _is_held(meeting) and _minutes(meeting).state == MinutesState.DRAFT,
    ),
    Act(
        name="approve-minutes",
        label=_("Approve the minutes"),
        explain=_("Do this when the members have approved them. They can't be edited then."),
        done=_("The minutes are approved."),
        run=services.approve_minutes,
        preview=_facts_and_minutes,
        may=_publishes,
        open=_has_minutes(MinutesState.DRAFT),
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
        open=_has_minutes(MinutesState.APPROVED, MinutesState.PUBLISHED),
    ),
)


@admin.register(Meeting)
class MeetingAdmin(OfficersAdmin, TranslationAdmin):
    """Meetings. Everything but a new draft is written by the services."""

    acts, act_key = ACTS, "meeting_id"
    export_permission = "taskforce.export_meetings"
    form = ServiceForm
    inlines = [PaperInline]
    list_display = ["starts_at", "title", "kind", "state", "came", "apologies", "is_demo"]
    list_display_links = ["starts_at", "title"]
    list_filter = ["kind", "state", ("venue__ward", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["title", "summary", "agenda"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "-pk"]
    fields = [
        "kind",
        "title",
        "slug",
        "summary",
        "agenda",
        "starts_at",
        "ends_at",
        "venue",
        "online_link",
    ]
    formfield_overrides = {models.DateTimeField: MOMENT}
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).with_numbers()

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title_en"]}

    def get_readonly_fields(self, request, obj=None):
        """An address that was announced is kept for good."""
        fixed = super().get_readonly_fields(request, obj)
        return [*fixed, "slug"] if obj and obj.is_public else fixed

    def has_delete_permission(self, request, obj=None):
        """A draft can be thrown away; what was public stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or not obj.is_public)

    def save_model(self, request, obj, form, change):
        if not change:
            super().save_model(request, obj, form, change)
            return
        services.change_meeting(meeting_id=obj.pk, actor=request.user, changes=form.changes())

    def save_formset(self, request, form, formset, change):
        """Save the papers; a file that nobody can reach any more is deleted."""
        before = {paper.pk: paper.file.name for paper in form.instance.papers.all()}
        super().save_formset(request, form, formset, change)
        after = set(form.instance.papers.values_list("file", flat=True))
        for name in set(before.values()) - after:
            transaction.on_commit(lambda name=name: default_storage.delete(name))

    def delete_model(self, request, obj):
        """Delete a draft with the files of its papers."""
        names = list(obj.papers.values_list("file", flat=True))
        super().delete_model(request, obj)
        transaction.on_commit(lambda: [default_storage.delete(name) for name in names])

    def get_urls(self):
        view = self.admin_site.admin_view(self.paper_view)
        return [path("papers/<int:pk>/", view, name="taskforce_meeting_paper"), *super().get_urls()]

    def paper_view(self, request, pk):
        """Any paper, for officers who may see meetings."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        paper = get_object_or_404(Paper, pk=min(pk, 2**62))
        name = download_name(paper.title, paper.ending)
        return file_response(paper.file, content_type=CONTENT_TYPES[paper.ending], name=name)

    def more(self, request, thing):
        rows = [(_("State"), thing.get_state_display())]
        rows += [(_("Came"), thing.number_came), (_("Sent apologies"), thing.number_apologies)]
        minutes = _minutes(thing)
        return [*rows, (_("Minutes"), minutes.get_state_display() if minutes.pk else "–")]

    @admin.display(description=_("came"), ordering="number_came")
    def came(self, meeting):
        """How many members came."""
        return meeting.number_came

    @admin.display(description=_("apologies"), ordering="number_apologies")
    def apologies(self, meeting):
        """How many members sent apologies."""
        return meeting.number_apologies

    def export_headings(self):
        return [_("Title"), _("Kind"), _("Starts"), _("State"), _("Came"), _("Sent apologies")]

    def export_row(self, meeting):
        return [
            meeting.title,
            meeting.get_kind_display(),
            date_format(localtime(meeting.starts_at), "Y-m-d H:i"),
            meeting.get_state_display(),
            meeting.number_came,
            meeting.number_apologies,
        ]
