"""What the tests of questionnaires share."""

import pytest

from core.actors import PORTAL
from questionnaires.services import save_answers, start
from tests.factories.questionnaires import published

ENOUGH = {"name": "Demo Ash", "why": "To be heard.", "member": "no"}


@pytest.fixture
def version(db):
    """A published version with every kind of question."""
    return published()


@pytest.fixture
def response(version):
    """A draft in which what must be answered is."""
    draft = start(key=version.question_set.key, actor=PORTAL, language="en")
    return save_answers(response_id=draft.pk, values=ENOUGH, actor=PORTAL)


@pytest.fixture
def special(db):
    """A submitted-to-be response to a special-category set."""
    version = published(special=True, key="sealed")
    draft = start(key=version.question_set.key, actor=PORTAL, language="en")
    return save_answers(response_id=draft.pk, values=ENOUGH, actor=PORTAL)


@pytest.fixture
def empty(version):
    """A draft without an answer."""
    return start(key="everything", actor=PORTAL, language="en")
