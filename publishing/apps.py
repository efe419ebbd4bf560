"""What the public reads of grants, as pages and as open data."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    name = "publishing"
    verbose_name = _("Published grants")

    def ready(self):
        from auditlog.registry import auditlog

        from awards.registry import register_way
        from core.periodic import register_job
        from officers.registry import register_part
        from organisations.registry import register_section
        from people import roles
        from publishing import home, on_awards, on_groups, personal_data, services
        from publishing.models import PublicAward

        register_job("publishing.keep-up", services.keep_up, every_seconds=300)
        register_part(home.PART)
        register_section(on_groups.section)
        register_way(on_awards.published)
        personal_data.declare()
        for role in (roles.FUND_OFFICER, roles.READ_ONLY):
            roles.grant(role, "publishing.view_publicaward")
        auditlog.register(PublicAward, exclude_fields=["text", "changed_at"])
