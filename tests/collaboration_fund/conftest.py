"""What the tests of the fund share."""

import pytest

from tests.factories.fund import together


@pytest.fixture
def made():
    """An application that was sent twice."""
    made = together()
    made.sent()
    made.say("new", "We share two kitchens.")
    made.sent()
    return made
