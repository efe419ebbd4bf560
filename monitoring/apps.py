"""What grants do: reports, spending, changes, closing."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MonitoringConfig(AppConfig):
    name = "monitoring"
    verbose_name = _("What grants do")

    def ready(self):
        from awards.registry import register_way, when_agreed
        from messaging.services import Kind, register_about, register_due, register_kind
        from monitoring import (
            emails,
            home,
            merging,
            notices,
            on_awards,
            on_groups,
            personal_data,
            reminders,
            services,
        )
        from monitoring import waiting as waits
        from officers.registry import register_part
        from organisations.registry import register_own_page, register_waits

        for name, label in (
            (emails.REPORT, _("Reports on your award from the Collaboration Fund")),
            (emails.CHANGE, _("Changes of your award from the Collaboration Fund")),
        ):
            register_kind(Kind(name=name, label=label))
        for kind in reminders.DUE:
            register_due(kind, services.remind, _("A report on an award isn’t sent"))
        register_due(reminders.ASKED, services.remind, _("Questions about a report wait"))
        register_about("fund-report", notices.reports_told_of)
        register_about("fund-change", notices.changes_told_of)
        register_about("fund-closing", notices.closings_told_of)
        when_agreed("monitoring.begin", services.begin)
        register_own_page(on_groups.own_page)
        register_waits(waits.of_groups)
        register_way(on_awards.reports)
        register_way(on_awards.changes)
        register_part(home.PART)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        from people import roles

        roles.grant(
            roles.FUND_OFFICER,
            *(f"monitoring.view_{name}" for name in ("report", "change", "closing", "bid")),
            "monitoring.add_bid",
            "monitoring.change_bid",
        )
        roles.grant(roles.READ_ONLY, "monitoring.view_bid")

    def _record_changes(self):
        """Keep who changed what of a bid."""
        from auditlog.registry import auditlog

        from monitoring.models import Bid

        auditlog.register(Bid)
