from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = _("Messages")

    def ready(self):
        from messaging import services

        services.register_job("wipe codes", services.wipe_codes, every_seconds=60)
        services.register_job("drop what is over", services.drop_what_is_over, every_seconds=60)
