from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionnairesConfig(AppConfig):
    name = "questionnaires"
    verbose_name = _("Questionnaires")

    def ready(self):
        from officers.registry import register_part
        from people.rules import register_readable
        from questionnaires import home, merging, personal_data, record, registry, vault
        from questionnaires.services import monitoring

        vault.check_keys()
        registry.register_use(monitoring.asks)
        register_part(home.PART)
        register_readable(record.reads_all)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Who builds sets and reads their answers, and who reads those about equality."""
        from people import roles

        wording = (
            "questionset",
            "survey",
            "setversion",
            "section",
            "question",
            "choice",
            "column",
        )
        readable = [f"questionnaires.view_{name}" for name in wording]
        roles.grant(roles.READ_ONLY, *readable)
        for role in (roles.RECRUITMENT_OFFICER, roles.PANELS_OFFICER, roles.FUND_OFFICER):
            roles.grant(
                role,
                *readable,
                *(f"questionnaires.{verb}_{w}" for w in wording for verb in ("add", "change")),
                *(
                    f"questionnaires.delete_{w}"
                    for w in wording
                    if w not in ("questionset", "survey")
                ),
                "questionnaires.publish_setversion",
                "questionnaires.view_answers",
                "questionnaires.export_answers",
            )
        roles.grant(
            roles.DATA_PROTECTION,
            *readable,
            "questionnaires.view_answers",
            "questionnaires.view_special_answers",
            "questionnaires.export_answers",
            "questionnaires.view_monitoringlink",
        )

    def _record_changes(self):
        """Keep who changed what of the wording. Answers are never in this record."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from questionnaires.models import (
            Choice,
            Column,
            Question,
            QuestionSet,
            Section,
            SetVersion,
            Survey,
        )

        auditlog.register(Survey)
        for model in (QuestionSet, SetVersion, Section, Question, Choice, Column):
            mirrored = translator.get_options_for_model(model).fields
            auditlog.register(model, exclude_fields=[*mirrored])
