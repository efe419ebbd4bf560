"""Pages that are written from the code are found where they are out of date."""

import pytest
from django.core.management import CommandError, call_command

from luton_portal.written import WritesAPage

PAGES = {"write_states": "states", "write_roles": "roles", "write_privacy": "personal-data"}


@pytest.mark.parametrize(("command", "name"), PAGES.items())
def test_a_page_that_is_out_of_date_is_found(command, name, tmp_path, monkeypatch):
    call_command(command, "--check")
    monkeypatch.setattr(WritesAPage, "folder", tmp_path)
    with pytest.raises(CommandError, match=f"make {name}"):
        call_command(command, "--check")
    call_command(command)
    page = tmp_path / f"{name}.md"
    page.write_text(page.read_text() + "| more |")
    with pytest.raises(CommandError, match=f"make {name}"):
        call_command(command, "--check")
