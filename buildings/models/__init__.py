"""The record of a hub's building: condition, checks, money, use, incidents."""

from buildings.models.building import Building, BuildingFeature, PriceLevel
from buildings.models.checks import CheckDone, Defect, Interval
from buildings.models.survey import Finding, Survey
from buildings.models.use import Count, Incident, YearFigure

__all__ = [
    "Building",
    "BuildingFeature",
    "CheckDone",
    "Count",
    "Defect",
    "Finding",
    "Incident",
    "Interval",
    "PriceLevel",
    "Survey",
    "YearFigure",
]
