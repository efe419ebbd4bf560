"""Officers' pages of the record of buildings."""

from buildings.admin import buildings, prices

__all__ = ["buildings", "prices"]
