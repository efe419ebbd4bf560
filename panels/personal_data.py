"""What the panels hold about a person."""

from django.utils.translation import gettext_lazy as _

from people.registry import CONSENT, Keep, counts_from, not_personal, register_personal

TWO_YEARS = Keep(_("2 years after the session"), years=2)


def declare() -> None:
    """Register the personal fields of registrations, their history and feedback."""
    register_personal(
        "panels.Registration",
        "person",
        "session",
        "reference",
        "state",
        "created_at",
        "queued_at",
        "confirm_by",
        "group_hold",
        purpose=_("To keep your place, or your place in line"),
        keep=TWO_YEARS,
    )
    register_personal(
        "panels.Registration",
        "held_from",
        "held_by",
        purpose=_("So that nobody holds all places with addresses that aren't theirs"),
        keep=Keep(_("Until the place is confirmed or given up, 15 minutes at most")),
    )
    register_personal(
        "panels.Registration",
        "name",
        "details_changed_at",
        purpose=_("To know what to call you at the session"),
        keep=TWO_YEARS,
    )
    register_personal(
        "panels.Registration",
        "access_needs",
        purpose=_("To make sure that you can take part"),
        basis=CONSENT,
        keep=TWO_YEARS,
    )
    register_personal(
        "panels.Registration",
        "attendance",
        "is_walk_in",
        purpose=_("To publish how many people took part"),
        keep=TWO_YEARS,
    )
    for model, what in (
        ("panels.RegistrationMove", _("To explain what happened to your place")),
        ("panels.SessionMove", _("To know who published or cancelled a session")),
        ("panels.GroupHoldMove", _("To know who held places for a group, or gave them back")),
    ):
        register_personal(
            model,
            "thing",
            "actor",
            "from_state",
            "to_state",
            "reason",
            "at",
            purpose=what,
            keep=TWO_YEARS,
        )
    register_personal(
        "panels.SessionFeedback",
        "registration",
        "response",
        "at",
        purpose=_("To learn how well you were heard, and what should happen next"),
        basis=CONSENT,
        keep=TWO_YEARS,
    )
    counts_from("panels.Registration", "session__ends_at")
    counts_from("panels.RegistrationMove", "thing__session__ends_at")
    counts_from("panels.SessionMove", "thing__ends_at")
    counts_from("panels.GroupHoldMove", "thing__session__ends_at")
    counts_from("panels.SessionFeedback", "registration__session__ends_at")
    moves = ("RegistrationMove", "SessionMove", "GroupHoldMove")
    for model in ("Registration", *moves, "SessionFeedback"):
        not_personal(f"panels.{model}", "id")
