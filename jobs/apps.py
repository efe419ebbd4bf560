from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = _("Background jobs")

    def ready(self):
        from core.periodic import register_job
        from jobs import personal_data
        from jobs.services import sweep
        from people import roles

        register_job("jobs.sweep", sweep, every_seconds=1)
        personal_data.declare()
        for role in (roles.RECRUITMENT_OFFICER, roles.PANELS_OFFICER, roles.FUND_OFFICER):
            roles.grant(role, "jobs.view_backgroundjob")
