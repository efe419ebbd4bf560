from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    name = "places"
    verbose_name = _("Places")

    def ready(self):
        from auditlog.registry import auditlog

        from places.models import Venue

        auditlog.register(Venue)
