"""What reports and changes tell the storeys below: whose messages an officer may read."""

from collaboration_fund.rules import may_run
from monitoring.models import Change, Closing, Report


def reports_told_of(officer):
    """The reports whose messages, which name groups' people, this officer may read."""
    return Report.objects.all() if may_run(officer) else Report.objects.none()


def changes_told_of(officer):
    """The changes whose messages this officer may read."""
    return Change.objects.all() if may_run(officer) else Change.objects.none()


def closings_told_of(officer):
    """The closings whose messages this officer may read."""
    return Closing.objects.all() if may_run(officer) else Closing.objects.none()
