"""Sessions: the list, the form, and the buttons that move them."""

from functools import partial

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Count, Q
from django.forms import CheckboxSelectMultiple
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import MOMENT
from officers.history import ledger
from officers.lists import links_for, moment
from officers.many import ActsOnMany
from panels import services
from panels.admin.acts import PUBLISH_MANY, SESSION_ACTS
from panels.admin.attendance import attendance_view, is_marked, may_mark_attendance
from panels.admin.filters import WhenFilter
from panels.admin.forms import SessionForm
from panels.admin.numbers import numbers_view
from panels.admin.papers import may_print_sheet, sheet_view
from panels.admin.tabs import SESSION_TABS, groups, places, when
from panels.enums import LIVE, TAKES_A_PLACE, SessionState
from panels.models import Programme, Session
from panels.services.places import lock

WAITING = Count("registrations", filter=Q(registrations__state__in={*LIVE} - {*TAKES_A_PLACE}))


@admin.register(Session)
class SessionAdmin(ActsOnMany, OfficersAdmin, TranslationAdmin):
    """Sessions. Everything but a new draft is written by the services."""

    area, place = Area.SESSIONS, 1
    form = SessionForm
    acts, act_key = SESSION_ACTS, "session_id"
    pages = (
        Page(
            "attendance",
            attendance_view,
            _("Attendance"),
            may=may_mark_attendance,
            open=is_marked,
        ),
        Page("sheet", sheet_view, _("Sign-in sheet"), may=may_print_sheet),
    )
    tabs = SESSION_TABS
    list_tabs = (
        (_("All"), ""),
        (_("Coming"), "state__exact=published&when=upcoming&o=1"),
        (_("To mark as held"), "state__exact=published&when=past"),
        (_("To report on"), "state__exact=held"),
        (_("Drafts"), "state__exact=draft"),
        (_("Reported"), "state__exact=reported"),
    )
    list_display = ["starts", "title", "ward", "state", "places", "waiting", "is_demo"]
    list_display_links = ["starts", "title"]
    many = (PUBLISH_MANY,)
    list_filter = [
        WhenFilter,
        "state",
        "topic",
        ("venue__ward", admin.RelatedOnlyFieldListFilter),
        "programme",
    ]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "-pk"]
    search_fields = ["title", "summary", "venue__name", "host"]
    search_help_text = _("Search by title, summary, venue or host")
    formfield_overrides = {
        models.DateTimeField: MOMENT,
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }

    def get_queryset(self, request):
        """With the ward and the numbers, in one query."""
        sessions = super().get_queryset(request).select_related("venue__ward")
        return sessions.with_numbers().annotate(number_waiting=WAITING)

    def get_urls(self):
        view = self.admin_site.admin_view(partial(numbers_view, self))
        return [path("numbers/", view, name="panels_session_numbers"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """With the way to the year's numbers."""
        links = [(_("The year in numbers"), reverse("admin:panels_session_numbers"))]
        return super().changelist_view(request, {"list_links": links} | (extra_context or {}))

    def get_actions(self, request):
        """What can be done to many; a session is thrown away on its own page."""
        acts = super().get_actions(request)
        acts.pop("delete_selected", None)
        return acts if request.user.has_perm("panels.publish_session") else {}

    @admin.display(description=_("starts"), ordering="starts_at")
    def starts(self, session):
        """When it begins."""
        return moment(session.starts_at)

    @admin.display(description=_("ward"), ordering="venue__ward__name")
    def ward(self, session):
        """Where it takes place."""
        if session.venue is None:
            return _("Online")
        return session.venue.ward or session.venue

    @admin.display(description=_("places taken"), ordering="taken")
    def places(self, session):
        """Taken, of how many."""
        limit = _("no limit") if session.capacity is None else session.capacity
        return f"{session.taken} / {limit}"

    @admin.display(description=_("waiting"), ordering="number_waiting")
    def waiting(self, session):
        """How many people wait for a place."""
        return session.number_waiting

    def get_readonly_fields(self, request, obj=None):
        """An address that was published is kept for good."""
        fixed = super().get_readonly_fields(request, obj)
        published = obj and obj.state != SessionState.DRAFT
        return [*fixed, "slug"] if published else fixed

    def get_prepopulated_fields(self, request, obj=None):
        """The address of a new session follows its English title."""
        return {} if obj else {"slug": ["title_en"]}

    def has_delete_permission(self, request, obj=None):
        """A draft can be thrown away; what was public stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.state == SessionState.DRAFT)

    def delete_model(self, request, obj):
        if lock(obj.pk).state != SessionState.DRAFT:
            raise PermissionDenied
        super().delete_model(request, obj)

    def lock(self, request, object_id):
        """The session, as its services lock it; sessions of one programme are added in turn."""
        if object_id:
            session = self.get_object(request, unquote(object_id))
            if session:
                lock(session.pk)
        elif request.POST.get("programme", "").isdecimal():
            programme = Programme.objects.filter(pk=request.POST["programme"][:9])
            programme.select_for_update().first()

    def save_model(self, request, obj, form, change):
        """A new draft is written; a session that exists goes through the service."""
        if change:
            services.change_session(session_id=obj.pk, actor=request.user, changes=form.changes())
        else:
            super().save_model(request, obj, form, change)

    def context(self, request, title, thing=None):
        """With the session under its own name."""
        return super().context(request, title, thing) | {"session": thing}

    def facts(self, request, session):
        """When and where it is, and how full."""
        return [
            (_("When"), when(session)),
            (_("Where"), session.venue or _("Online")),
            (_("Places"), places(session)),
            (_("Waiting"), session.number_waiting),
            (_("Held for groups, still to fill"), groups(session)),
        ]

    def more(self, request, session):
        """Its numbers, and what was said of it."""
        said = [
            (_("Reason for short notice"), session.late_reason),
            (_("Reason for cancelling"), session.cancel_reason),
        ]
        return [
            (_("Registered"), session.number_registered),
            (_("Attended"), session.number_attended),
            (_("Walked in"), session.number_walked_in),
            (_("Did not come"), session.number_absent),
            *((words, value) for words, value in said if value),
        ]

    def what_happened(self, session):
        """Its moves, and what was held for groups and given back."""
        words = _("%(places)s places for %(group)s: %(state)s")
        lines = super().what_happened(session)
        for hold in session.group_holds.all():
            about = {"places": hold.places, "group": hold}
            lines += [
                line | {"to": words % (about | {"state": line["to"]}), "from": ""}
                for line in ledger(hold)
            ]
        return sorted(lines, key=lambda line: line["at"])

    def links(self, request, session):
        """The lists of what belongs to it."""
        feedback = (
            "panels.view_sessionfeedback",
            _("Feedback on this session"),
            f"panels_sessionfeedback_changelist?registration__session__id__exact={session.pk}",
        )
        return links_for(request.user, [feedback])

    def links_to_people(self, officer, session):
        """The lists of its registrations."""
        found = [
            (
                "panels.view_registration",
                _("Registrations for this session"),
                f"panels_registration_changelist?session__id__exact={session.pk}",
            ),
            (
                "panels.export_registrations",
                _("Export registrations"),
                f"panels_registration_export?session__id__exact={session.pk}",
            ),
        ]
        return links_for(officer, found)

    def links_to_messages(self, officer, session):
        """The list of messages about it."""
        found = (
            "messaging.view_outboxmessage",
            _("Messages about this session"),
            f"messaging_outboxmessage_changelist?about={session.filed_under}",
        )
        return links_for(officer, [found])
