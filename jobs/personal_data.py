"""What background jobs hold about a person: which officer asked for one."""

from django.utils.translation import gettext_lazy as _

from people.registry import LEGAL_DUTY, Keep, counts_from, not_personal, register_personal


def declare() -> None:
    """Register the personal field of jobs, and say that the others tell nothing."""
    register_personal(
        "jobs.BackgroundJob",
        "asked_by",
        purpose=_("To show which officer started something"),
        basis=LEGAL_DUTY,
        keep=Keep(_("6 years"), years=6),
    )
    counts_from("jobs.BackgroundJob", "created_at")
    not_personal(
        "jobs.BackgroundJob",
        "kind",
        "about",
        "arguments",
        "state",
        "progress",
        "words",
        "result",
        "last_error",
        "attempts",
        "lease",
        "leased_until",
        "cancel_asked",
        "created_at",
        "ended_at",
    )
