"""What assessing holds about a person: who scores, and what was given to whom."""

from django.utils.translation import gettext_lazy as _

from people.registry import Keep, not_personal, register_personal

TWO_YEARS = Keep(_("2 years after the round ends"), years=2)
SIX_YEARS = Keep(_("6 years after the round ends"), years=6)


def declare() -> None:
    """Register the personal fields of assessors, interests, scores and agreements.

    The use that something is assessed for says when its round ends.
    """
    register_personal(
        "assessment.Assessor",
        "person",
        "organisation",
        "address",
        "postcode",
        "areas",
        "largest_load",
        purpose=_("To keep an application from somebody who is too close to it"),
        keep=TWO_YEARS,
    )
    not_personal("assessment.Assessor", "assessment")
    register_personal(
        "assessment.Moderation",
        "by",
        "piece",
        "criterion",
        "value",
        "reason",
        "at",
        purpose=_("To show how your application was scored"),
        keep=TWO_YEARS,
    )
    for model, fields in (
        ("assessment.Piece", ("code", "assessment")),
        ("assessment.Assignment", ("piece", "assessor", "released_at")),
        ("assessment.Declaration", ("piece", "assessor", "interest", "reason", "at")),
        (
            "assessment.Score",
            (
                "piece",
                "assessor",
                "criterion",
                "value",
                "confidence",
                "comment",
                "edition",
                "submitted_at",
                "updated_at",
            ),
        ),
        (
            "assessment.Recommendation",
            (
                "piece",
                "assessor",
                "advice",
                "conditions",
                "edition",
                "submitted_at",
                "updated_at",
            ),
        ),
        ("assessment.Lift", ("piece", "assessor", "ties", "reason", "by", "at")),
        (
            "assessment.Plan",
            ("assessment", "each", "even", "said", "by", "at", "released_at"),
        ),
    ):
        register_personal(
            model,
            *fields,
            purpose=_("To show how applications were chosen, and that it was fair"),
            keep=SIX_YEARS,
        )
