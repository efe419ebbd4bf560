"""What the portal flagged, for officers to settle."""

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from officers.acts import Act, ActForm, to_the_list
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin, moment
from organisations import rules, services
from organisations.models import Flag


class SettleForm(ActForm):
    """Asks what was found out."""

    note = forms.CharField(
        label=_("What did you find out?"),
        help_text=_("Kept with the flag. Only officers read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _shown(flag: Flag) -> list[tuple[str, str]]:
    rows = [
        (_("Group"), flag.organisation),
        (_("What"), flag.get_kind_display()),
        (_("Other group"), flag.other),
        (_("Detail"), flag.detail),
    ]
    return [(words, str(value)) for words, value in rows if value]


SETTLE = Act(
    name="settle",
    label=_("Settle"),
    explain=_(
        "It is looked into and in order. It isn’t raised again while it stays the same. Merge the "
        "two records instead, from the page of the one to keep, where they are one group."
    ),
    done=_("It is settled."),
    run=services.settle,
    form=SettleForm,
    preview=_shown,
    may=lambda officer, _flag: rules.officer_may(officer, rules.Duty.SETTLE),
    open=lambda flag: flag.settled_at is None,
    then=to_the_list,
    leads=True,
)


class OpenFilter(admin.SimpleListFilter):
    """Flags by whether somebody has settled them."""

    title, parameter_name = _("settled"), "settled"

    def lookups(self, request, model_admin):
        return [("no", _("To look at")), ("yes", _("Settled"))]

    def queryset(self, request, queryset):
        if self.value() == "no":
            return queryset.open()
        return queryset.filter(settled_at__isnull=False) if self.value() == "yes" else queryset


@admin.register(Flag)
class FlagAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What is to be looked at; the services find and settle it."""

    area, place = Area.GROUPS, 2
    acts, act_key = (SETTLE,), "flag_id"
    list_display = ["kind", "group", "other_group", "detail", "found"]
    list_filter = [OpenFilter, "kind"]
    list_tabs = ((_("All"), ""), (_("To look at"), "settled=no"))
    list_select_related = ["organisation", "other"]
    search_fields = ["organisation__name", "other__name", "detail"]
    search_help_text = _("Search by name or number")
    ordering = ["-found_at", "-pk"]
    fields = readonly_fields = [
        *("kind", "group", "other_group", "detail", "found_at", "settled_at", "settled_by", "note")
    ]
    actions = None

    @admin.display(description=_("group"), ordering="organisation__name")
    def group(self, flag):
        """The group that came or changed last, with the way to its page."""
        return _link(flag.organisation)

    @admin.display(description=_("found at"), ordering="found_at")
    def found(self, flag):
        """When it was found, as short as a row needs it."""
        return moment(flag.found_at)

    @admin.display(description=_("other group"), ordering="other__name")
    def other_group(self, flag):
        """The other group, if there is one."""
        return _link(flag.other) if flag.other else "–"


def _link(organisation):
    address = reverse("admin:organisations_organisation_change", args=[organisation.pk])
    return format_html('<a href="{}"><bdi>{}</bdi></a>', address, organisation)
