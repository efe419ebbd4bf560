"""Changes that groups ask for, and what officers answer."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from awards.services import paid_of
from collaboration_fund import services as fund
from collaboration_fund.rules import may_run
from monitoring import services
from monitoring.enums import ChangeState
from monitoring.models import Change
from officers.acts import Act, ActForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import text_field
from officers.lists import ReadOnlyMixin, moment
from officers.tabs import HISTORY, Tab
from questionnaires.values import pounds


class YesForm(ActForm):
    """What the groups are told with a yes."""

    answer = text_field(_("What the groups are told"), required=False, most=3000)


class NoForm(ActForm):
    """Why not."""

    answer = text_field(_("Why not? The groups read it."), most=3000)


ACTS = (
    Act(
        name="approve",
        label=_("Approve the change"),
        explain=_(
            "The award, what it is for and when its reports are due become what was asked for. "
            "The groups are told."
        ),
        done=_("The change is approved."),
        first=_("See who is told"),
        leads=True,
        run=services.approve_change,
        form=YesForm,
        check=services.refuse_unless_possible,
        **moves_to(ChangeState.APPROVED),
    ),
    Act(
        name="refuse",
        label=_("Don’t approve it"),
        explain=_("The award stays as it is. The groups are told why."),
        done=_("The groups are told that it isn’t approved."),
        first=_("See who is told"),
        run=services.refuse_change,
        form=NoForm,
        **moves_to(ChangeState.REFUSED),
    ),
)


def asked(_admin, _request, change) -> dict:
    """What is asked for, beside what is."""
    return {"rows": services.asked_in(change)}


@admin.register(Change)
class ChangeAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Changes of every award. Opening one is recorded."""

    area, place = Area.FUND, 6
    acts, act_key = ACTS, "change_id"
    reads = "change of an award"
    list_per_page = 25
    view_on_site = False
    list_tabs = (
        (_("All"), ""),
        (_("To answer"), f"state__exact={ChangeState.ASKED}"),
        (_("Approved"), f"state__exact={ChangeState.APPROVED}"),
        (_("Not approved"), f"state__exact={ChangeState.REFUSED}"),
    )
    list_display = ["title", "state", "group", "asked"]
    list_filter = ["state"]
    search_fields = ["award__reference", "award__title", "award__application__lead__name"]
    search_help_text = _("Search by reference, title or group")
    tabs = (
        Tab("overview", _("Overview"), template="admin/monitoring/change.html", more=asked),
        HISTORY,
    )

    def get_queryset(self, request):
        """With their awards, for whoever runs rounds."""
        rows = super().get_queryset(request)
        if not may_run(request.user):
            return rows.none()
        return rows.select_related("award__round", "award__application__lead", "asked_by")

    def lock(self, request, object_id) -> None:
        """The award first, as everywhere: approving locks it too."""
        if object_id and str(object_id).isdecimal():
            found = Change.objects.filter(pk=object_id).values_list("award", flat=True).first()
            if found:
                fund.lock_award(found)
        super().lock(request, object_id)

    def facts(self, request, change):
        """Of which award it is, and what was paid of it."""
        return [
            (_("Award"), change.award.title),
            (_("Lead group"), change.award.application.lead),
            (_("Granted"), pounds(change.award.pence)),
            (_("Paid"), pounds(paid_of(change.award))),
        ]

    @admin.display(description=_("award"), ordering="award__title")
    def title(self, change):
        """What the work is called."""
        return change.award.title

    @admin.display(description=_("lead group"), ordering="award__application__lead__name")
    def group(self, change):
        """The group that asks."""
        return change.award.application.lead

    @admin.display(description=_("asked for"), ordering="asked_at")
    def asked(self, change):
        """When it was asked for."""
        return moment(change.asked_at)
