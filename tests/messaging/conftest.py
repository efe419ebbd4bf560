"""Kinds, templates and a person for the tests of messaging."""

import uuid
from pathlib import Path

import pytest

from core import periodic
from messaging import kinds, readers
from messaging.services import Kind, Message, Recipient, register_kind

TEMPLATES = Path(__file__).parent / "templates"


@pytest.fixture(autouse=True)
def registries(monkeypatch):
    """Three kinds of the tests' own; whatever a test registers is forgotten after it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(kinds, "_due_handlers", dict(kinds._due_handlers))
    monkeypatch.setattr(periodic, "_jobs", {})
    monkeypatch.setattr(readers, "_readable", dict(readers._readable))
    monkeypatch.setattr(readers, "_blind", [])
    register_kind(Kind("test-note", "A note"))
    register_kind(Kind("test-news", "News from the tests", optional=True))
    register_kind(Kind("test-code", "A code", ephemeral=True))


@pytest.fixture(autouse=True)
def email_files(settings):
    """The tests' own email files beside the portal's."""
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [{**engine, "DIRS": [*engine["DIRS"], TEMPLATES]}]


@pytest.fixture
def resident() -> Recipient:
    return Recipient(uuid.uuid4(), "resident@demo.example")


@pytest.fixture
def note(resident):
    """Makes a message; any of its parts can be given."""

    def make(*, kind="test-note", to=resident, attachments=(), **context) -> Message:
        given = {"name": "Demo Resident", "remark": "It's on.", "link": "https://portal.example/1"}
        return Message(kind, to, "test_emails/note.email", given | context, attachments)

    return make
