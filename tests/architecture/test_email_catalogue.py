"""Every email file says its three parts, is sent by something, and is of a kind that is known."""

import inspect
import re

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import BlockNode, ExtendsNode
from django.utils import timezone

from messaging import emails as rendering
from messaging import kinds
from panels import emails
from panels.models import Registration
from tests.factories.panels import RegistrationFactory
from tests.html import parse_page

TEMPLATES = settings.BASE_DIR / "templates"
PARTS = {"subject", "text", "html"}
LANGUAGES = [code for code, _name in settings.LANGUAGES]

FILES = sorted(
    str(path.relative_to(TEMPLATES))
    for path in TEMPLATES.rglob("*.email")
    if path.name != "base.email"
)
BUILDERS = sorted(
    name
    for name, function in vars(emails).items()
    if inspect.isfunction(function)
    and function.__module__ == emails.__name__
    and function.__annotations__.get("return") is not None
    and function.__annotations__["return"].__name__ == "Message"
    and not name.startswith("_")
)
# What else an email is given than the registration.
GIVEN = {
    "place_held": {"code": "12345678"},
    "note": {"subject": "Bring your ID", "text": "You need it at the door."},
}


def blocks(template: str) -> set[str]:
    """The names of the blocks that a file fills, with those of the files it extends."""
    nodes = get_template(template).template.nodelist
    named = {node.name for node in nodes.get_nodes_by_type(BlockNode)}
    for node in nodes.get_nodes_by_type(ExtendsNode):
        parent = node.parent_name.resolve({})
        if parent != "messaging/base.email":
            named |= blocks(parent)
    return named


@pytest.mark.parametrize("file", FILES)
def test_each_file_fills_the_three_parts(file):
    assert blocks(file) >= PARTS


@pytest.fixture
def messages(db) -> dict:
    """Each email about a registration, by the name of the function that writes it."""
    registered = RegistrationFactory()
    in_line = RegistrationFactory(
        session=registered.session, state=Registration.State.WAITING, queued_at=timezone.now()
    )
    return {
        name: getattr(emails, name)(
            in_line if name == "waiting" else registered, **GIVEN.get(name, {})
        )
        for name in BUILDERS
    }


def test_each_file_of_the_panels_is_written_by_one_function(messages):
    files = [message.template for message in messages.values()]
    assert sorted(files) == [file for file in FILES if file.startswith("panels/")]


def test_each_kind_of_the_panels_is_known_and_used(messages):
    known = {name for name in kinds._kinds if name.startswith("panels.")}
    assert {message.kind for message in messages.values()} == known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", BUILDERS)
def test_each_names_the_session_and_how_to_withdraw(messages, name, language):
    message = messages[name]
    session = message.context["session"]
    email = rendering.render(message.template, message.context, language=language)
    assert session.title in email.subject
    parse_page(email.html)
    for part in (email.text, email.html):
        assert session.title in part
        assert session.venue.name in part
        assert not re.search(r"\{[{%]|None", part)
    over = {"feedback_request", "feedback_thanks", "session_cancelled", "what_came", "withdrawn"}
    assert name in over or message.context["withdraw_url"] in email.text
