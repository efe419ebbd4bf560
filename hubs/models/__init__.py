"""Tables of the hubs."""

from hubs.models.access import AccessFact
from hubs.models.hub import Hub, HubFacility, HubManager, HubMove, SourceLine
from hubs.models.notices import Notice
from hubs.models.opening import OneOffHoliday, OpeningException, OpeningPeriod, OpeningWindow
from hubs.models.recurring import Recurring, rule_of

__all__ = [
    "AccessFact",
    "Hub",
    "HubFacility",
    "HubManager",
    "HubMove",
    "Notice",
    "OneOffHoliday",
    "OpeningException",
    "OpeningPeriod",
    "OpeningWindow",
    "Recurring",
    "SourceLine",
    "rule_of",
]
