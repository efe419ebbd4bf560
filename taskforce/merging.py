"""What becomes of members where two records of one person are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.merge_keys import moves
from taskforce.models import GroupMember, Member


def declare() -> None:
    """Say how terms and seats in groups move."""
    moves("taskforce.Member", "person", gettext_lazy("terms on the Taskforce"), refuses=refuses)
    moves(
        "taskforce.GroupMember",
        "person",
        gettext_lazy("seats in cross-sector groups"),
        doubles=doubles,
        says=says,
    )


def refuses(kept, gone) -> str:
    """Two members in office are two seats: which of them stays is for officers to decide first."""
    both = {member.person_id for member in Member.objects.live().filter(person__in=[kept, gone])}
    if len(both) < len({kept, gone}):
        return ""
    return _("Both are members of the Taskforce now. End one of the terms first.")


def doubles(kept, gone) -> list[GroupMember]:
    """Who comes twice to one group for one organisation."""
    there = {*GroupMember.objects.filter(person=kept).values_list("group", "organisation")}
    theirs = GroupMember.objects.filter(person=gone).select_related("group")
    return [row for row in theirs if (row.group_id, row.organisation) in there]


def says(row: GroupMember) -> str:
    """What an officer reads of it beforehand."""
    return _("Both come to “%(group)s” for %(organisation)s: one of the two entries goes.") % {
        "group": row.group,
        "organisation": row.organisation,
    }
