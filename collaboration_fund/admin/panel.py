"""The panel's meetings, what each decides, and requests to look at a decision again."""

from django.contrib import admin
from django.db import models
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules, services
from collaboration_fund.admin.panel_acts import ANSWER, DECIDE_ON, MEETING_ACTS, RECUSE
from collaboration_fund.admin.previews import letters_of
from collaboration_fund.documents import minutes as printed
from collaboration_fund.models import (
    Application,
    Decision,
    PanelMeeting,
    PanelMember,
    ReviewRequest,
)
from collaboration_fund.moments import closes
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import MOMENT, without_buttons
from officers.lists import ReadOnlyMixin, moment
from officers.tabs import HISTORY, Tab
from people.models import User
from people.services import record_reading
from questionnaires.values import pounds


class MemberInline(admin.StackedInline):
    """Who sits on the panel, and who was there; fixed once the decisions count."""

    model, extra = PanelMember, 3

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "person":
            officers = User.objects.filter(is_active=True, is_staff=True)
            kwargs["queryset"] = officers.order_by("name", "pk")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_view_permission(self, request, obj=None):
        return rules.may_run(request.user)

    def _may(self, request, meeting) -> bool:
        return rules.may_run(request.user) and (meeting is None or not meeting.confirmed_at)


def agenda(model_admin, request, meeting) -> dict:
    """What this officer sees of the meeting: nothing of what they stay out of, in no number."""
    seen = [*meeting.seen_by(request.user).prefetch_related("recusals__member__person")]
    return {
        "items": [
            {
                "number": number,
                "decision": one,
                "title": services.title_of(one.application),
                "advised": pounds(one.advised_pence) if one.advised_pence else "–",
                "pence": pounds(one.pence) if one.pence else "",
                "out": ", ".join(str(recusal.member) for recusal in one.recusals.all()),
            }
            for number, one in enumerate(seen, start=1)
        ],
        "waiting": sum(not one.verdict for one in seen),
        "granted": pounds(sum(one.pence for one in seen)),
        "first": services.standing_of(meeting),
        "meeting": meeting,
    }


def minutes(model_admin, request, meeting):
    """The minutes, as they are printed; without what this officer stays out of."""
    record_reading(meeting.round, actor=request.user, what="minutes of a fund panel")
    return model_admin.page(
        request,
        meeting,
        _("Minutes"),
        "admin/collaboration_fund/minutes.html",
        parts=printed.minutes_parts(meeting, meeting.seen_by(request.user)),
        pdf_url=model_admin.address("minutes_pdf", meeting.pk),
    )


def minutes_pdf(model_admin, request, meeting):
    """The minutes as a PDF that screen readers read."""
    record_reading(meeting.round, actor=request.user, what="minutes of a fund panel")
    file = printed.minutes(meeting, meeting.seen_by(request.user))
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="minutes-{meeting.pk}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def letters(model_admin, request, meeting):
    """Every letter of the meeting as it will arrive."""
    record_reading(meeting.round, actor=request.user, what="letters of a fund panel")
    return model_admin.page(
        request,
        meeting,
        _("Letters"),
        "admin/collaboration_fund/letters.html",
        letters=[*letters_of(meeting.seen_by(request.user))],
    )


@admin.register(PanelMeeting)
class PanelMeetingAdmin(OfficersAdmin, admin.ModelAdmin):
    """Meetings of panels. A round's page plans them."""

    area, place = Area.FUND, 3
    acts, act_key = MEETING_ACTS, "meeting_id"
    list_display = ["starts", "round", "place", "confirmed"]
    list_filter = ["round"]
    formfield_overrides = {models.DateTimeField: MOMENT}
    pages = (
        Page("minutes", minutes, may=rules.may_run),
        Page("minutes-pdf", minutes_pdf, may=rules.may_run),
        Page("letters", letters, may=rules.may_run),
    )
    tabs = (
        Tab(
            "agenda",
            _("Agenda"),
            template="admin/collaboration_fund/agenda.html",
            more=agenda,
            may=rules.may_run,
        ),
        Tab(
            "members",
            _("Panel and notes"),
            fieldsets=((None, {"fields": ("starts_at", "place", "quorum", "notes")}),),
            inlines=(MemberInline,),
        ),
        Tab("letters", _("Letters"), page="letters"),
        Tab("minutes", _("Minutes"), page="minutes"),
        HISTORY,
    )

    def has_add_permission(self, request):
        """A round's page plans a meeting, with its agenda."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        """What was confirmed stays."""
        fixed = [*super().get_readonly_fields(request, obj)]
        return [*fixed, "starts_at", "place", "quorum", "notes"] if obj.confirmed_at else fixed

    def is_on_site(self, thing):
        """It has no page for the public."""
        return False

    @admin.display(description=_("begins"), ordering="starts_at")
    def starts(self, meeting):
        """When it begins."""
        return moment(meeting.starts_at)

    @admin.display(description=_("confirmed"), ordering="confirmed_at")
    def confirmed(self, meeting):
        """When its decisions began to count."""
        return moment(meeting.confirmed_at) or _("Not yet")

    def facts(self, request, meeting):
        """When and where it is, who decides, and until when a review can be asked."""
        until = meeting.review_until
        return [
            (_("Begins"), moment(meeting.starts_at)),
            (_("Place"), meeting.place),
            (_("Quorum"), str(meeting.quorum)),
            (_("Confirmed"), moment(meeting.confirmed_at)),
            (_("Reviews can be asked until"), closes(until) if until else ""),
        ]


@admin.register(Decision)
class DecisionAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """One item of a meeting's agenda. Whoever stays out of it finds nothing here."""

    area, place = Area.FUND, 4
    acts, act_key = (DECIDE_ON, RECUSE), "decision_id"
    reads = "decision of a fund panel"
    list_display = ["application", "meeting", "verdict", "amount"]
    list_filter = ["verdict"]
    fields = readonly_fields = [
        "meeting",
        "application",
        "verdict",
        "amount",
        "conditions",
        "reason",
        "departs",
    ]

    def get_queryset(self, request):
        """Without what this officer stays out of."""
        rows = super().get_queryset(request).select_related("application", "meeting__round")
        if not rules.may_run(request.user):
            return rows.none()
        return rows.filter(application__in=Application.objects.not_kept_from(request.user))

    @admin.display(description=_("amount"), ordering="pence")
    def amount(self, decision):
        """What was granted."""
        return pounds(decision.pence) if decision.pence else "–"


@admin.register(ReviewRequest)
class ReviewRequestAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Requests to look again at how an application was decided."""

    area, place = Area.FUND, 5
    acts, act_key = (ANSWER,), "review_id"
    reads = "request for a review"
    list_display = ["application", "asked", "stands"]
    fields = readonly_fields = ["application", "asked_by", "asked", "reason", "answer", "stands"]

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("application", "asked_by")
        if not rules.may_run(request.user):
            return rows.none()
        return rows.filter(application__in=Application.objects.not_kept_from(request.user))

    @admin.display(description=_("asked"), ordering="asked_at")
    def asked(self, review):
        """When it was asked."""
        return moment(review.asked_at)

    @admin.display(description=_("state"))
    def stands(self, review):
        """Whether it is answered."""
        return review.stands
