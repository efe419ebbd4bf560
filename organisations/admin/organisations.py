"""Groups: to find, to check, to merge, to export."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.files import sent
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin
from organisations import rules
from organisations.admin.acts import ACTS
from organisations.admin.filters import DocumentsFilter, FlaggedFilter
from organisations.admin.tabs import TABS, YES_NO
from organisations.enums import MembershipState, ReachKind, Role
from organisations.models import Organisation
from people.services import record_reading


def _owners(organisation) -> str:
    """The owners' addresses, from what the export has read."""
    return ", ".join(
        one.person.email
        for one in organisation.memberships.all()
        if one.state == MembershipState.ACTIVE and one.role == Role.OWNER
    )


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Groups. Their own people write what they say; officers act."""

    area, place = Area.GROUPS, 1
    acts, act_key = ACTS, "organisation_id"
    tabs = TABS
    export_permission = "organisations.export_organisations"
    export_columns = (
        Column(_("Name"), lambda one: one.name),
        Column(_("Kind of group"), lambda one: one.get_form_display()),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Checked on"), lambda one: one.verified_on or ""),
        Column(_("Directory"), lambda one: one.get_listing_display()),
        Column(_("Numbers"), lambda one: ", ".join(n.org_id for n in one.numbers.all())),
        Column(_("Ward where it is"), lambda one: one.ward or ""),
        Column(_("Postcode"), lambda one: one.postcode),
        Column(_("Works in"), lambda one: ", ".join(str(ward) for ward in one.wards.all())),
        Column(_("Works with"), lambda one: ", ".join(one.reach_in_words(ReachKind.PEOPLE))),
        Column(_("Speaks"), lambda one: ", ".join(one.reach_in_words(ReachKind.LANGUAGE))),
        Column(_("Bank account in its own name"), lambda one: YES_NO[one.has_own_account]),
        Column(_("Supplier reference"), lambda one: one.supplier_reference),
        Column(_("Owners"), _owners, rules.OFFICERS_MAY[rules.Duty.READ_PEOPLE]),
        Column(_("On the portal since"), lambda one: minute(one.created_at)),
    )
    list_display = ["name", "state", "form", "ward", "listing", "is_demo"]
    list_filter = [
        "state",
        "listing",
        FlaggedFilter,
        DocumentsFilter,
        "form",
        ("ward", admin.RelatedOnlyFieldListFilter),
    ]
    list_tabs = (
        (_("All"), ""),
        (_("To check"), "state__exact=new"),
        (_("Flagged"), "flagged=yes"),
        (_("Documents run out"), "documents=run-out"),
    )
    list_select_related = ["ward"]
    search_fields = ["name", "postcode", "numbers__identifier"]
    search_help_text = _("Search by name, number or postcode")
    ordering = ["name_compared", "pk"]
    actions = None

    def get_urls(self):
        """With the address of each document."""
        view = self.admin_site.admin_view(self.document_view)
        name = "organisations_organisation_document"
        address = "<path:object_id>/documents/<int:document_id>/"
        return [path(address, view, name=name), *super().get_urls()]

    def facts(self, request, thing):
        """What matters most of a group."""
        day = thing.verified_on
        return [
            (_("Kind of group"), thing.get_form_display()),
            (_("Checked on"), date_format(day, "j F Y") if day else ""),
            (_("Directory"), thing.get_listing_display()),
            (_("Ward where it is"), thing.ward),
        ]

    def is_on_site(self, thing) -> bool:
        """Its people and officers see the page before everybody does."""
        return thing.is_standing

    def export_queryset(self, rows):
        """With all that a row of the file says."""
        return rows.select_related("ward").prefetch_related(
            "numbers", "wards", "reaches", "memberships__person"
        )

    def document_view(self, request, object_id, document_id):
        """One document as a file; that it was opened is recorded."""
        organisation = self.get_object(request, object_id)
        if organisation is None:
            raise Http404
        if not rules.officer_may(request.user, rules.Duty.READ_DOCUMENTS):
            raise PermissionDenied
        document = get_object_or_404(organisation.documents, pk=min(document_id, 2**62))
        record_reading(document, actor=request.user, what="document of the group")
        return sent(request, document, name=f"{organisation.slug}-{document.what}")
