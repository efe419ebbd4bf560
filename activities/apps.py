from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("Activities at hubs")

    def ready(self):
        from activities import emails, home, merging, on_groups, on_hubs, personal_data
        from activities.models import Activity
        from hubs.registry import Narrowing, register_narrowing, register_own_page
        from messaging.services import Kind, of_all, register_about, register_kind
        from officers.registry import register_part
        from organisations.registry import register_own_page as register_group_page
        from organisations.registry import register_section, register_waits

        for name, label, optional in (
            (emails.PROPOSED, _("Activities that groups propose at your hubs"), True),
            (emails.ANSWERED, _("What hubs say to the activities that you propose"), False),
            (emails.NEWS, _("News of activities that you follow"), True),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        register_about("activity", of_all(Activity, "activities.view_activity"))
        register_narrowing(Narrowing("activity", _("What is on"), on_hubs.kinds, on_hubs.hubs_with))
        register_own_page(on_hubs.own_page)
        register_group_page(on_groups.own_page)
        register_section(on_groups.section)
        register_waits(on_groups.waits)
        register_part(home.PART)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Hub officers look after every activity, hub managers after those of their hub."""
        from people import roles

        for role in (roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER):
            roles.grant(role, "activities.view_activity")

    def _record_changes(self):
        """Keep who changed what of an activity."""
        from auditlog.registry import auditlog

        from activities import models

        auditlog.register(models.Activity, exclude_fields=["changed_at"])
        for name in ("ActivityAccess", "ActivityLanguage", "ChangedDate", "Stretch"):
            auditlog.register(getattr(models, name))
