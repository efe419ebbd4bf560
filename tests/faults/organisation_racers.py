"""Races of groups and their people by real processes, on DATABASE_URL's database."""

from django.utils import timezone

from organisations import services
from organisations.enums import MembershipState, Role
from organisations.models import Document, Membership, Organisation
from people import roles
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory, officer_of
from tests.faults.racers import new_people
from tests.faults.recruitment_racers import at_once
from tests.organisations.test_documents import file


def _owners(number: int) -> tuple[Organisation, list]:
    group, owners = OrganisationFactory(), new_people(number)
    for person in owners:
        MembershipFactory(organisation=group, person=person, role=Role.OWNER)
    return group, owners


def _leave(group, person) -> str:
    return services.leave(organisation_id=group.pk, actor=person).state


def leaving(processes: int) -> dict:
    """Every owner of a group leaves at once."""
    group, owners = _owners(processes)
    acts = [lambda person=person: _leave(group, person) for person in owners]
    answers = at_once(processes, *acts)
    return {"answers": answers, "owners": group.memberships.owners().count()}


def _leave_unguarded(group, person) -> str:
    if group.memberships.owners().count() < 2:
        return "last-owner"
    ended = {"state": MembershipState.LEFT, "ended_at": timezone.now()}
    group.memberships.of(person).update(**ended)
    return MembershipState.LEFT


def leaving_unguarded(processes: int) -> dict:
    """The same, counted first and written after, without a lock: the control."""
    group, owners = _owners(processes)
    acts = [lambda person=person: _leave_unguarded(group, person) for person in owners]
    answers = at_once(processes, *acts)
    return {"answers": answers, "owners": group.memberships.owners().count()}


def made_less(processes: int) -> dict:
    """Owners make each other editors, in a ring, so that each could be the last."""
    group, owners = _owners(processes)
    places = {one.person_id: one.pk for one in group.memberships.all()}
    ring = zip(owners, [*owners[1:], owners[0]], strict=True)

    def change(actor, other) -> str:
        asked = {"membership_id": places[other.pk], "actor": actor}
        return services.change_role(**asked, role=Role.EDITOR).role

    acts = [lambda one=one, other=other: change(one, other) for one, other in ring]
    at_once(processes, *acts)
    return {"has_owner": group.memberships.owners().exists()}


def joining(processes: int) -> dict:
    """One person asks to join at once as often."""
    group, _owner = _owners(1)
    person = ResidentFactory()
    asked = {"organisation_id": group.pk, "actor": person, "consent": True}
    answers = at_once(processes, *[lambda: services.ask_to_join(**asked).state] * processes)
    return {"answers": answers, "places": Membership.objects.of(person).count()}


def sending(processes: int) -> dict:
    """As many send the same document at once."""
    group, (owner,) = _owners(1)
    asked = {"organisation_id": group.pk, "actor": owner, "what": "governing"}
    acts = [lambda: services.keep_document(**asked, upload=file()).what] * processes
    answers = at_once(processes, *acts)
    return {
        "answers": answers,
        "kept": Document.objects.count(),
        "current": Document.objects.current().count(),
    }


def merging(processes: int) -> dict:
    """Two officers merge two records into each other while people leave and join both."""
    officer = officer_of(roles.FUND_OFFICER)
    (one, owners), (two, _others) = _owners(2), _owners(2)

    def merge(kept, gone) -> str:
        asked = {"organisation_id": kept.pk, "other_id": gone.pk, "actor": officer}
        return services.merge_organisations(**asked).state

    acts = [lambda: merge(one, two), lambda: merge(two, one), lambda: _leave(one, owners[0])]
    answers = at_once(processes, *acts)
    standing = Organisation.objects.standing()
    return {
        "merged": answers.get("new", 0),
        "standing": standing.count(),
        "owners": Membership.objects.filter(
            organisation__in=standing, state=MembershipState.ACTIVE
        ).exists(),
        "left_behind": Membership.objects.live().exclude(organisation__in=standing).count(),
    }
