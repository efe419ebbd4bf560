"""What the portal holds about people who follow activities, and who moved them."""

from django.utils.translation import gettext_lazy as _

from people.registry import Keep, counts_from, not_personal, register_personal

WHILE_FOLLOWING = Keep(_("While you follow it"))
SINCE_THEN = Keep(_("6 years"), years=6)


def declare() -> None:
    """Register the personal fields of followers, and of the history of activities."""
    register_personal(
        "activities.Follower",
        *("activity", "person", "since"),
        purpose=_("To tell you where a date of an activity is other than usual"),
        keep=WHILE_FOLLOWING,
    )
    register_personal(
        "activities.ActivityMove",
        *("thing", "actor", "from_state", "to_state", "reason", "at"),
        purpose=_("To know who listed or ended an activity"),
        keep=SINCE_THEN,
    )
    counts_from("activities.ActivityMove", "at")
    for model in ("Follower", "ActivityMove"):
        not_personal(f"activities.{model}", "id")
