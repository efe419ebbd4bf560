"""Activities, the dates on which they are other than usual, and who follows them."""

from activities.models.activity import (
    Activity,
    ActivityAccess,
    ActivityLanguage,
    ActivityMove,
    Follower,
)
from activities.models.dates import ChangedDate, Stretch

__all__ = [
    "Activity",
    "ActivityAccess",
    "ActivityLanguage",
    "ActivityMove",
    "ChangedDate",
    "Follower",
    "Stretch",
]
