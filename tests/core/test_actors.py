"""The portal itself acts under its own name; nobody at all may do nothing."""

import pytest

from core.actors import PORTAL, recorded
from panels import rules as of_panels
from panels.enums import SessionState
from panels.services import publish_session
from questionnaires import rules as of_questions
from recruitment import rules as of_recruitment
from taskforce import rules as of_taskforce
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import RoundFactory

pytestmark = pytest.mark.django_db


def test_the_portal_has_no_permission_of_its_own():
    assert not PORTAL.has_perm("panels.publish_session")
    assert not of_taskforce.may_run_meetings(PORTAL)
    assert not of_recruitment.may_run(PORTAL, RoundFactory())
    person = ResidentFactory()
    assert (recorded(PORTAL), recorded(person)) == (None, person)


@pytest.mark.parametrize(
    "predicate",
    [
        lambda actor: of_panels.may_move_session(actor, SessionState.PUBLISHED),
        of_panels.may_hold_places,
        of_taskforce.may_manage_members,
        of_questions.may_build,
        lambda actor: of_questions.may_move_version(actor, "published"),
    ],
)
def test_nobody_at_all_opens_no_door(predicate):
    assert predicate(PORTAL)
    assert not predicate(ResidentFactory())
    with pytest.raises(AttributeError):
        predicate(None)


def test_a_record_of_what_the_portal_did_names_nobody():
    session = SessionFactory(state="draft")
    publish_session(session_id=session.pk, actor=PORTAL)
    assert session.moves.get().actor is None
    with pytest.raises(AttributeError):
        publish_session(session_id=SessionFactory(state="draft").pk, actor=None)
