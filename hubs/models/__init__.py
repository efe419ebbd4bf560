"""Tables of the hubs."""

from hubs.models.access import AccessFact
from hubs.models.hub import Hub, HubFacility, HubManager, HubMove, SourceLine
from hubs.models.notices import Notice
from hubs.models.opening import OneOffHoliday, OpeningException, OpeningPeriod, OpeningWindow

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
    "SourceLine",
]
