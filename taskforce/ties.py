"""What the register of interests tells of members and groups."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from organisations.ties import REGISTERED, Tie, Who, tied_by_name
from taskforce.models import Interest


def registered_interests(people: Sequence[Who]) -> Iterable[Tie]:
    """Ties of members of the Taskforce to the groups that their registered interests name."""
    keys = defaultdict(list)
    for who in people:
        keys[who.person.pk].append(who.key)
    rows = Interest.objects.current().filter(member__person__in=keys)
    rows = rows.values_list("member__person", "organisation")
    said = [(key, name) for person, name in rows for key in keys[person]]
    return tied_by_name(said, REGISTERED)
