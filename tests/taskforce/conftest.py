"""What the tests of the Taskforce share."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from people import roles
from taskforce import registry
from tests.factories.people import officer_of, sign_in_officer


@pytest.fixture(autouse=True)
def nobody_registered(monkeypatch):
    """No test hears what another has registered."""
    monkeypatch.setattr(registry, "_registered", {})


@pytest.fixture
def officer(db):
    """A recruitment officer with exactly that role."""
    return officer_of(roles.RECRUITMENT_OFFICER)


@pytest.fixture
def reader(db):
    """An officer who may only read."""
    return officer_of(roles.READ_ONLY)


@pytest.fixture
def office(client, officer):
    """A client in which the recruitment officer is signed in with both factors."""
    sign_in_officer(client, officer)
    return client


def picture(size=(800, 600), kind="JPEG", **extra) -> SimpleUploadedFile:
    """A photo as a phone would upload it."""
    file = BytesIO()
    Image.new("RGB", size, "teal").save(file, kind, **extra)
    return SimpleUploadedFile("DEMO holiday.jpg", file.getvalue(), "image/jpeg")
