"""The ways from an award, as officers see it, to its reports and the changes asked for."""

from django.utils.translation import gettext as _

from monitoring.models import Report
from officers.lists import list_address


def reports(award) -> tuple | None:
    """The way to the reports on an award, where it has any."""
    if not Report.objects.filter(award=award).exists():
        return None
    return _("Its reports"), list_address(f"monitoring_report_changelist?q={award.reference}")


def changes(award) -> tuple | None:
    """The way to the changes that its group asked for, where there are any."""
    if not award.changes.exists():
        return None
    return (
        _("Changes asked for"),
        list_address(f"monitoring_change_changelist?q={award.reference}"),
    )
