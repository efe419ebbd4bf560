"""The parts of a round's page."""

from django.conf import settings
from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationStackedInline

from assessment.enums import HIGHEST_SCORE
from officers.lists import links_for, list_address
from officers.tabs import HISTORY, Tab
from recruitment.admin.consequences import no_panel_yet
from recruitment.admin.inlines import RunBy, WrittenBeforeOpening
from recruitment.models import Offer, RoundAnswer, SeatGroup
from recruitment.rules import may_run
from recruitment.services import what_is_missing
from recruitment.steps import next_steps

RUNNERS = _("They run this round and see no other. They need an officer's account.")
LUTON_TIME = _("All times are Luton's own: Europe/London.")
CONSENT = [f"selection_consent_{language}" for language, _name in settings.LANGUAGES]


class SeatGroupInline(WrittenBeforeOpening, admin.StackedInline):
    model = SeatGroup


class RoundAnswerInline(RunBy, TranslationStackedInline):
    model = RoundAnswer


TEXT = (
    (None, {"fields": ("title", "slug", "summary")}),
    (_("When"), {"fields": ("opens_at", "closes_at", "starts_on"), "description": LUTON_TIME}),
    (_("What it is"), {"fields": ("terms", "role", "commitment", "expenses", "eligibility")}),
)
SEATS = (
    (_("Choosing"), {"fields": ("term_months", "threshold", "one_a_household", "reply_days")}),
    (
        _("Questions"),
        {
            "fields": (
                ("application_set", "application_version"),
                ("selection_set", "selection_version"),
                "selection_consent",
            )
        },
    ),
    (_("External recruiters"), {"fields": ("runners",), "description": RUNNERS}),
)


def overview(model_admin, request, round) -> dict:
    """What comes next, how many applications stand where, and the ways to them."""
    labels = dict(round.applications.model.State.choices)
    is_draft = round.state == round.State.DRAFT
    found = dict(round.applications.values_list("state").annotate(number=Count("pk")))
    return {
        "next_steps": next_steps(round) if may_run(request.user, round) else [],
        **({"lacks": what_is_missing(round), "later": no_panel_yet(round)} if is_draft else {}),
        "more": [(labels[state], found[state]) for state in labels if state in found],
        "links": _lists(request.user, round),
    }


def _lists(officer, round) -> list[tuple[str, str]]:
    applications = f"recruitment_application_changelist?round__id__exact={round.pk}"
    messages = f"messaging_outboxmessage_changelist?about={round.filed_under}"
    return [
        (_("Applications"), list_address(applications)),
        *links_for(
            officer, [("messaging.view_outboxmessage", _("Messages about this round"), messages)]
        ),
    ]


def panel(model_admin, request, round) -> dict:
    """Who scores by which criteria, and what each criterion lacks."""
    assessment = round.assessment
    criteria = assessment.criteria.annotate(number=Count("anchors")).order_by("order", "pk")
    listed = f"assessment_criterion_changelist?assessment__id__exact={assessment.pk}"
    links = [
        (
            _("Change the panel, and how it scores"),
            reverse("admin:assessment_assessment_change", args=[assessment.pk]),
        ),
        (_("Criteria"), list_address(listed)),
    ]
    if round.state == round.State.DRAFT:
        add = reverse("admin:assessment_criterion_add")
        links.append((_("Add a criterion to this round"), f"{add}?assessment={assessment.pk}"))
    return {
        "assessment": assessment,
        "assessors": list(assessment.assessors.select_related("person")),
        "criteria": [(one, HIGHEST_SCORE + 1 - one.number) for one in criteria],
        "links": links,
    }


def offers(model_admin, request, round) -> dict:
    """How many offers stand where, and the list of them."""
    labels = dict(Offer.Answer.choices)
    rows = Offer.objects.filter(application__round=round).values_list("answer")
    listed = f"recruitment_offer_changelist?application__round__id__exact={round.pk}"
    return {
        "more": [(labels[answer], number) for answer, number in rows.annotate(number=Count("pk"))],
        "links": [(_("Offers"), list_address(listed))],
    }


ROUND_TABS = (
    Tab("overview", _("Overview"), template="admin/recruitment/round/overview.html", more=overview),
    Tab("text", _("Text and dates"), fieldsets=TEXT, inlines=(RoundAnswerInline,)),
    Tab("seats", _("Seats and questions"), fieldsets=SEATS, inlines=(SeatGroupInline,)),
    Tab(
        "panel",
        _("Panel and criteria"),
        template="admin/recruitment/round/panel.html",
        more=panel,
        may=may_run,
    ),
    Tab("dashboard", _("Applications"), page="dashboard"),
    Tab("pool", _("Scores"), page="pool"),
    Tab("targets", _("Targets"), page="targets"),
    Tab("homes", _("Addresses"), page="homes"),
    Tab("draw", _("Draw"), page="draw"),
    Tab(
        "offers",
        _("Offers"),
        template="officers/overview.html",
        more=offers,
        may=may_run,
    ),
    HISTORY,
)
