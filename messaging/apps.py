from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages")

    def ready(self):
        from core.periodic import register_job
        from messaging import services

        register_job("messaging.wipe-codes", services.wipe_codes, every_seconds=60)
        register_job("messaging.drop-what-is-over", services.drop_what_is_over, every_seconds=60)
