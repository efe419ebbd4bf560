"""Meetings: to plan, to announce, to run, and to minute."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import linebreaks_filter
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline

from core.files import sent
from core.languages import in_all
from core.uploads import UploadField
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.fields import MOMENT
from officers.history import ledger
from officers.saving import ServiceForm
from taskforce import services
from taskforce.admin import doubts
from taskforce.admin.meeting_acts import ACTS, all_languages, minutes_of
from taskforce.enums import Attended
from taskforce.models import Action, Attendance, Meeting, Minutes, Paper
from taskforce.views.public import named


class PaperForm(forms.ModelForm):
    """A paper: the file is known by what it holds."""

    file = UploadField(takes=Paper.takes, label=_("File"))

    class Meta:
        model = Paper
        fields = [*in_all("title"), "file", "audience", "order"]


class MeetingForm(ServiceForm):
    """A meeting: what may be a slip in its times and its room is asked about."""

    def doubts(self):
        asked = {"starts_at", "ends_at", "venue"} & set(self.changed_data)
        return doubts.of_a_meeting(self.instance) if asked else []


class PaperInline(TranslationStackedInline):
    """The papers of a meeting."""

    model = Paper
    form = PaperForm
    fields = ["title", "file", "download", "audience", "order"]
    extra = 1
    readonly_fields = ["download"]
    view_on_site = False

    @admin.display(description=_("file now"))
    def download(self, paper):
        """The way to the file, for officers."""
        if not paper.pk:
            return self.get_empty_value_display()
        href = reverse("admin:taskforce_meeting_paper", args=[paper.pk])
        return format_html('<a href="{}">{}</a>', href, paper.kind.upper())


def _state_of_minutes(meeting) -> str:
    minutes = getattr(meeting, "minutes", None)
    return minutes.get_state_display() if minutes else ""


@admin.register(Meeting)
class MeetingAdmin(OfficersAdmin, TranslationAdmin):
    """Meetings. Everything but a new draft is written by the services."""

    area, place = Area.TASKFORCE, 2
    acts, act_key = ACTS, "meeting_id"
    export_permission = "taskforce.export_meetings"
    export_columns = (
        Column(_("Title"), lambda meeting: meeting.title),
        Column(_("Kind"), lambda meeting: meeting.get_kind_display()),
        Column(_("Starts"), lambda meeting: minute(meeting.starts_at)),
        Column(_("State"), lambda meeting: meeting.get_state_display()),
        Column(_("Came"), lambda meeting: meeting.number_came),
        Column(_("Sent apologies"), lambda meeting: meeting.number_apologies),
        Column(
            _("Who came"), lambda meeting: "; ".join(str(r.member) for r in meeting.those_who_came)
        ),
        Column(_("Decisions"), lambda meeting: "; ".join(d.text for d in meeting.decisions.all())),
        Column(
            _("Actions"),
            lambda meeting: "; ".join(f"{one} ({one.owners})" for one in meeting.actions.all()),
        ),
        Column(_("Minutes"), _state_of_minutes),
    )
    form = MeetingForm
    inlines = [PaperInline]
    list_display = ["starts_at", "title", "kind", "state", "came", "apologies", "is_demo"]
    list_display_links = ["starts_at", "title"]
    list_filter = ["kind", "state", ("venue__ward", admin.RelatedOnlyFieldListFilter)]
    search_fields = in_all("title", "summary", "agenda")
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

    def get_urls(self):
        view = self.admin_site.admin_view(self.paper_view)
        return [path("papers/<int:pk>/", view, name="taskforce_meeting_paper"), *super().get_urls()]

    def paper_view(self, request, pk):
        """Any paper, for officers who may see meetings."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        paper = get_object_or_404(Paper, pk=min(pk, 2**62))
        return sent(request, paper, name=named(paper.title))

    def more(self, request, thing):
        minutes = minutes_of(thing)
        return [
            (_("State"), thing.get_state_display()),
            (_("Came"), thing.number_came),
            (_("Sent apologies"), thing.number_apologies),
            (_("Minutes"), minutes.get_state_display() if minutes.pk else "–"),
        ]

    def told(self, request, thing):
        """What the meeting brought, to read before it is approved and published."""
        minutes = minutes_of(thing)
        actions = thing.actions.select_related("owner__person")
        return [
            (_("Minutes"), linebreaks_filter(all_languages(minutes, "text"))),
            (_("Decisions"), _list((all_languages(d, "text"),) for d in thing.decisions.all())),
            (
                _("Actions"),
                _list_of_links(
                    (reverse("admin:taskforce_action_change", args=[a.pk]), a.text, a.owners)
                    for a in actions
                ),
            ),
        ]

    def is_on_site(self, thing):
        return thing.is_public

    def history_parts(self, thing):
        """Who came, and the minutes, decisions and actions."""
        return [
            Attendance.objects.filter(meeting=thing),
            Minutes.objects.filter(meeting=thing),
            thing.decisions.all(),
            thing.actions.all(),
        ]

    def what_happened(self, thing):
        """Its own moves and those of its minutes, with the reasons."""
        minutes = minutes_of(thing)
        moves = ledger(thing) + (ledger(minutes) if minutes.pk else [])
        return sorted(moves, key=lambda move: move["at"])

    @admin.display(description=_("came"), ordering="number_came")
    def came(self, meeting):
        """How many members came."""
        return meeting.number_came

    @admin.display(description=_("apologies"), ordering="number_apologies")
    def apologies(self, meeting):
        """How many members sent apologies."""
        return meeting.number_apologies

    def export_queryset(self, rows):
        came = Attendance.objects.filter(mark=Attended.CAME).select_related("member__person")
        return rows.select_related("minutes").prefetch_related(
            "decisions",
            models.Prefetch("actions", Action.objects.select_related("owner__person")),
            models.Prefetch("attendance", came, to_attr="those_who_came"),
        )


def _list(rows) -> str:
    """A list of (words) rows, or nothing."""
    items = format_html_join("", "<li><bdi>{}</bdi></li>", rows)
    return format_html("<ul>{}</ul>", items) if items else ""


def _list_of_links(rows) -> str:
    """A list of (address, words, whose) rows, or nothing."""
    items = format_html_join("", '<li><a href="{}"><bdi>{}</bdi></a> ({})</li>', rows)
    return format_html("<ul>{}</ul>", items) if items else ""
