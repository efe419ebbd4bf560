from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "organisations"
    verbose_name = _("Groups")

    def ready(self):
        from messaging.services import Kind, of_all, register_about, register_due, register_kind
        from officers.registry import HomePart, register_part
        from organisations import (
            emails,
            home,
            merging,
            personal_data,
            record,
            registry,
            reminders,
            waiting,
        )
        from organisations.models import Organisation
        from people.rules import register_readable

        for name, label, optional in (
            (emails.INVITATION, _("Invitations to a group"), False),
            (emails.MEMBERSHIP, _("Your groups: who belongs to them, and what you may do"), False),
            (
                emails.STANDING,
                _("Your groups: whether they are checked, and where they stand"),
                False,
            ),
            (emails.DOCUMENT, _("Reminders of your groups’ documents that run out"), True),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        register_due(
            reminders.RUNS_OUT, reminders.remind_of_document, _("A group’s document that runs out")
        )
        register_about("organisation", of_all(Organisation, "organisations.view_membership"))
        registry.register_waits(waiting.of_groups)
        register_part(home.PART)
        register_part(HomePart(knows=record.knows))
        register_readable(record.reads_all)
        personal_data.declare()
        merging.declare()
        self._register_words()
        self._grant_roles()
        self._record_changes()

    def _register_words(self):
        """What the portal itself writes into the history of groups and their people."""
        from core.words import register_words

        for code, words in (
            ("declined", _("They said no by the link of the invitation.")),
            ("no-answer", _("The invitation ran out.")),
            ("merged", _("Two records became one.")),
            ("replaced", _("They couldn’t be reached, and another owner took their place.")),
            ("closed", _("The group has ended.")),
            ("listed", _("An owner agreed to the directory.")),
            ("unlisted", _("An owner took it out of the directory.")),
            ("role-owner", _("They are an owner from now on.")),
            ("role-editor", _("They are an editor from now on.")),
            ("role-viewer", _("They are a viewer from now on.")),
        ):
            register_words(f"organisations.{code}", words)

    def _grant_roles(self):
        """What officers may do with groups; who belongs to them is not for everybody."""
        from organisations.rules import OFFICERS_MAY
        from people import roles

        seen = ("organisations.view_organisation", "organisations.view_organisationnumber")
        roles.grant(roles.READ_ONLY, *seen)
        roles.grant(roles.HUB_MANAGER, *seen)
        roles.grant(roles.HUB_OFFICER, *seen)
        roles.grant(
            roles.FUND_OFFICER,
            *seen,
            *OFFICERS_MAY.values(),
            "organisations.view_flag",
            "organisations.view_ownerreplacement",
            "organisations.export_organisations",
        )

    def _record_changes(self):
        """Keep who changed what of a group. What was said of a committee is left out."""
        from auditlog.registry import auditlog

        from organisations.models import (
            Document,
            Flag,
            Membership,
            Organisation,
            OrganisationNumber,
        )

        compared = ["name_compared", "address_compared"]
        auditlog.register(Organisation, exclude_fields=compared, m2m_fields={"wards"})
        auditlog.register(OrganisationNumber)
        auditlog.register(Document)
        auditlog.register(Flag, exclude_fields=["detail"])
        auditlog.register(Membership, exclude_fields=["token", "said", "email"])
