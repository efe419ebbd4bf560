from organisations.admin.flags import FlagAdmin
from organisations.admin.organisations import OrganisationAdmin

__all__ = ["FlagAdmin", "OrganisationAdmin"]
