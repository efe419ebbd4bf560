"""Needs and offers, as officers see them: lists, what was said at events, closing."""

from functools import partial

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils.translation import gettext_lazy as _

from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin
from officers.many import ActsOnMany
from partnerships import rules, services
from partnerships.admin.entering import enter_view
from partnerships.admin.filters import AtAnEventFilter, FamilyFilter
from partnerships.enums import PostingState
from partnerships.models import Posting


class WhyForm(ActForm):
    """Asks why it is closed."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The group reads it in an email."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


CLOSE = Act(
    name="close",
    label=_("Close it for good"),
    explain=_("It isn’t shown or matched any more. The group is told why."),
    done=_("It is closed."),
    run=services.close,
    form=WhyForm,
    may=lambda officer, _posting: rules.may_manage(officer),
    open=lambda posting: PostingState.CLOSED in posting.MOVES[posting.state],
    preview=lambda posting: [(_("Group"), posting.organisation), (_("What"), posting.title)],
    ends=True,
)


def _parts(posting: Posting) -> str:
    return "; ".join(str(part) for part in posting.parts.all())


def _wards(posting: Posting) -> str:
    return ", ".join(ward.name for ward in posting.wards.all())


@admin.register(Posting)
class PostingAdmin(ActsOnMany, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Groups write them; officers enter what was said, and close what doesn't belong there."""

    area, place = Area.GROUPS, 3
    acts, many, act_key = (CLOSE,), (CLOSE,), "posting_id"
    export_permission = "partnerships.export_postings"
    export_columns = (
        Column(_("Need or offer"), lambda posting: posting.get_kind_display()),
        Column(_("Title"), lambda posting: posting.title),
        Column(_("Group"), lambda posting: posting.organisation.name),
        Column(_("What, and how much"), _parts),
        Column(_("Wards"), _wards),
        Column(_("From"), lambda posting: posting.starts_on or ""),
        Column(_("Until"), lambda posting: posting.ends_on or ""),
        Column(_("Weekdays"), lambda posting: ", ".join(posting.weekday_names())),
        Column(_("From what time"), lambda posting: posting.starts_at or ""),
        Column(_("Until what time"), lambda posting: posting.ends_at or ""),
        Column(_("Languages"), lambda posting: ", ".join(posting.languages())),
        Column(_("State"), lambda posting: posting.get_state_display()),
        Column(_("Shown until"), lambda posting: posting.expires_on),
        Column(_("Posted at"), lambda posting: minute(posting.created_at)),
        Column(_("Said at"), lambda posting: posting.event_name),
    )
    list_display = ["title", "kind", "organisation", "state", "created_at", "expires_on"]
    list_filter = ["state", "kind", FamilyFilter, AtAnEventFilter, "wards"]
    list_select_related = ["organisation"]
    list_tabs = (
        (_("All"), ""),
        (_("Open"), "state__exact=open"),
        (_("Wait for the group"), "state__exact=draft"),
        (_("Met"), "state__exact=matched"),
    )
    search_fields = ["title", "details", "organisation__name", "event_name"]
    date_hierarchy = "created_at"
    fields = [
        *("kind", "title", "organisation", "details", "starts_on", "ends_on", "expires_on"),
        *("starts_at", "ends_at", "created_at", "event_name", "event_on", "entered_by"),
    ]

    def get_urls(self):
        """With the page on which officers enter what was said at an event."""
        view = self.admin_site.admin_view(partial(enter_view, self))
        return [path("enter/", view, name="partnerships_posting_enter"), *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        """The list, with the way to enter what was said."""
        may = rules.may_manage(request.user)
        words = _("Enter what was said at an event")
        links = [(words, self.address("enter"))] if may else []
        return super().changelist_view(request, {"list_links": links} | (extra_context or {}))

    def export_queryset(self, rows):
        return rows.prefetch_related("parts", "wards", "spoken")

    def more(self, request, thing):
        return [
            (_("State"), thing.get_state_display()),
            (_("What, and how much"), _parts(thing)),
            (_("Wards"), _wards(thing) or _("Anywhere in Luton")),
            (_("Weekdays"), ", ".join(thing.weekday_names()) or _("Any")),
            (_("Languages"), ", ".join(thing.languages()) or _("Any")),
        ]

    def is_on_site(self, thing) -> bool:
        return False
