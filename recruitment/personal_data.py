"""What recruitment holds about a person."""

from django.utils.translation import gettext_lazy as _

from people.registry import (
    CONSENT,
    LEGAL_DUTY,
    Keep,
    counts_from,
    not_personal,
    register_personal,
)

TWO_YEARS = Keep(_("2 years after the round ends"), years=2)
SIX_YEARS = Keep(_("6 years after the round ends"), years=6)
# A round is over when its members start.
ROUND_ENDS = {
    "recruitment.Application": "round__starts_on",
    "recruitment.ApplicationMove": "thing__round__starts_on",
    "recruitment.RoundMove": "thing__starts_on",
    "recruitment.Draw": "round__starts_on",
    "recruitment.DrawMove": "thing__round__starts_on",
    "recruitment.DrawEntry": "draw__round__starts_on",
    "recruitment.Offer": "application__round__starts_on",
    "recruitment.HomeDecision": "round__starts_on",
    "recruitment.Invitation": "round__starts_on",
    "assessment.Assessor": "assessment__round__starts_on",
    "assessment.Piece": "assessment__round__starts_on",
    "assessment.Plan": "assessment__round__starts_on",
    **{
        f"assessment.{name}": "piece__assessment__round__starts_on"
        for name in (
            "Assignment",
            "Declaration",
            "Score",
            "Moderation",
            "Lift",
            "Recommendation",
        )
    },
}


def declare() -> None:
    """Register the personal fields of applications, scores, draws and offers."""
    _applications()
    _choosing()
    register_personal(
        "recruitment.Follower",
        "person",
        "at",
        purpose=_("To tell you when you can next apply"),
        basis=CONSENT,
        keep=Keep(_("Until the next round opens, or you change your mind")),
    )
    register_personal(
        "recruitment.Invitation",
        "invited_by",
        "at",
        purpose=_("To stop anybody being invited twice or by too many"),
        keep=TWO_YEARS,
    )
    not_personal("recruitment.Invitation", "round", "fingerprint")
    for model, lookup in ROUND_ENDS.items():
        counts_from(model, lookup)


def _applications() -> None:
    register_personal(
        "recruitment.Application",
        "person",
        "reference",
        "piece",
        "state",
        "sector",
        "organisation",
        "response",
        "entered_by",
        "arrived_on",
        "late_reason",
        "screening_reason",
        "feedback",
        "told_at",
        "created_at",
        "submitted_at",
        purpose=_("To consider your application and to tell you the outcome"),
        keep=TWO_YEARS,
    )
    register_personal(
        "recruitment.Application",
        "address",
        "postcode",
        "ward",
        "changed_details",
        purpose=_("To know that you live or work in Luton, and to choose one person an address"),
        keep=TWO_YEARS,
    )
    register_personal(
        "recruitment.Application",
        "selection_response",
        "consented_at",
        "consent_how",
        "consent_wording",
        purpose=_("To choose members who look like the town"),
        basis=CONSENT,
        keep=TWO_YEARS,
    )
    not_personal("recruitment.Application", "round")
    register_personal(
        "recruitment.ApplicationMove",
        "actor",
        "from_state",
        "to_state",
        "reason",
        "at",
        "thing",
        purpose=_("To show what was decided, when, by whom and why"),
        basis=LEGAL_DUTY,
        keep=SIX_YEARS,
    )
    for model in ("recruitment.RoundMove", "recruitment.DrawMove"):
        register_personal(
            model,
            "actor",
            "at",
            purpose=_("To show what was decided, when, by whom and why"),
            basis=LEGAL_DUTY,
            keep=SIX_YEARS,
        )
        not_personal(model, "thing", "from_state", "to_state", "reason")


def _choosing() -> None:
    for model, fields in (
        (
            "recruitment.Offer",
            (
                "application",
                "sector",
                "basis",
                "why",
                "draw",
                "replaces",
                "offered_at",
                "reply_by",
                "answer",
                "answered_at",
                "decline_reason",
                "interests",
            ),
        ),
        ("recruitment.HomeDecision", ("round", "one", "other", "is_same", "decided_by", "at")),
        (
            "recruitment.DrawEntry",
            ("draw", "application", "pool_number", "probability", "chosen"),
        ),
    ):
        register_personal(
            model,
            *fields,
            purpose=_("To show how members were chosen, and that it was fair"),
            keep=SIX_YEARS,
        )
    register_personal(
        "recruitment.Draw",
        "sealed_inputs",
        purpose=_("To show how members were chosen, and that it was fair"),
        basis=CONSENT,
        keep=SIX_YEARS,
    )
    register_personal(
        "recruitment.Draw",
        "asked_by",
        "created_at",
        purpose=_("To show which officer started something"),
        basis=LEGAL_DUTY,
        keep=SIX_YEARS,
    )
    not_personal(
        "recruitment.Draw",
        "round",
        "state",
        "size",
        "panels",
        "seed",
        "outcome",
        "lottery",
        "lottery_sha256",
        "published_at",
        "number_source",
        "number_on",
        "chance",
        "number",
        "drawn_at",
    )
