"""Every email of the Taskforce: its words, its kind, its language."""

import inspect
import re

import pytest
from django.conf import settings

from messaging import emails as rendering
from messaging import kinds
from taskforce import emails
from taskforce.enums import Role
from taskforce.models import ExpenseMove
from tests.factories.taskforce import (
    ActionFactory,
    ExpenseFactory,
    MeetingFactory,
    MemberFactory,
    ReviewFactory,
    VoteFactory,
    day,
)
from tests.html import parse_page

pytestmark = pytest.mark.django_db

LANGUAGES = [code for code, _name in settings.LANGUAGES]
FILES = sorted(
    f"taskforce/email/{path.name}"
    for path in (settings.BASE_DIR / "templates/taskforce/email").glob("*.email")
    if path.name != "base.email"
)


def builders() -> dict:
    return {
        name: function
        for name, function in vars(emails).items()
        if inspect.isfunction(function)
        and function.__module__ == emails.__name__
        and not name.startswith("_")
    }


def arguments(name: str) -> tuple:
    """What the function of this name is about."""
    member = MemberFactory(person__name="Demo Rowan", state="left", left_on=day(-1))
    claim = ExpenseFactory(member=member)
    meeting = MeetingFactory(cancel_reason="Snow")
    given = {
        "vote_open": (member, VoteFactory.build(pk=7)),
        "vote_ahead": (member, VoteFactory.build(pk=7)),
        "vote_counted": (member, VoteFactory.build(pk=7, winner=member)),
        "work_given": (member, ActionFactory(owner=member)),
        "minutes_to_check": (member, meeting),
        "role_ended": (member, Role.CHAIR.label),
        "expense_claimed": (claim,),
        "review_due": (ReviewFactory.build(pk=7),),
        "meeting_announced": (member, meeting),
        "meeting_changed": (member, meeting),
        "meeting_cancelled": (member, meeting),
        "role_given": (member, Role.CHAIR.label),
        "expense_decided": (claim, ExpenseMove(thing=claim, reason="No receipt came.")),
    }
    return given.get(name, (member,))


def written() -> dict:
    return {name: function(*arguments(name)) for name, function in builders().items()}


def test_each_file_is_written_by_one_function_and_each_kind_is_used():
    messages = written()
    assert sorted(message.template for message in messages.values()) == FILES
    known = {name for name in kinds._kinds if name.startswith("taskforce.")}
    assert {message.kind for message in messages.values()} == known


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(builders()))
def test_each_reads_well_in_each_language(name, language):
    message = builders()[name](*arguments(name))
    email = rendering.render(message.template, message.context, language=language)
    assert email.subject.strip()
    parse_page(email.html)
    for part in (email.text, email.html):
        assert "Taskforce" in part or language != "en"
        assert not re.search(r"\{[{%]|None", part)
    assert "http" in email.text
