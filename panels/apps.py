from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelsConfig(AppConfig):
    name = "panels"
    verbose_name = _("Citizen panels")

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
        from panels import emails, home, merging, personal_data, record, reminders
        from panels.models import Registration, Session
        from panels.services import changes, feedback, groups, prove, release_lapsed_holds
        from people.sign_in import when_proven
        from places.registry import register_venue_use
        from questionnaires import registry

        for name, label, optional in (
            (emails.PLACE, _("Your places and waiting lists"), False),
            (emails.CHANGED, _("A session's date, time or place has changed"), False),
            (emails.CANCELLED, _("A session is cancelled"), False),
            (emails.REMINDER, _("Reminders a week and a day before a session"), True),
            (emails.FEEDBACK_REQUEST, _("Asking how a session was"), True),
            (emails.WHAT_CAME, _("What came of a session you were at"), True),
            (emails.FEEDBACK_THANKS, _("Thanks for your feedback"), False),
            (emails.NOTE, _("Messages of the team about a session that you registered for"), False),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        register_kind(
            Kind(name=emails.PLACE_HELD, label=_("The code that confirms a place"), ephemeral=True)
        )
        registry.register_division(feedback.BY_SESSION)
        for kind, write, label in (
            ("panels.reminder-7", reminders.write_week_reminder, _("Reminder a week before")),
            ("panels.reminder-1", reminders.write_day_reminder, _("Reminder the day before")),
            (groups.DUE, groups.end_at_its_date, _("End of the places held for a group")),
        ):
            register_due(kind, write, label)
        register_due(reminders.FEEDBACK, reminders.write_feedback_request)
        register_job("panels.release-lapsed-holds", release_lapsed_holds, every_seconds=60)
        register_about("session", of_all(Session, "panels.view_registration"))
        register_about("registration", of_all(Registration, "panels.view_registration"))
        when_proven(prove)
        registry.register_use(feedback.asks)
        register_venue_use(changes.venue_changed)
        register_part(home.PART)
        register_part(HomePart(knows=record.knows))
        personal_data.declare()
        merging.declare()
        self._register_words()
        self._grant_roles()
        self._record_changes()

    def _register_words(self):
        """What the portal itself writes into the history of a place."""
        from core.words import register_words

        for code, words in (
            ("place-came-free", _("A place came free and they were first in line.")),
            ("walked-in", _("Walked in.")),
            ("address-corrected", _("They corrected the email address.")),
            ("merged", _("Two records of one person became one.")),
            ("not-me", _("They said that it wasn't them who registered.")),
            ("held-for-group", _("A place was held for their group.")),
            ("session-cancelled", _("The session is cancelled.")),
            ("details-changed", _("They changed their name or what they need.")),
        ):
            register_words(f"panels.{code}", words)

    def _grant_roles(self):
        """What officers may do with panels; reading registrations is not for everybody."""
        from people import roles

        programme = ("topic", "programme", "accessprovision")
        readable = [f"panels.view_{name}" for name in (*programme, "session")]
        roles.grant(roles.READ_ONLY, *readable)
        roles.grant(
            roles.PANELS_OFFICER,
            *readable,
            *(f"panels.{verb}_{name}" for name in programme for verb in ("add", "change")),
            *(f"panels.{verb}_session" for verb in ("add", "change", "delete", "publish")),
            "panels.cancel_session",
            "panels.mark_attendance",
            "panels.export_registrations",
            "panels.view_registration",
            "panels.add_registration",
            "panels.change_registration",
            "panels.view_sessionfeedback",
        )

    def _record_changes(self):
        """Keep who changed what of the programme. What people wrote about themselves is left out.

        The numbers that services keep, and the columns that modeltranslation mirrors, say nothing.
        """
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from panels.models import AccessProvision, Programme, Session, Topic

        kept_by_services = ["taken", "version", "updated_at"]
        auditlog.register(Programme)
        for model, left_out, lists in (
            (Topic, [], set()),
            (AccessProvision, [], set()),
            (Session, kept_by_services, {"provisions"}),
        ):
            mirrored = translator.get_options_for_model(model).fields
            auditlog.register(model, exclude_fields=[*mirrored, *left_out], m2m_fields=lists)
