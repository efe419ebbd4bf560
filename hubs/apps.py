from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HubsConfig(AppConfig):
    name = "hubs"
    verbose_name = _("Community hubs")

    def ready(self):
        from hubs import home, merging, personal_data
        from hubs.services import venue_changed
        from officers.registry import register_part
        from places.registry import register_venue_use

        register_part(home.PART)
        register_venue_use(venue_changed)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Hub officers look after every hub; a hub manager's own hub is theirs by a row."""
        from people import roles

        seen = ("hubs.view_hub", "hubs.view_oneoffholiday")
        for role in (roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER):
            roles.grant(role, *seen)
        roles.grant(
            roles.HUB_OFFICER,
            *(f"hubs.{verb}_hub" for verb in ("add", "change")),
            *(f"hubs.{verb}_oneoffholiday" for verb in ("add", "change", "delete")),
            *(f"hubs.{verb}_hubmanager" for verb in ("view", "change")),
        )

    def _record_changes(self):
        """Keep who changed what of a hub."""
        from auditlog.registry import auditlog

        from hubs import models

        auditlog.register(models.Hub, m2m_fields={"serves"})
        for name in (
            *("AccessFact", "HubFacility", "HubManager", "Notice", "OneOffHoliday"),
            *("OpeningException", "OpeningPeriod", "OpeningWindow", "SourceLine"),
        ):
            auditlog.register(getattr(models, name))
