from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PanelsConfig(AppConfig):
    name = "panels"
    verbose_name = _("Citizen panels")

    def ready(self):
        from messaging.services import Kind, register_due, register_job, register_kind
        from panels import emails, reminders
        from panels.services import confirm_holds, release_lapsed_holds
        from people.sign_in import when_proven

        for name, label, optional in (
            (emails.PLACE, _("Your places and waiting lists"), False),
            (emails.CHANGED, _("A session's date, time or place has changed"), False),
            (emails.CANCELLED, _("A session is cancelled"), False),
            (emails.REMINDER, _("Reminders a week and a day before a session"), True),
            (emails.FEEDBACK_REQUEST, _("Asking how a session was"), True),
            (emails.FEEDBACK_THANKS, _("Thanks for your feedback"), False),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        register_due("panels.reminder-7", reminders.write_week_reminder)
        register_due("panels.reminder-1", reminders.write_day_reminder)
        register_due(reminders.FEEDBACK, reminders.write_feedback_request)
        register_job("panels.release-lapsed-holds", release_lapsed_holds, every_seconds=60)
        when_proven(confirm_holds)
