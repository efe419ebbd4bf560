"""What the tests of recruitment share."""

import pytest

from tests.recruitment.officers import officer_in


@pytest.fixture
def officer(client):
    """A recruitment officer, signed in in this client with both factors."""
    return officer_in(client)
