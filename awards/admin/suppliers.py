"""Suppliers, and the changes of their numbers that a second person calls about."""

from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from awards import rules, services
from awards.admin import forms
from awards.enums import ChangeState
from awards.models import Supplier, SupplierChange
from officers.acts import Act, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin, moment

ASK_CHANGE = Act(
    name="ask-change",
    label=_("Ask for a change"),
    explain=_(
        "From now on nothing is paid to the group. A second person calls the number that is held; "
        "once they have confirmed the change, payments wait ten days more."
    ),
    done=_("A second person now calls the group."),
    run=services.ask_change,
    form=forms.ChangeSupplierForm,
    preview=lambda supplier: [
        (_("Supplier number"), supplier.number or _("none")),
        (_("Telephone number for checking"), supplier.telephone),
    ],
    may=rules.may_keep_supplier,
    open=lambda supplier: not supplier.changes.filter(state=ChangeState.ASKED).exists(),
    then=lambda _admin, _supplier, change: reverse(
        "admin:awards_supplierchange_change", args=[change.pk]
    ),
)


@admin.register(Supplier)
class SupplierAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Groups that are paid. A new one is kept on the page of its award."""

    area, place = Area.FUND, 5
    acts, act_key = (ASK_CHANGE,), "supplier_id"
    reads = "supplier"
    view_on_site = False
    list_display = ["organisation", "number", "held"]
    list_select_related = ["organisation"]
    search_fields = ["organisation__name", "organisation__supplier_reference"]
    search_help_text = _("Search by group or supplier number")
    fields = readonly_fields = ["organisation", "number", "telephone", "kept_by", "kept_at"]

    @admin.display(description=_("supplier number"), ordering="organisation__supplier_reference")
    def number(self, supplier):
        """What the finance team calls the group."""
        return supplier.number

    @admin.display(description=_("nothing is paid before"), ordering="held_until")
    def held(self, supplier):
        """Until when payments are held after a change."""
        return moment(supplier.held_until)

    def more(self, request, supplier):
        """Why nothing may be paid now, if so."""
        why = services.why_held(supplier.organisation)
        return [(_("Held back"), why)] if why else []

    def links(self, request, supplier):
        """The ways to its changes."""
        return [
            (
                f"{change.get_state_display()}: {moment(change.asked_at)}",
                reverse("admin:awards_supplierchange_change", args=[change.pk]),
            )
            for change in supplier.changes.all()
        ]


CHANGE_ACTS = (
    Act(
        name="confirm",
        label=_("Confirm after a call"),
        explain=_(
            "Call the number that we held before, and ask whether the change is theirs. A number "
            "in the letter or email that asks for it doesn’t count. Payments then wait ten days."
        ),
        done=_("The change is made. Payments wait ten days."),
        leads=True,
        run=services.confirm_change,
        form=forms.CallForm,
        preview=lambda change: [
            (_("Number to call"), change.supplier.telephone),
            (_("Supplier number now"), change.supplier.number),
            (_("New supplier number"), change.number or _("stays")),
            (_("New telephone number"), change.telephone or _("stays")),
            (_("Why"), change.reason),
            (_("Asked for by"), change.asked_by),
        ],
        **moves_to(ChangeState.CONFIRMED),
    ),
    Act(
        name="refuse",
        label=_("Refuse the change"),
        explain=_("The number stays as it was, and payments go on."),
        done=_("The change is refused."),
        run=services.refuse_change,
        form=ReasonForm,
        ends=True,
        **moves_to(ChangeState.REFUSED),
    ),
)


@admin.register(SupplierChange)
class SupplierChangeAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Changes of supplier numbers: who asked, who called whom, and what was said."""

    area, place = Area.FUND, 6
    acts, act_key = CHANGE_ACTS, "change_id"
    reads = "change of a supplier"
    view_on_site = False
    list_display = ["supplier", "state", "number", "asked_by", "asked_at"]
    list_select_related = ["supplier__organisation", "asked_by"]
    list_filter = ["state"]
    list_tabs = (
        (_("All"), ""),
        (_("To call about"), f"state__exact={ChangeState.ASKED}"),
    )
    search_fields = ["supplier__organisation__name", "number"]
    search_help_text = _("Search by group or number")
    fields = readonly_fields = [
        "supplier",
        "number",
        "telephone",
        "reason",
        "asked_by",
        "asked_at",
        "confirmed_by",
        "called",
        "called_at",
        "spoke_with",
    ]
