from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"

    def ready(self):
        from core.files import delete_orphans, scan_waiting
        from core.periodic import register_job

        register_job("core.scan-files", scan_waiting, every_seconds=60)
        register_job("core.delete-orphans", delete_orphans, every_seconds=24 * 60 * 60)
