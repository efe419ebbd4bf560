"""Agreements and payments of what the fund grants."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "awards"
    verbose_name = _("Awards of the fund")

    def ready(self):
        from awards import emails, home, merging, on_groups, personal_data, waiting
        from messaging.services import Kind, register_file, register_kind
        from officers.registry import register_part
        from organisations.registry import register_own_page, register_waits

        register_kind(Kind(name=emails.AGREEMENT, label=_("The agreement on your grant")))
        register_kind(Kind(name=emails.PAYMENT, label=_("Payments of your grant")))
        register_file(emails.COPY, emails.copy)
        register_waits(waiting.of_groups)
        register_own_page(on_groups.own_page)
        register_part(home.PART)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        from people import roles

        roles.grant(
            roles.FUND_OFFICER,
            "collaboration_fund.view_award",
            *(f"awards.{verb}_template" for verb in ("view", "add", "change", "delete")),
            *(f"awards.{verb}_payment" for verb in ("view", "approve", "pay")),
            "awards.export_payments",
            "awards.view_supplier",
            "awards.view_supplierchange",
        )

    def _record_changes(self):
        """Keep who changed what of a text, a payment or a supplier."""
        from auditlog.registry import auditlog
        from modeltranslation.translator import translator

        from awards.models import Payment, Supplier, Template

        mirrored = translator.get_options_for_model(Template).fields
        auditlog.register(Template, exclude_fields=[*mirrored])
        auditlog.register(Payment)
        auditlog.register(Supplier)
