"""What an account shows of answers in confidence, for who may decide whose account it is."""

from questionnaires.models import MonitoringLink


def reads_all(officer, person) -> bool:
    """Whether an officer may read the equality answers of this person, if there are any."""
    if officer.has_perm("questionnaires.view_special_answers"):
        return True
    return not MonitoringLink.objects.filter(person=person).exists()
