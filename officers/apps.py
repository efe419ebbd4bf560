from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OfficersConfig(AppConfig):
    name = "officers"
    verbose_name = _("Officers’ pages")

    def ready(self):
        """Tell the home what waits in messages and jobs, and find people."""
        from officers import rooms
        from officers.registry import register_room

        for room in (rooms.PEOPLE, rooms.MESSAGES, rooms.JOBS):
            register_room(room)
