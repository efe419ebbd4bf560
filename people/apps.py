from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "people"
    verbose_name = _("People")

    def ready(self):
        """Make known our messages, what roles may do, what is personal and what is recorded."""
        from allauth.mfa.models import Authenticator
        from allauth.mfa.signals import authenticator_removed
        from auditlog.registry import auditlog
        from django.db.models.signals import post_delete

        from core.periodic import register_job
        from messaging.services import Kind, of_all, register_about, register_kind
        from people import personal_data, roles
        from people.merging import merged_for
        from people.models import ColleagueInvitation, User
        from people.services import forget_unproved
        from people.sign_in import end_sessions, stay_signed_in

        register_kind(Kind("people.code", _("Codes for signing in"), ephemeral=True))
        register_kind(Kind("people.security", _("Changes to how you sign in")))
        register_kind(Kind("people.invitation", _("Invitations of colleagues")))
        register_kind(Kind("people.merged", _("Two records of you became one")))
        invited = "people.view_colleagueinvitation"
        register_about("colleague", of_all(ColleagueInvitation, invited))
        register_about("person", merged_for)

        register_job("people.forget-unproved", forget_unproved, every_seconds=24 * 60 * 60)

        # Pages of venues and of people link to wards.
        wards = "places.view_ward"
        venues = (wards, "places.view_venue", "places.add_venue", "places.change_venue")
        roles.grant(roles.RECRUITMENT_OFFICER, "people.view_user", "people.change_user", wards)
        roles.grant(
            roles.PANELS_OFFICER,
            "people.view_user",
            "messaging.view_outboxmessage",
            "messaging.requeue_outboxmessage",
            *venues,
        )
        for role in (roles.RECRUITMENT_OFFICER, roles.PANELS_OFFICER, roles.DATA_PROTECTION):
            roles.grant(role, "jobs.view_periodicjob")
            roles.grant(role, "people.correct_address", "people.merge_user")
        roles.grant(roles.HUB_MANAGER, *venues)
        roles.grant(roles.HUB_OFFICER, *venues)
        for role in roles.GIVES:
            roles.grant(role, invited, "people.add_colleagueinvitation")
        roles.grant(
            roles.DATA_PROTECTION,
            "people.view_user",
            "auditlog.view_logentry",
            "messaging.view_outboxmessage",
            "messaging.read_every_message",
            wards,
        )
        roles.grant(roles.READ_ONLY, "places.view_venue", wards)

        post_delete.connect(end_sessions, sender=Authenticator)
        authenticator_removed.connect(stay_signed_in)
        personal_data.declare()
        personal_data.say_what_moves()
        auditlog.register(
            User,
            include_fields=[
                "email",
                "name",
                "ward",
                "language",
                "is_active",
                "is_staff",
                "is_superuser",
            ],
            m2m_fields={"groups"},
        )
        auditlog.register(ColleagueInvitation, exclude_fields=["token"])
