"""The page of states says what the code enforces."""

import pytest
from django.core.management import CommandError, call_command

from luton_portal.management.commands import write_states
from panels.models import Session


def test_a_table_names_every_state_and_every_move():
    lines = write_states.table(Session).splitlines()
    assert "| `published` | Published | `cancelled`, `held` |" in lines
    assert "| `reported` | Reported | ends here |" in lines
    assert len([line for line in lines if line.startswith("| `")]) == len(Session.State)


def test_the_check_fails_where_the_page_says_something_else(monkeypatch, tmp_path):
    page = tmp_path / "states.md"
    monkeypatch.setattr(write_states, "PAGE", page)
    call_command("write_states")
    call_command("write_states", "--check")
    page.write_text(page.read_text().replace("`held`", "`over`"))
    with pytest.raises(CommandError, match="make states"):
        call_command("write_states", "--check")
