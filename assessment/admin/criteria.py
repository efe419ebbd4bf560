"""What is scored: criteria and the text of each score, until their use says they are fixed."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from assessment import registry, rules
from assessment.models import Anchor, Assessment, Criterion
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import without_buttons


def _asked(request) -> str:
    """The assessment whose page led here, as the list of criteria filters by it."""
    asked = request.GET.get("assessment", "")
    return asked if asked.isdecimal() and len(asked) < 10 else ""


class AnchorInline(admin.StackedInline):
    model = Anchor
    extra = 5
    max_num = 5

    def _may(self, request, criterion) -> bool:
        if criterion is None:
            return registry.runs_any(request.user)
        return rules.may_write_criteria(request.user, criterion.assessment)

    def has_view_permission(self, request, obj=None):
        return registry.runs_any(request.user)

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)


@admin.register(Criterion)
class CriterionAdmin(OfficersAdmin, admin.ModelAdmin):
    """Criteria with the text of each score."""

    area, place = Area.RECRUITMENT, 3
    list_display = ["title", "assessment", "weight", "order"]
    list_filter = [("assessment", admin.RelatedOnlyFieldListFilter)]
    inlines = [AnchorInline]

    def get_queryset(self, request):
        """Those of what they run, with what each belongs to."""
        run = Assessment.objects.run_by(request.user)
        rows = super().get_queryset(request).filter(assessment__in=run.values("pk"))
        return rows.prefetch_related(Prefetch("assessment", queryset=run))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A criterion is of something that its officer runs and that isn't fixed yet."""
        if db_field.name == "assessment":
            kwargs["queryset"] = _unfixed(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A round is added and changed on its own page."""
        return without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_changeform_initial_data(self, request):
        """For the assessment whose page led here."""
        return {"assessment": _asked(request)} if _asked(request) else {}

    def add_view(self, request, form_url="", extra_context=None):
        """Say why nothing can be chosen, where nothing can."""
        if request.method == "GET" and not _unfixed(request.user).exists():
            messages.warning(
                request,
                _(
                    "There is no draft round. Criteria are written before a round opens; "
                    "then they stay as they are."
                ),
            )
        return super().add_view(request, form_url, extra_context)

    def response_post_save_add(self, request, obj):
        """Back to the panel and the criteria of what it belongs to."""
        return redirect("admin:assessment_assessment_change", obj.assessment_id)

    response_post_save_change = response_post_save_add

    def response_delete(self, request, obj_display, obj_id):
        """Back there as well."""
        super().response_delete(request, obj_display, obj_id)
        return redirect("admin:assessment_assessment_change", request.left_assessment)

    def save_model(self, request, obj, form, change):
        """Save while nothing is fixed still: somebody may have opened it meanwhile."""
        self._hold(request, obj)
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        """Delete while nothing is fixed still."""
        request.left_assessment = obj.assessment_id
        with transaction.atomic():
            self._hold(request, obj)
            super().delete_model(request, obj)

    def _hold(self, request, criterion) -> None:
        registry.use_of(criterion.assessment).lock(criterion.assessment)
        now = Assessment.objects.with_things().get(pk=criterion.assessment_id)
        if not rules.may_write_criteria(request.user, now):
            raise PermissionDenied

    def _may(self, request, criterion) -> bool:
        if criterion is None:
            return registry.runs_any(request.user)
        return rules.may_write_criteria(request.user, criterion.assessment)

    def has_module_permission(self, request):
        return registry.runs_any(request.user)

    def has_view_permission(self, request, obj=None):
        return registry.runs_any(request.user)

    def has_add_permission(self, request):
        return registry.runs_any(request.user)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)


def _unfixed(officer):
    """The assessments that they run and whose criteria can still be written."""
    run = Assessment.objects.run_by(officer)
    free = [one.pk for one in run if not registry.use_of(one).criteria_fixed(one)]
    return run.filter(pk__in=free)
