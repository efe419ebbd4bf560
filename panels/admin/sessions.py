"""Sessions: the list, the form, and the buttons that move them."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, models, transaction
from django.db.models import Count, Q
from django.forms import CheckboxSelectMultiple
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin
from modeltranslation.utils import get_translation_fields

from core.confirming import TellsFirst, carried, changed_columns
from core.forms import posted
from core.made_from import KnowsStalePages
from core.refusal import Refusal
from core.telling import digest
from panels import services
from panels.admin.acts import ACTS, acts_for
from panels.admin.attendance import attendance_view
from panels.admin.filters import WhenFilter
from panels.admin.forms import SessionForm
from panels.admin.papers import export_view, sheet_view
from panels.enums import LIVE, TAKES_A_PLACE, SessionState
from panels.models import Programme, Session
from panels.services.places import lock
from people.officers import MOMENT, HistoryMixin, add_refusal, ledger, record_reading

WORDS = ["title", "slug", "summary", "expect", "audience", "host", "provisions"]
REGISTRATION = ["capacity", "registration_opens_at", "registration_closes_at", "notice_days"]
LUTON_TIME = _("All times are Luton's own: Europe/London.")
WAITING = Count("registrations", filter=Q(registrations__state__in={*LIVE} - {*TAKES_A_PLACE}))


@admin.register(Session)
class SessionAdmin(KnowsStalePages, TellsFirst, HistoryMixin, TranslationAdmin):
    """Sessions. Everything but a new draft is written by the services."""

    form = SessionForm
    list_display = ["starts_at", "title", "ward", "state", "places", "waiting", "is_demo"]
    list_display_links = ["starts_at", "title"]
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
    fieldsets = [
        (None, {"fields": ["programme", "topic", *WORDS]}),
        (_("When"), {"fields": ["starts_at", "ends_at"], "description": LUTON_TIME}),
        (_("Where"), {"fields": ["venue", "online_link"]}),
        (_("Places and registration"), {"fields": REGISTRATION, "description": LUTON_TIME}),
    ]
    formfield_overrides = {
        models.DateTimeField: MOMENT,
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }
    actions = None

    class Media:
        css = {"all": ["panels/officers.css"]}

    def get_queryset(self, request):
        """With the ward and the numbers, in one query."""
        sessions = super().get_queryset(request).select_related("venue__ward")
        return sessions.with_numbers().annotate(number_waiting=WAITING)

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

    def get_fieldsets(self, request, obj=None):
        """With the report, once it is written."""
        fieldsets = [*super().get_fieldsets(request, obj)]
        if obj and obj.state == SessionState.REPORTED:
            fieldsets.append((_("Report"), {"fields": get_translation_fields("outcome")}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        """An address that was published is kept for good."""
        fixed = super().get_readonly_fields(request, obj)
        published = obj and obj.state != SessionState.DRAFT
        return [*fixed, "slug"] if published else fixed

    def get_prepopulated_fields(self, request, obj=None):
        """The address of a new session follows its English title."""
        return {} if obj else {"slug": ["title_en"]}

    def get_form(self, request, obj=None, **kwargs):
        """The form, carrying why the service refused what was typed."""
        form = super().get_form(request, obj, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def has_delete_permission(self, request, obj=None):
        """A draft can be thrown away; what was public stays."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and (obj is None or obj.state == SessionState.DRAFT)

    def delete_model(self, request, obj):
        if lock(obj.pk).state != SessionState.DRAFT:
            raise PermissionDenied
        super().delete_model(request, obj)

    # --- Saving ---------------------------------------------------------------------------------

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """The form; what a service refuses, or has to be confirmed first, keeps what was typed."""
        show = partial(super().changeform_view, request, object_id, form_url, extra_context)
        if request.method != "POST":
            return show()
        try:
            return self._save_locked(request, object_id, show)
        except Refusal as refusal:
            request.refusal = refusal
        except IntegrityError:
            # Somebody saved the same address a moment ago: the form finds it now.
            pass
        return self._save_locked(request, object_id, show)

    def _save_locked(self, request, object_id, show):
        """Check and save with the row locked, so that nothing changes in between."""
        with transaction.atomic():
            session = object_id and self.get_object(request, unquote(object_id))
            if session:
                lock(session.pk)
            elif request.POST.get("programme", "").isdecimal():
                # Sessions of one programme are added one after the other, each at its own address.
                programme = Programme.objects.filter(pk=request.POST["programme"][:9])
                programme.select_for_update().first()
            return show()

    def save_model(self, request, obj, form, change):
        """A new draft is written; a session that exists goes through the service."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        save = partial(
            services.change_session,
            session_id=obj.pk,
            actor=request.user,
            changes=changed_columns(form),
        )
        self.require_confirmed(request, form, services.telling_of(obj, save))
        save()

    # --- Pages of one session -------------------------------------------------------------------

    def get_urls(self):
        pages = {act.name: partial(self.act_view, act=act) for act in ACTS}
        pages |= {
            "attendance": partial(attendance_view, self),
            "sheet": partial(sheet_view, self),
            "export": partial(export_view, self),
        }
        return [
            path(
                f"<path:object_id>/{name}/",
                self.admin_site.admin_view(view),
                name=f"panels_session_{name}",
            )
            for name, view in pages.items()
        ] + super().get_urls()

    def session_or_none(self, request, object_id) -> Session | None:
        """The session of one of these pages, if there is one and the officer may see it.

        Raises:
            PermissionDenied: they may not.
        """
        session = self.get_object(request, unquote(object_id))
        if not self.has_view_permission(request, session):
            raise PermissionDenied
        return session

    def not_there(self, request, object_id):
        """Say that there is no such session, and lead to the list."""
        return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)

    def page(self, request, session, title, template, **context):
        """One of these pages."""
        context = self._context(request, session, title) | context
        context["errors"] = any(form.errors for form in [context.get("form")] if form)
        return TemplateResponse(request, f"admin/panels/session/{template}.html", context)

    def back(self, session):
        """Lead to the session's own page."""
        return redirect("admin:panels_session_change", session.pk)

    def act_view(self, request, object_id, act):
        """Explain one move, ask what it needs, and make it on a POST."""
        session = self.session_or_none(request, object_id)
        if session is None:
            return self.not_there(request, object_id)
        if not session.may_move(request.user, act.to):
            raise PermissionDenied
        form = act.form(session, posted(request))
        if form.is_valid():
            run = partial(act.run, session_id=session.pk, actor=request.user, **form.cleaned_data)
            try:
                tellings = services.telling_of(session, run) if act.tells else []
                if act.tells and request.POST.get("_confirmed") != digest(tellings):
                    return self._show_first(request, session, act, form, tellings)
                run()
            except Refusal as refusal:
                add_refusal(form, refusal)
            else:
                self.log_change(request, session, str(act.done))
                messages.success(request, act.done)
                return self.back(session)
        elif not form.is_bound and act not in acts_for(session, request.user):
            messages.warning(
                request,
                _("This can't be done now: the session is “%(state)s”.")
                % {"state": session.get_state_display()},
            )
            return self.back(session)
        doubts = _doubts(session) if act.to == SessionState.PUBLISHED else []
        return self.page(request, session, act.label, "act", act=act, form=form, doubts=doubts)

    def _show_first(self, request, session, act, form, tellings):
        """What was written and who is told what, before it is done."""
        record_reading(
            session,
            actor=request.user,
            what="who is told",
            rows=sum(len(telling.names) for telling in tellings),
        )
        return self.page(
            request,
            session,
            act.label,
            "confirm_act",
            act=act,
            tellings=tellings,
            rows=[(field.label, field.value()) for field in form if field.value()],
            carried=carried(request),
            confirmation=digest(tellings),
        )

    def render_change_form(self, request, context, add=False, change=False, **kwargs):
        """With the buttons and numbers of a session that exists; a question is no error."""
        if context["adminform"].form.doubts:
            context["errors"] = []
        if change:
            session, officer = context["original"], request.user
            context |= {
                "acts": acts_for(session, officer),
                "ledger": ledger(session),
                "session": session,
            }
        return super().render_change_form(request, context, add=add, change=change, **kwargs)

    def _context(self, request, session, title):
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "subtitle": session,
            "session": session,
            "opts": self.opts,
            "media": self.media,
            "list_url": reverse("admin:panels_session_changelist"),
            "thing_url": reverse("admin:panels_session_change", args=[session.pk]),
        }


def _doubts(session) -> list[str]:
    """What to look at again before a session is public."""
    asked = ("programme", "starts_at", "ends_at", "registration_closes_at", "venue", "pk")
    return services.doubts_about(**{name: getattr(session, name) for name in asked})
