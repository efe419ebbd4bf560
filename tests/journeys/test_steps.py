"""The steps of registering as a browser goes through them: Back, another language, Enter."""

import pytest

from panels.forms import AccessForm, NewcomerForm
from panels.models import Registration
from tests.journeys.walk import URDU, code_sent_to

pytestmark = pytest.mark.django_db(transaction=True)

NAME, EMAIL = (NewcomerForm.base_fields[name].label for name in ("name", "email"))
NEEDS = AccessForm.base_fields["access_needs"].label


@pytest.mark.parametrize("javascript", [True, False])
def test_back_and_another_language_lose_nothing_and_ask_nothing(walker, session, javascript):
    walk = walker(javascript=javascript, width=320)
    walk.open(session.get_absolute_url() + "register/")
    walk.field(NAME).fill("Demo Newcomer")
    walk.field(EMAIL).fill("mistyped@demo.example")
    walk.speak(URDU)
    assert walk.field(NAME).input_value() == "Demo Newcomer"
    assert walk.field(EMAIL).input_value() == "mistyped@demo.example"
    walk.speak("en")
    walk.field(EMAIL).press("Enter")
    walk.page.wait_for_selector("textarea")
    walk.field(NEEDS).fill("A quiet room")
    walk.press("Continue")
    walk.press("Register")
    assert walk.heading() == "Enter your code"

    walk.page.go_back()
    assert walk.heading() == "Check your answers"
    walk.page.go_back()
    assert walk.field(NEEDS).input_value() == "A quiet room"
    walk.page.go_back()
    assert walk.field(NAME).input_value() == "Demo Newcomer"

    walk.open(session.get_absolute_url())
    walk.press("Enter your code")
    walk.follow("Use another email address")
    assert walk.field(EMAIL).input_value() == "mistyped@demo.example"
    walk.field(EMAIL).fill("right@demo.example")
    walk.press("Continue")
    walk.press("Continue")
    walk.press("Register")
    walk.field("Code").fill(code_sent_to("right@demo.example"))
    walk.press("Continue")
    assert walk.heading().startswith("Place confirmed")
    registration = Registration.objects.get()
    assert registration.person.email == "right@demo.example"
    assert registration.access_needs == "A quiet room"
