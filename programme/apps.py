from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammeConfig(AppConfig):
    name = "programme"
    verbose_name = _("Luton 2040")

    def ready(self):
        from auditlog.registry import auditlog

        from people import roles
        from programme.models import Theme

        auditlog.register(Theme, exclude_fields=["title"])
        roles.grant(roles.READ_ONLY, "programme.view_theme")
        roles.grant(roles.PANELS_OFFICER, "programme.view_theme", "programme.change_theme")
