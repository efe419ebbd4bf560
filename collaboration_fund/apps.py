"""The Collaboration Fund."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PARTS = ("stage", "eligibilityquestion", "priority", "monitoring")


class CollaborationFundConfig(AppConfig):
    name = "collaboration_fund"
    verbose_name = _("Collaboration Fund")

    def ready(self):
        from assessment.registry import register_room
        from collaboration_fund import assessing, home, merging, notices, personal_data
        from collaboration_fund.services import turn_rounds
        from core.periodic import register_job
        from messaging.services import register_about
        from officers.registry import register_part
        from questionnaires.registry import register_use

        register_job("collaboration_fund.turn-rounds", turn_rounds, every_seconds=60)
        register_about("fund-round", notices.rounds_told_of)
        register_use(notices.asks)
        register_part(home.PART)
        register_room(assessing.SENT)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        from people import roles

        roles.grant(
            roles.FUND_OFFICER,
            "collaboration_fund.run_round",
            *(f"collaboration_fund.{verb}_round" for verb in ("view", "add", "change")),
            *(
                f"collaboration_fund.{verb}_{part}"
                for verb in ("view", "add", "change", "delete")
                for part in PARTS
            ),
            "messaging.view_outboxmessage",
        )
        roles.grant(roles.READ_ONLY, "collaboration_fund.view_round")

    def _record_changes(self):
        """Keep who changed what of a round."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from collaboration_fund.models import (
            EligibilityQuestion,
            Monitoring,
            Priority,
            Round,
            Stage,
        )

        for model in (Round, EligibilityQuestion, Monitoring, Priority):
            mirrored = translator.get_options_for_model(model).fields
            auditlog.register(model, exclude_fields=[*mirrored])
        auditlog.register(Stage)
