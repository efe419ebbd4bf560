"""What the Taskforce knows of a person, for the officers' page of that person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from officers.registry import MOST_SHOWN, Line, Section
from taskforce import rules
from taskforce.models import GroupMember, Member


def knows(officer, person) -> Iterable[Section]:
    """Their terms on the Taskforce, with their consent to be named, and the groups they come to."""
    if officer.has_perm("taskforce.view_member"):
        terms = Member.objects.of(person).with_consent().select_related("person")
        terms = terms.order_by("-starts_on", "-pk")[:MOST_SHOWN]
        yield Section(
            words=_("Member of the Taskforce"),
            lines=tuple(_term(member) for member in terms),
            read=tuple(terms),
        )
    if officer.has_perm("taskforce.view_groupmember"):
        groups = GroupMember.objects.filter(person=person).select_related("group").order_by("-pk")
        yield Section(
            words=_("Comes to cross-sector groups for"),
            lines=tuple(
                Line(
                    words=one.organisation,
                    url=reverse("admin:taskforce_crosssectorgroup_change", args=[one.group_id]),
                    said=str(one.group),
                )
                for one in groups[:MOST_SHOWN]
            ),
        )


def _term(member: Member) -> Line:
    named = _("agreed to be named") if member.has_consent else _("not named in public")
    dates = " – ".join(date_format(day, "j F Y") for day in (member.starts_on, member.ends_on))
    return Line(
        words=member.seat,
        url=reverse("admin:taskforce_member_change", args=[member.pk]),
        said=f"{dates}, {named}",
        state=(member.state, member.state_now),
    )


def reads_all(officer, person) -> bool:
    """Whether an officer may keep the page of a member for them, if this person is one."""
    return rules.may_manage_members(officer) or not Member.objects.of(person).exists()
