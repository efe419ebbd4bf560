"""The parts of a round's page."""

from django.contrib import admin
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from assessment.enums import HIGHEST_SCORE
from collaboration_fund import rules
from collaboration_fund.admin.forms import FloorForm, MonitoringForm, StageForm
from collaboration_fund.enums import OVER_ROUNDS, Verdict
from collaboration_fund.models import (
    EligibilityQuestion,
    Floor,
    Letter,
    Monitoring,
    Priority,
    Stage,
    WantedDocument,
)
from collaboration_fund.services import what_is_missing
from officers.fields import MOMENT, without_buttons
from officers.lists import list_address
from officers.tabs import HISTORY, Tab
from questionnaires.values import pounds

LUTON_TIME = _("All times are Luton's own: Europe/London.")


class WrittenAsDraft:
    """Rows that are fixed once the round is announced."""

    extra = 0

    def has_view_permission(self, request, obj=None):
        return rules.may_run(request.user) or super().has_view_permission(request, obj)

    def has_add_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may(request, obj)

    def _may(self, request, round) -> bool:
        return rules.may_run(request.user) and (round is None or round.is_draft)


class StageInline(WrittenAsDraft, admin.StackedInline):
    model, form, max_num = Stage, StageForm, 2
    formfield_overrides = {models.DateTimeField: MOMENT}

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return without_buttons(super().formfield_for_foreignkey(db_field, request, **kwargs))


class DocumentInline(WrittenAsDraft, admin.StackedInline):
    model = WantedDocument


class EligibilityInline(WrittenAsDraft, TranslationStackedInline):
    model = EligibilityQuestion


class PriorityInline(WrittenAsDraft, TranslationStackedInline):
    model = Priority

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return without_buttons(super().formfield_for_foreignkey(db_field, request, **kwargs))


class MonitoringInline(WrittenAsDraft, TranslationStackedInline):
    model, form = Monitoring, MonitoringForm
    readonly_fields = ["up_to"]

    def get_fields(self, request, obj=None):
        """The amount is typed in pounds, and read in pounds."""
        found = [*super().get_fields(request, obj)]
        gone = "up_to" if self.has_change_permission(request, obj) else "up_to_pence"
        return [one for one in found if one != gone]

    @admin.display(description=_("Grants up to"))
    def up_to(self, row):
        """How much."""
        return pounds(row.up_to_pence)


class DecidedLater(WrittenAsDraft):
    """Rows that officers write until the round is decided."""

    def _may(self, request, round) -> bool:
        return rules.may_run(request.user) and (round is None or round.state not in OVER_ROUNDS)


class FloorInline(DecidedLater, admin.StackedInline):
    model, form = Floor, FloorForm
    readonly_fields = ["amount"]

    def get_fields(self, request, obj=None):
        """The amount is typed in pounds, and read in pounds."""
        pence = "pence" if self.has_change_permission(request, obj) else "amount"
        return ["priority", "ward", pence]

    @admin.display(description=_("at least"))
    def amount(self, floor):
        """How much it is."""
        return pounds(floor.pence)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "priority":
            named = request.resolver_match.kwargs.get("object_id", "")
            rows = Priority.objects.filter(round=named if named.isdecimal() else None)
            kwargs["queryset"] = rows
        return without_buttons(super().formfield_for_foreignkey(db_field, request, **kwargs))


class LetterInline(DecidedLater, TranslationStackedInline):
    model, max_num = Letter, len(Verdict)


TEXT = (
    (None, {"fields": ("title", "slug", "summary", "purpose", "declaration")}),
    (_("Said beforehand"), {"fields": ("hours", "decided_on", "last_round")}),
)
MONEY = (
    (_("Amounts"), {"fields": ("total_pence", "largest_pence", "quarters")}),
    (_("Partners"), {"fields": ("least_partners", "accept_by", "paid", "subsidy_limit_pence")}),
)
DECIDING = (
    (None, {"fields": ("decides_by", "threshold", "least_percent")}),
    (_("For everybody"), {"fields": ("reasons",)}),
)
PRIORITIES = ((None, {"fields": ("priorities_needed",)}),)


def overview(model_admin, request, round) -> dict:
    """What it lacks, all at once; how many applications stand where, and the ways to them."""
    labels = dict(round.applications.model.State.choices)
    seen = round.applications.not_kept_from(request.user)
    found = dict(seen.values_list("state").annotate(number=models.Count("pk")))
    return {
        "lacks": what_is_missing(round) if round.is_draft else [],
        "more": [(labels[state], found[state]) for state in labels if state in found],
        "links": [
            (
                _("Applications"),
                list_address(
                    f"collaboration_fund_application_changelist?round__id__exact={round.pk}"
                ),
            ),
            (
                _("Meetings of its panel"),
                list_address(
                    f"collaboration_fund_panelmeeting_changelist?round__id__exact={round.pk}"
                ),
            ),
            (
                _("What it granted"),
                list_address(f"collaboration_fund_award_changelist?round__id__exact={round.pk}"),
            ),
            (
                _("Messages about this round"),
                list_address(f"messaging_outboxmessage_changelist?about={round.filed_under}"),
            ),
        ],
    }


def panel(model_admin, request, round) -> dict:
    """Who assesses each stage by which criteria, and what each criterion lacks."""
    stages = []
    for stage in round.stages.select_related("assessment"):
        assessment = stage.assessment
        criteria = assessment.criteria.annotate(number=models.Count("anchors")).order_by(
            "order", "pk"
        )
        listed = f"assessment_criterion_changelist?assessment__id__exact={assessment.pk}"
        links = [
            (
                _("Change the panel, and how it scores"),
                reverse("admin:assessment_assessment_change", args=[assessment.pk]),
            ),
            (_("Criteria"), list_address(listed)),
        ]
        if round.is_draft:
            add = reverse("admin:assessment_criterion_add")
            links.append((_("Add a criterion"), f"{add}?assessment={assessment.pk}"))
        stages.append(
            {
                "stage": stage,
                "assessors": list(assessment.assessors.select_related("person")),
                "criteria": [(one, HIGHEST_SCORE + 1 - one.number) for one in criteria],
                "links": links,
            }
        )
    return {"stages": stages}


ROUND_TABS = (
    Tab(
        "overview",
        _("Overview"),
        template="admin/collaboration_fund/round/overview.html",
        more=overview,
    ),
    Tab("text", _("Text"), fieldsets=TEXT),
    Tab(
        "money",
        _("Money and partners"),
        fieldsets=MONEY,
        inlines=(DocumentInline, MonitoringInline),
    ),
    Tab("stages", _("Stages and questions"), inlines=(StageInline,)),
    Tab("eligibility", _("Who can apply"), inlines=(EligibilityInline,)),
    Tab("priorities", _("Priority areas"), fieldsets=PRIORITIES, inlines=(PriorityInline,)),
    Tab(
        "panel",
        _("Assessors and criteria"),
        template="admin/collaboration_fund/round/panel.html",
        more=panel,
        may=rules.may_run,
    ),
    Tab(
        "deciding",
        _("How it is decided"),
        fieldsets=DECIDING,
        inlines=(FloorInline, LetterInline),
        adds=False,
    ),
    Tab("plan", _("Plan"), page="plan"),
    HISTORY,
)
