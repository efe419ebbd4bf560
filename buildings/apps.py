from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BuildingsConfig(AppConfig):
    name = "buildings"
    verbose_name = _("The record of buildings")

    def ready(self):
        from buildings import home, on_hubs, personal_data
        from hubs.registry import register_own_page
        from officers.registry import register_part

        register_own_page(on_hubs.own_page)
        register_part(home.PART)
        personal_data.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Hub officers keep every record, hub managers that of their hub."""
        from people import roles

        for role in (roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER):
            roles.grant(role, "buildings.view_building")
        roles.grant(roles.READ_ONLY, "buildings.view_every_building", "buildings.view_pricelevel")
        roles.grant(
            roles.HUB_OFFICER,
            "buildings.add_building",
            *(f"buildings.{verb}_pricelevel" for verb in ("view", "add", "change", "delete")),
        )

    def _record_changes(self):
        """Keep who changed what of a building."""
        from auditlog.registry import auditlog

        from buildings import models

        for name in models.__all__:
            auditlog.register(getattr(models, name))
