from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecruitmentConfig(AppConfig):
    name = "recruitment"
    verbose_name = _("Taskforce recruitment")

    def ready(self):
        from assessment.registry import register_use as register_assessing
        from core.periodic import register_job
        from jobs.services import register_work
        from messaging.services import (
            Kind,
            register_about,
            register_blind,
            register_due,
            register_kind,
        )
        from officers.registry import HomePart, register_part
        from people.rules import register_readable
        from questionnaires.registry import register_use
        from recruitment import (
            assessing,
            emails,
            home,
            merging,
            notices,
            personal_data,
            record,
            reminders,
            words,
        )
        from recruitment.models import Application
        from recruitment.services import close_overdue, lapse_unanswered
        from recruitment.services.drawing import WORK, work_out
        from recruitment.services.lotteries import member_categories
        from taskforce import registry

        for name, label, optional in (
            (emails.APPLICATION, _("Your application to the Fairness Taskforce"), False),
            (emails.OFFER, _("A seat on the Fairness Taskforce"), False),
            (emails.OUTCOME, _("The outcome of your application"), False),
            (emails.REMINDER, _("Reminders of an application that you have not sent"), True),
            (emails.NEXT_ROUND, _("When you can next apply to the Fairness Taskforce"), True),
            (emails.INVITATION, _("Invitations to apply to the Fairness Taskforce"), True),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        register_due(reminders.UNSENT, reminders.write_unsent)
        register_due(reminders.UNANSWERED, reminders.write_unanswered)
        register_job("recruitment.close-overdue", close_overdue, every_seconds=60)
        register_job("recruitment.lapse-unanswered", lapse_unanswered, every_seconds=3600)
        register_about("round", notices.rounds_told_of)
        for kind in ("application", "offer-to"):
            register_about(kind, Application.objects.visible_to)
        register_about("draw", notices.draws_told_of)
        register_blind(notices.scores_now)
        register_work(WORK, work_out)
        registry.register_categories(member_categories)
        registry.register_minimums(notices.group_minimums)
        registry.register_notices(notices.open_rounds)
        registry.register_refresh(notices.start_refresh)
        register_use(notices.asks)
        register_part(home.PART)
        register_assessing(assessing.APPLICATIONS)
        register_part(HomePart(knows=record.knows))
        register_readable(record.reads_all)
        personal_data.declare()
        merging.declare()
        words.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """Who scores sees no applicant: the panel's permission opens blind pages alone."""
        from people import roles

        parts = ("seatgroup", "target", "roundanswer")
        roles.grant(
            roles.RECRUITMENT_OFFICER,
            "recruitment.run_round",
            "recruitment.export_applications",
            *(f"recruitment.{verb}_round" for verb in ("view", "add", "change")),
            *(
                f"recruitment.{verb}_{part}"
                for verb in ("view", "add", "change", "delete")
                for part in parts
            ),
            "recruitment.view_application",
            "recruitment.view_draw",
            "recruitment.view_offer",
            "messaging.view_outboxmessage",
            "messaging.requeue_outboxmessage",
        )
        roles.grant(roles.READ_ONLY, "recruitment.view_round")

    def _record_changes(self):
        """Keep who changed what of a round; what people wrote about themselves is left out."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from recruitment.models import (
            HomeDecision,
            Round,
            SeatGroup,
            Target,
        )

        mirrored = translator.get_options_for_model(Round).fields
        auditlog.register(Round, exclude_fields=[*mirrored], m2m_fields={"runners"})
        for model in (SeatGroup, Target, HomeDecision):
            auditlog.register(model)
