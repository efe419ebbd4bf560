"""How something is assessed: the panel, the least number and the gap, and who scores what."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessment import registry, rules
from assessment.admin.assigning import assign
from assessment.admin.assigning_acts import ASSIGNING_ACTS
from assessment.admin.standings import standings
from assessment.enums import LEAST_ASSESSORS, Asked
from assessment.models import Assessment, Assessor
from core.forms import NamedLimits
from core.refusal import Refusal
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import without_buttons
from officers.lists import list_address
from officers.saving import ServiceForm
from officers.tabs import HISTORY, Tab
from people.models import User
from places.services import spaced_postcode

SETTLED = ("least_assessors", "gap", "asked")


class AssessmentForm(ServiceForm):
    """How something is assessed."""

    class Meta:
        model = Assessment
        fields = ["least_assessors", "gap", "asked", "is_blind"]

    def clean_least_assessors(self):
        """At least two people, said in words."""
        least = self.cleaned_data["least_assessors"]
        if least is not None and least < LEAST_ASSESSORS:
            raise ValidationError(_("At least two people score each application."))
        return least

    def doubts(self):
        """What it means to ask others while applications are being scored."""
        if "asked" not in self.changed_data or not self.instance.pieces.assessed_now().exists():
            return []
        if self.cleaned_data["asked"] == Asked.ASSIGNED:
            said = _(
                "Scoring has begun. From now on nobody is asked to score anything before you say "
                "who scores what. Scores that were given stay."
            )
        else:
            said = _(
                "Scoring has begun. From now on everybody on the panel is asked to score "
                "everything. Scores that were given stay."
            )
        return [said]


class AssessorForm(NamedLimits, forms.ModelForm):
    """Somebody on the panel; who has declared or scored stays who they are."""

    class Meta:
        model = Assessor
        fields = ["person", "organisation", "address", "postcode", "areas", "largest_load"]

    areas = forms.MultipleChoiceField(
        label=gettext_lazy("What they know about"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, areas, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = areas
        if not areas:
            del self.fields["areas"]

    def clean_person(self):
        """Another person is another seat."""
        person, assessor = self.cleaned_data["person"], self.instance
        changed = assessor.pk and person.pk != assessor.person_id
        if changed and (assessor.declarations.exists() or assessor.scores.exists()):
            raise ValidationError(
                _("%(person)s has declared or scored already. Add another member instead.")
                % {"person": assessor.person}
            )
        return person

    def clean_postcode(self):
        """As it is kept; an interest is found by it."""
        typed = self.cleaned_data["postcode"]
        spaced = spaced_postcode(typed)
        if typed.strip() and not spaced:
            raise ValidationError(_("Enter a full UK postcode, like LU1 2BQ."))
        return spaced


class AssessorFormSet(forms.BaseInlineFormSet):
    """The panel, as `actor` changes it."""

    actor = None

    def get_form_kwargs(self, index):
        """With what assessors of this can know about."""
        assessment = self.instance
        areas = registry.use_of(assessment).areas(assessment) if assessment.pk else ()
        return super().get_form_kwargs(index) | {"areas": list(areas)}

    def clean(self):
        """Say who may not come or leave."""
        super().clean()
        refuse = registry.use_of(self.instance).refuse_seat
        for form in self.forms:
            leaves = form in self.deleted_forms
            person = form.instance.person if leaves else form.cleaned_data.get("person")
            if person is None or not (leaves or form.has_changed()):
                continue
            joins = form.instance.pk is None or "person" in form.changed_data
            try:
                refuse(
                    assessment=self.instance,
                    person=person,
                    actor=self.actor,
                    joins=joins and not leaves,
                )
            except Refusal as refusal:
                if leaves:
                    raise ValidationError(refusal.message) from refusal
                form.add_error("person", refusal.message)


class AssessorInline(admin.StackedInline):
    model = Assessor
    form = AssessorForm
    formset = AssessorFormSet
    extra = 1

    def get_formset(self, request, obj=None, **kwargs):
        """The panel, as this officer changes it."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.actor = request.user
        return formset

    def get_fields(self, request, obj=None):
        """Without areas, where assessors of this can't know about any."""
        fields = [*super().get_fields(request, obj)]
        has_areas = obj is not None and bool(registry.use_of(obj).areas(obj))
        return [name for name in fields if name != "areas" or has_areas]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """Only officers can score: they sign in with a second step."""
        if db_field.name == "person":
            kwargs["queryset"] = User.objects.filter(is_staff=True, is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """People are added and changed on pages of their own."""
        return without_buttons(super().formfield_for_dbfield(db_field, request, **kwargs))

    def has_view_permission(self, request, obj=None):
        return obj is None or rules.may_run(request.user, obj)

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(Assessment)
class AssessmentAdmin(OfficersAdmin, admin.ModelAdmin):
    """One page for each: what it belongs to leads there."""

    area, place = Area.RECRUITMENT, 4
    form = AssessmentForm
    list_display = ["__str__", "least_assessors", "asked"]
    tabs = (
        Tab(
            "panel",
            gettext_lazy("Panel and how it scores"),
            fieldsets=((None, {"fields": ("least_assessors", "gap", "asked", "is_blind")}),),
            inlines=(AssessorInline,),
            template="officers/overview.html",
            more=lambda admin, request, assessment: {
                "told": admin.told(request, assessment),
                "links": admin.links(request, assessment),
            },
        ),
        Tab("assign", gettext_lazy("Who scores what"), page="assign"),
        Tab("standings", gettext_lazy("Standings"), page="standings"),
        HISTORY,
    )
    pages = (
        Page(
            "assign",
            assign,
            gettext_lazy("Who scores what"),
            may=rules.may_run,
            open=lambda assessment: assessment.asked == Asked.ASSIGNED,
        ),
        Page(
            "standings",
            standings,
            gettext_lazy("Standings"),
            may=rules.may_run,
            open=lambda assessment: registry.use_of(assessment).has_standings,
        ),
    )
    acts, act_key = ASSIGNING_ACTS, "assessment_id"

    def get_queryset(self, request):
        """Those of what they run."""
        return Assessment.objects.run_by(request.user)

    def get_object(self, request, object_id, from_field=None):
        """With the officer who looks: of what they have an interest in they get nothing."""
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.officer = request.user
        return found

    def lock(self, request, object_id) -> None:
        """What it belongs to is locked first, as in every service."""
        found = object_id and self.get_object(request, unquote(object_id))
        if found:
            registry.use_of(found).lock(found)
        super().lock(request, object_id)

    def get_readonly_fields(self, request, obj=None):
        """What people were chosen by stays; some uses are always blind."""
        fixed = [*super().get_readonly_fields(request, obj)]
        if obj is None:
            return fixed
        use = registry.use_of(obj)
        settled = SETTLED if use.settled(obj) else ()
        return [*fixed, *settled, *(() if use.may_name else ("is_blind",))]

    def save_formset(self, request, form, formset, change):
        """Say what it means for somebody to come to the panel."""
        super().save_formset(request, form, formset, change)
        said = registry.use_of(form.instance).seated
        for assessor in formset.new_objects:
            messages.warning(request, said % {"person": assessor.person})

    def links(self, request, assessment):
        """What it belongs to, and its criteria."""
        thing = registry.thing_of(assessment)
        criteria = f"assessment_criterion_changelist?assessment__id__exact={assessment.pk}"
        found = [
            (
                _("Back to “%(thing)s”") % {"thing": thing},
                registry.use_of(assessment).page(assessment),
            ),
            (_("Criteria"), list_address(criteria)),
        ]
        if rules.may_write_criteria(request.user, assessment):
            add = reverse("admin:assessment_criterion_add")
            found.append((_("Add a criterion"), f"{add}?assessment={assessment.pk}"))
        return found

    def told(self, request, assessment):
        """The criteria, and how often each counts."""
        rows = assessment.criteria.values_list("title", "weight")
        listed = format_html("<ul>{}</ul>", format_html_join("", "<li>{} (× {})</li>", rows))
        return [(_("Criteria"), listed)] if rows else []

    def history_parts(self, assessment):
        """The criteria and the panel are part of it."""
        return [assessment.criteria.all(), assessment.assessors.all()]

    def history_gone(self, assessment):
        """Who was taken off the panel stays in the history."""
        return [(Assessor, "assessment", assessment.pk)]

    def has_module_permission(self, request):
        """In no side bar: what it belongs to leads there."""
        return False

    def has_view_permission(self, request, obj=None):
        if obj is None:
            return registry.runs_any(request.user)
        return rules.may_run(request.user, obj)

    has_change_permission = has_view_permission

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
