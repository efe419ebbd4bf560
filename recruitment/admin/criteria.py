"""What the panel scores: criteria and the text of each score, fixed once a round is open."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from officers.areas import Area
from officers.base import OfficersAdmin
from recruitment import rules
from recruitment.admin.base import ShowsItself, runs_any
from recruitment.admin.inlines import WrittenBeforeOpening
from recruitment.enums import RoundState
from recruitment.models import Anchor, Criterion, Round
from recruitment.services.rounds import lock_round


def _round_asked(request) -> str:
    """The round whose page led here, as the list of criteria filters by it."""
    asked = request.GET.get("round", "")
    return asked if asked.isdecimal() and len(asked) < 10 else ""


class AnchorInline(WrittenBeforeOpening, admin.StackedInline):
    model = Anchor
    extra = 5
    max_num = 5

    def _may(self, request, criterion) -> bool:
        return super()._may(request, criterion.round if criterion else None)


@admin.register(Criterion)
class CriterionAdmin(ShowsItself, OfficersAdmin, admin.ModelAdmin):
    """Criteria with the text of each score."""

    area, place = Area.RECRUITMENT, 3
    list_display = ["title", "round", "order"]
    list_filter = [("round", admin.RelatedOnlyFieldListFilter)]
    inlines = [AnchorInline]

    def get_queryset(self, request):
        return (
            super()
            .get_queryset(request)
            .filter(round__in=Round.objects.run_by(request.user))
            .select_related("round")
        )

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "round":
            kwargs["queryset"] = Round.objects.run_by(request.user).filter(state=RoundState.DRAFT)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request):
        """For the round whose page led here."""
        return {"round": _round_asked(request)} if _round_asked(request) else {}

    def add_view(self, request, form_url="", extra_context=None):
        """Say why no round can be chosen, where none can."""
        drafts = Round.objects.run_by(request.user).filter(state=RoundState.DRAFT)
        if request.method == "GET" and not drafts.exists():
            messages.warning(
                request,
                _(
                    "There is no draft round. Criteria are written before a round opens; "
                    "then they stay as they are."
                ),
            )
        return super().add_view(request, form_url, extra_context)

    def _may(self, request, criterion) -> bool:
        if criterion is None:
            return runs_any(request.user)
        return rules.may_run(request.user, criterion.round) and (
            criterion.round.state == RoundState.DRAFT
        )

    def save_model(self, request, obj, form, change):
        """Save while the round is a draft still: somebody may have opened it meanwhile."""
        self._hold_draft(obj)
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        """Delete while the round is a draft still."""
        with transaction.atomic():
            self._hold_draft(obj)
            super().delete_model(request, obj)

    def _hold_draft(self, criterion) -> None:
        if lock_round(criterion.round_id).state != RoundState.DRAFT:
            raise PermissionDenied

    def has_module_permission(self, request):
        return runs_any(request.user)

    def has_view_permission(self, request, obj=None):
        return runs_any(request.user)

    def has_add_permission(self, request):
        return runs_any(request.user)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)
