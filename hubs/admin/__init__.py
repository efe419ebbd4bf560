"""The officers' pages of hubs."""

from hubs.admin import holidays, hubs

__all__ = ["holidays", "hubs"]
