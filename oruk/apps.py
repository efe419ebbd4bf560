from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrukConfig(AppConfig):
    name = "oruk"
    verbose_name = _("Open Referral UK")
