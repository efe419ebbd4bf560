from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "messaging"
    verbose_name = "Messages"

    def ready(self):
        from messaging import services

        services.register_job("wipe codes", services.wipe_codes, every_seconds=60)
