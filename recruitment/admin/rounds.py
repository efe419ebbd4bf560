"""Rounds: what is written of them, their buttons, and the pages behind them."""

from dataclasses import replace
from functools import partial

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from assessment.models import Assessment, Assessor
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import DAY, MOMENT
from officers.lists import moment
from people.models import User
from recruitment import reminders, rules
from recruitment.admin import draw_files, drawing, homes, pages, pool, targets
from recruitment.admin.acts import ROUND_ACTS, leads_back
from recruitment.admin.forms import RoundForm
from recruitment.admin.tabs import CONSENT, ROUND_TABS
from recruitment.enums import CHOSEN_ROUNDS, SENT, HowChosen, RoundState
from recruitment.models import Round
from recruitment.rules import RUNS, runs_any

# What is written before a round opens and stays as people read it when they applied.
FIXED_ONCE_OPEN = (
    "slug",
    "opens_at",
    "term_months",
    "one_a_household",
    "application_set",
    "selection_set",
    *CONSENT,
)
# What everybody of a round answers, from its opening on.
PINNED = ("application_version", "selection_version")
# What people are chosen by stays once they are chosen.
FIXED_ONCE_CHOSEN = (
    "closes_at",
    "starts_on",
    "threshold",
    "reply_days",
)
_page = partial(Page, may=rules.may_run)


def has_lottery(round) -> bool:
    """Whether any of its seats are drawn."""
    return round.seats(HowChosen.LOTTERY) > 0


@admin.register(Round)
class RoundAdmin(OfficersAdmin, TranslationAdmin):
    """Rounds. The services move them."""

    area, place = Area.RECRUITMENT, 1
    form = RoundForm
    acts, act_key = ROUND_ACTS, "round_id"

    list_display = ["title", "state", "opens_at", "closes_at", "seats_in_all", "sent", "is_demo"]
    list_filter = ["state"]
    search_fields = ["title", "summary"]
    formfield_overrides = {models.DateTimeField: MOMENT, models.DateField: DAY}
    tabs = ROUND_TABS
    pages = (
        _page("dashboard", pages.dashboard, _("Applications")),
        _page("targets", targets.targets, _("Targets"), open=has_lottery),
        _page("targets-file", targets.targets_file),
        _page("pool", pool.pool, _("Scores and pool")),
        _page("moderate", pool.moderate),
        _page(
            "homes",
            homes.homes,
            _("Addresses"),
            open=lambda round: round.one_a_household and has_lottery(round),
        ),
        _page("draw", drawing.draw_page, _("Draw"), open=has_lottery),
        _page("pool-file", draw_files.pool_file),
        _page("lottery-file", draw_files.lottery_file),
    )

    def get_queryset(self, request):
        """The rounds they run, with how many have applied."""
        rounds = super().get_queryset(request).prefetch_related("seat_groups")
        if not request.user.has_perm("recruitment.view_round"):
            rounds = rounds.filter(pk__in=Round.objects.run_by(request.user).values("pk"))
        return rounds.annotate(
            number_sent=Count("applications", filter=Q(applications__state__in=SENT))
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        """Recruiters from outside are officers' accounts too."""
        if db_field.name == "runners":
            kwargs["queryset"] = User.objects.filter(is_staff=True, is_active=True)
            # Its words stand above the group: beside boxes the admin would point at no help.
            kwargs |= {"widget": forms.CheckboxSelectMultiple, "help_text": ""}
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    @admin.display(description=_("seats"))
    def seats_in_all(self, round):
        """How many seats there are."""
        return sum(group.number for group in round.seat_groups.all())

    @admin.display(description=_("applications"))
    def sent(self, round):
        """How many were sent."""
        return round.number_sent

    def has_module_permission(self, request):
        return runs_any(request.user) or super().has_module_permission(request)

    def has_view_permission(self, request, obj=None):
        return runs_any(request.user) or super().has_view_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return runs_any(request.user)
        return rules.may_run(request.user, obj)

    def has_delete_permission(self, request, obj=None):
        """A round is kept, or cancelled with a reason."""
        return False

    def to_ask(self, request, thing, question):
        """To whoever scores in the round, a question names nobody of it."""
        if rules.may_read_names(request.user, thing):
            return super().to_ask(request, thing, question)
        said = _("You sit on the selection panel of this round, so names are not shown to you.")
        return replace(question, names_nobody=said)

    def save_model(self, request, obj, form, change):
        """Write what was changed, never the state; reminders follow the closing date."""
        super().save_model(request, obj, form, change)
        if change and "closes_at" in form.changed_data:
            reminders.reschedule_unsent(obj)

    def get_readonly_fields(self, request, obj=None):
        """What applicants have read stays; who runs a round is not for its runners to say."""
        fixed = [*super().get_readonly_fields(request, obj), *PINNED]
        if obj and obj.state != RoundState.DRAFT:
            fixed += FIXED_ONCE_OPEN
        if obj and obj.state in CHOSEN_ROUNDS:
            fixed += FIXED_ONCE_CHOSEN
        if not request.user.has_perm(RUNS[0]):
            fixed.append("runners")
        return fixed

    def history_parts(self, round):
        """Seats, criteria and the panel are part of a round, and how it is assessed."""
        assessment = round.assessment
        return [
            round.seat_groups.all(),
            Assessment.objects.filter(pk=assessment.pk),
            assessment.criteria.all(),
            assessment.assessors.all(),
        ]

    def history_gone(self, round):
        """Who was taken off the panel stays in the history."""
        return [(Assessor, "assessment", round.assessment_id)]

    def get_prepopulated_fields(self, request, obj=None):
        """The address of a new round follows its title."""
        return {} if obj else {"slug": ["title_en"]}

    def context(self, request, title, thing=None):
        """With the round under its own name."""
        return super().context(request, title, thing) | {"round": thing}

    def facts(self, request, round):
        """When it takes applications, and for how many seats."""
        return [
            (_("Opens"), moment(round.opens_at)),
            (_("Closes"), moment(round.closes_at)),
            (_("Seats"), round.seats()),
        ]

    def acts_of(self, request, thing):
        """What takes a round back stands with what stops it."""
        found = super().acts_of(request, thing)
        apart = {act.label for act in ROUND_ACTS if leads_back(act, thing)}
        back = []
        for kind in ("leading", "acts"):
            back += [act for act in found[kind] if act[0] in apart]
            found[kind] = [act for act in found[kind] if act[0] not in apart]
        return found | {"ending": [*back, *found["ending"]]}
