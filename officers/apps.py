from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficersConfig(AppConfig):
    name = "officers"
    verbose_name = _("Officers’ pages")

    def ready(self):
        """Tell the home what waits in messages and jobs, and find people."""
        from officers import parts
        from officers.registry import register_part

        for part in (parts.PEOPLE, parts.MESSAGES, parts.JOBS):
            register_part(part)
