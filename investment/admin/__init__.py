"""Officers' pages of the case for hubs."""

from investment.admin import milestones, needs, options, projects, proposals

__all__ = ["milestones", "needs", "options", "projects", "proposals"]
