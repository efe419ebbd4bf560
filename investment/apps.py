from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InvestmentConfig(AppConfig):
    name = "investment"
    verbose_name = _("The case for investing in hubs")

    def ready(self):
        from investment import home, merging, personal_data
        from officers.registry import register_part

        register_part(home.PART)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Hub officers write, members of boards read before publication."""
        from people import roles

        seen = [
            f"investment.view_{model}"
            for model in ("need", "proposal", "option", "project", "milestone")
        ]
        for role in (roles.READ_ONLY, roles.HUB_OFFICER, roles.BOARD_MEMBER):
            roles.grant(role, *seen)
        roles.grant(roles.HUB_MANAGER, "investment.view_need")
        roles.grant(
            roles.HUB_OFFICER,
            "investment.change_proposal",
            *(f"investment.add_{model}" for model in ("need", "proposal", "milestone")),
        )

    def _record_changes(self):
        """Keep who changed what of the case."""
        from auditlog.registry import auditlog

        from investment import models

        auditlog.register(models.Proposal, m2m_fields={"needs"})
        for name in (
            *("Benefit", "Decision", "Figure", "Forecast", "Heard", "Milestone", "Need"),
            *("Option", "Project", "Risk", "Spending", "StatusReport"),
        ):
            auditlog.register(getattr(models, name))
