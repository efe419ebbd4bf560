from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssessmentConfig(AppConfig):
    name = "assessment"
    verbose_name = _("Assessment")

    def ready(self):
        from auditlog.registry import auditlog

        from assessment import home, merging, personal_data, record
        from assessment.models import Anchor, Assessment, Assessor, Assignment, Criterion, Lift
        from assessment.services import planning
        from jobs.services import register_work
        from officers.registry import HomePart, register_part
        from people import roles

        register_work(planning.WORK, planning.work)
        register_part(home.PART)
        register_part(HomePart(knows=record.knows))
        personal_data.declare()
        merging.declare()
        # Who scores sees nobody: the panel's permission opens blind pages alone.
        for role in (roles.SELECTION_PANEL, roles.FUND_ASSESSOR):
            roles.grant(role, "assessment.assess")
        auditlog.register(Assessor, exclude_fields=["address", "postcode"])
        for model in (Assessment, Criterion, Anchor, Assignment, Lift):
            auditlog.register(model)
