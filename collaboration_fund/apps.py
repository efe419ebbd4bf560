"""The Collaboration Fund."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

PARTS = (
    "stage",
    "eligibilityquestion",
    "priority",
    "wanteddocument",
    "monitoring",
    "floor",
    "letter",
)


class CollaborationFundConfig(AppConfig):
    name = "collaboration_fund"
    verbose_name = _("Collaboration Fund")

    def ready(self):
        from assessment.registry import register_use as register_assessing
        from collaboration_fund import (
            assessing,
            emails,
            home,
            merging,
            notices,
            on_partnerships,
            personal_data,
            reminders,
            services,
            waiting,
            words,
        )
        from core.periodic import register_job
        from messaging.services import (
            Kind,
            register_about,
            register_due,
            register_file,
            register_kind,
        )
        from officers.registry import register_part
        from organisations.registry import register_waits
        from partnerships.registry import register_act, register_awards, register_steps
        from questionnaires.registry import register_use

        for name, label in (
            (emails.APPLICATION, _("Your application to the Collaboration Fund")),
            (emails.PARTNERS, _("Partners in applications to the Collaboration Fund")),
            (emails.DEADLINE, _("Until when you can apply to the Collaboration Fund")),
            (emails.LETTER, _("What was decided on your application to the fund")),
            (emails.NOTE, _("What the team writes about your application to the fund")),
        ):
            register_kind(Kind(name=name, label=label))
        register_job("collaboration_fund.turn-rounds", services.turn_rounds, every_seconds=60)
        register_job(
            "collaboration_fund.lapse-unaccepted", services.lapse_unaccepted, every_seconds=3600
        )
        for kinds, say, label in (
            ([reminders.OPENS], services.say_that_it_opens, _("A second stage opens")),
            (reminders.SEND, services.remind_to_send, _("An application to the fund isn’t sent")),
            (reminders.ACCEPT, services.remind_to_accept, _("A partner hasn’t accepted its part")),
        ):
            for kind in kinds:
                register_due(kind, say, label)
        register_file(emails.RECEIPT, emails.receipt)
        register_about("fund-round", notices.rounds_told_of)
        register_about("fund-application", notices.applications_told_of)
        register_waits(waiting.of_groups)
        register_act(on_partnerships.start_act)
        register_steps(on_partnerships.steps_of)
        register_awards(on_partnerships.all_awards)
        register_use(notices.asks)
        register_part(home.PART)
        register_assessing(assessing.SENT)
        personal_data.declare()
        merging.declare()
        words.declare()
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
            *(
                f"collaboration_fund.{verb}_panelmember"
                for verb in ("view", "add", "change", "delete")
            ),
            "collaboration_fund.view_panelmeeting",
            "collaboration_fund.change_panelmeeting",
            "collaboration_fund.view_decision",
            "collaboration_fund.view_reviewrequest",
            "collaboration_fund.view_application",
            "collaboration_fund.export_applications",
            "messaging.view_outboxmessage",
        )
        roles.grant(roles.READ_ONLY, "collaboration_fund.view_round")

    def _record_changes(self):
        """Keep who changed what of a round."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from collaboration_fund.models import (
            Decision,
            EligibilityQuestion,
            Floor,
            Letter,
            Monitoring,
            PanelMeeting,
            PanelMember,
            Priority,
            Recusal,
            Round,
            Stage,
            WantedDocument,
        )

        for model in (Round, EligibilityQuestion, Monitoring, Priority, Letter):
            mirrored = translator.get_options_for_model(model).fields
            auditlog.register(model, exclude_fields=[*mirrored])
        for model in (Stage, WantedDocument, Floor, PanelMeeting, PanelMember, Decision, Recusal):
            auditlog.register(model)
