"""The page of states says what the code enforces."""

from luton_portal.management.commands import write_states
from panels.models import Session


def test_a_table_names_every_state_and_every_move():
    lines = write_states.table(Session).splitlines()
    assert "| `published` | Published | `cancelled`, `held` |" in lines
    assert "| `reported` | Reported | ends here |" in lines
    assert len([line for line in lines if line.startswith("| `")]) == len(Session.State)
