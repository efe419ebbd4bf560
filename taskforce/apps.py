from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TaskforceConfig(AppConfig):
    name = "taskforce"
    verbose_name = _("Fairness Taskforce")

    def ready(self):
        from core.periodic import register_job
        from messaging.services import (
            Kind,
            of_all,
            register_about,
            register_due,
            register_kind,
        )
        from officers.registry import HomePart, register_part
        from organisations.ties import register_ties
        from people.rules import register_readable
        from taskforce import emails, home, merging, personal_data, record, reminders, ties
        from taskforce.models import ExpenseClaim, Member, Review
        from taskforce.services import close_overdue_votes, end_terms

        for name, label, optional in (
            (emails.MEMBERSHIP, _("Your term and role on the Taskforce"), False),
            (emails.EXPENSE, _("Your expenses for the Taskforce"), False),
            (emails.MEETING, _("Meetings of the Taskforce"), False),
            (emails.WORK, _("What you are to do for the Taskforce"), False),
            (emails.EXPENSE_WAITS, _("An expense claim waits for the team"), False),
            (emails.VOTE, _("Votes of the Taskforce's members"), False),
            (emails.REVIEW, _("The review of the Taskforce is due"), False),
            (emails.REMINDER, _("Reminders for members of the Taskforce"), True),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        for kind, write, label in (
            ("taskforce.term-90", reminders.write_first_term_reminder, _("A term ends in 90 days")),
            ("taskforce.term-30", reminders.write_last_term_reminder, _("A term ends in 30 days")),
            (reminders.INTERESTS, reminders.write_interests_reminder, _("Interests to confirm")),
        ):
            register_due(kind, write, label)
        for kind in reminders.REVIEW_DAYS:
            register_due(kind, reminders.write_review_reminder, _("A review is due"))
        register_job("taskforce.end-terms", end_terms, every_seconds=3600)
        register_job("taskforce.close-votes", close_overdue_votes, every_seconds=300)
        for kind in ("member", "interests"):
            register_about(kind, of_all(Member, "taskforce.manage_members"))
        register_about("review", of_all(Review, "taskforce.view_review"))
        register_about("expense", of_all(ExpenseClaim, "taskforce.view_expenseclaim"))
        register_part(home.PART)
        register_part(HomePart(knows=record.knows))
        register_readable(record.reads_all)
        register_ties(ties.registered_interests)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """What officers may do; who the members are is not for everybody."""
        from people import roles

        writable = (
            "meeting",
            "paper",
            "priorityarea",
            "workitem",
            "evidence",
            "crosssectorgroup",
            "groupmember",
            "groupmeasure",
            "engagement",
        )
        readable = [f"taskforce.view_{name}" for name in (*writable, "action")]
        # Of people, and of what they said in confidence, they read nothing.
        roles.grant(
            roles.READ_ONLY,
            "taskforce.view_meeting",
            "taskforce.view_paper",
            "taskforce.view_priorityarea",
            "taskforce.view_review",
        )
        roles.grant(
            roles.RECRUITMENT_OFFICER,
            *readable,
            *(
                f"taskforce.{verb}_{name}"
                for name in writable
                for verb in ("add", "change", "delete")
            ),
            "taskforce.run_meeting",
            "taskforce.publish_minutes",
            "taskforce.export_meetings",
            "taskforce.move_work",
            "taskforce.view_review",
            "taskforce.change_review",
            "taskforce.decide_review",
            "taskforce.view_vote",
            "taskforce.run_vote",
            "taskforce.export_work",
            "taskforce.export_engagements",
            "taskforce.publish_evidence",
            "taskforce.export_evidence",
            "taskforce.view_member",
            "taskforce.view_sectorseats",
            "taskforce.change_sectorseats",
            "taskforce.manage_members",
            "taskforce.export_members",
            "taskforce.view_interest",
            "taskforce.export_interests",
            "taskforce.export_actions",
            "taskforce.export_groups",
            "taskforce.export_reviews",
            "taskforce.export_areas",
            "taskforce.view_expenseclaim",
            "taskforce.decide_expenses",
            "taskforce.export_expenses",
        )

    def _record_changes(self):
        """Keep who changed what. What members write of themselves with consent is left out."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from core.languages import in_all
        from taskforce import models

        for model in (
            models.MemberRole,
            models.Interest,
            models.ExpenseClaim,
            models.Receipt,
            models.EvidenceFile,
            models.Attendance,
            models.SectorSeats,
            models.GroupMember,
            models.Engagement,
        ):
            auditlog.register(model)
        # Of a vote nothing but the vote itself: who voted, and what, is nobody's business.
        for model, left_out in (
            (models.Member, ["biography", "seat_order"]),
            (models.Meeting, ["version"]),
            (models.Paper, []),
            (models.Minutes, []),
            (models.Decision, []),
            (models.Action, []),
            (models.PriorityArea, []),
            (models.WorkItem, []),
            (models.Evidence, []),
            (models.CrossSectorGroup, []),
            (models.GroupMeasure, []),
            (models.Review, []),
            (models.Vote, ["seed"]),
        ):
            # The columns that modeltranslation mirrors say nothing that the others don't.
            mirrored = translator.get_options_for_model(model).fields
            auditlog.register(
                model,
                exclude_fields=[*mirrored, *left_out],
                mask_fields=in_all("body") if model is models.Evidence else [],
                mask_callable="taskforce.personal_data.hidden",
                m2m_fields={"evidence"} if model is models.Review else set(),
            )
