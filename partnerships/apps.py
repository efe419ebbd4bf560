from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from partnerships.words import REASONS


class PartnershipsConfig(AppConfig):
    name = "partnerships"
    verbose_name = _("Needs and partnerships")

    def ready(self):
        from core.periodic import register_job
        from core.words import register_words
        from messaging.services import Kind, of_all, register_about, register_due, register_kind
        from officers.registry import HomePart, register_part
        from organisations.registry import register_own_page, register_section, register_waits
        from organisations.ties import register_ties
        from partnerships import (
            emails,
            home,
            merging,
            on_groups,
            personal_data,
            record,
            reminders,
            ties,
        )
        from partnerships.models import Match
        from partnerships.services import look_for_matches
        from people.rules import register_readable

        for name, label, optional in (
            (emails.MATCHES, _("Matches for your groups’ needs and offers"), True),
            (emails.AGREED, _("Matches to which all groups said yes"), False),
            (emails.OVER, _("Matches to which you said yes, and that came to nothing"), True),
            (emails.MESSAGE, _("Messages from groups that you are matched with"), True),
            (emails.CONFIRM, _("What your groups said at an event, to confirm"), False),
            (emails.PARTNERSHIP, _("Your groups’ partnerships"), False),
            (emails.CLOSED, _("Needs and offers that officers have closed"), False),
        ):
            register_kind(Kind(name=name, label=label, optional=optional))
        for code, words in REASONS.items():
            register_words(f"partnerships.{code}", words)
        register_due(reminders.DIGEST, reminders.write_digest, _("New matches of the day"))
        register_job("partnerships.match", look_for_matches, every_seconds=60)
        register_about("match", of_all(Match, "partnerships.view_match"))
        register_waits(on_groups.waits)
        register_section(on_groups.section)
        register_own_page(on_groups.own_page)
        register_part(home.PART)
        register_part(HomePart(knows=record.knows))
        register_readable(record.reads_all)
        register_ties(ties.partners)
        personal_data.declare()
        merging.declare()
        self._grant_roles()
        self._record_changes()

    def _grant_roles(self):
        """The fund’s officers look after it; what groups write to each other no officer reads."""
        from people import roles

        seen = [f"partnerships.view_{name}" for name in ("posting", "part", "match", "partnership")]
        roles.grant(roles.READ_ONLY, *seen)
        roles.grant(roles.HUB_MANAGER, *seen)
        roles.grant(roles.HUB_OFFICER, *seen)
        roles.grant(
            roles.FUND_OFFICER,
            *seen,
            "partnerships.manage_postings",
            "partnerships.export_postings",
            "partnerships.export_partnerships",
        )

    def _record_changes(self):
        """Keep who changed what of what was posted."""
        from auditlog.registry import auditlog

        from partnerships.models import Part, Posting

        auditlog.register(Posting, exclude_fields=["changed_at", "looked_at"])
        auditlog.register(Part)
