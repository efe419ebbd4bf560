"""The whole of a registration by keyboard alone."""

import pytest

from panels.forms import AccessForm, NewcomerForm
from panels.models import Registration
from tests.journeys.walk import code_sent_to

pytestmark = pytest.mark.django_db(transaction=True)

ADDRESS = "newcomer@demo.example"


def skip_to_main(walk) -> None:
    """Use the skip link, which is the first thing Tab reaches and is seen once it is reached."""
    walk.page.keyboard.press("Tab")
    skip = walk.page.get_by_role("link", name="Skip to main content")
    assert skip.evaluate("element => element === document.activeElement")
    box = skip.bounding_box()
    assert box["width"] > 100
    assert box["y"] >= 0
    walk.page.keyboard.press("Enter")
    assert walk.main().evaluate("element => element === document.activeElement")


def use(walk, target) -> None:
    """Reach a link or button with Tab, press Enter, and look at where it leads."""
    walk.tab_to(target)
    with walk.page.expect_navigation():
        walk.page.keyboard.press("Enter")
    walk.look()


def write(walk, label, words) -> None:
    """Reach a field with Tab and type over what is in it."""
    walk.tab_to(walk.field(label))
    walk.page.keyboard.press("Control+a")
    walk.page.keyboard.type(words)


def test_a_newcomer_registers_by_keyboard_alone(walker, session):
    name, email, _postcode = (field.label for field in NewcomerForm.base_fields.values())
    needs = AccessForm.base_fields["access_needs"].label
    walk = walker()
    walk.open("/")
    skip_to_main(walk)
    use(walk, walk.main().get_by_role("link", name="Biscot"))
    skip_to_main(walk)
    use(walk, walk.link(session.title))
    skip_to_main(walk)
    use(walk, walk.button("Register for a place"))

    use(walk, walk.button("Continue"))
    summary = walk.page.locator(".govuk-error-summary")
    walk.tab_to(summary.get_by_role("link").first)
    walk.page.keyboard.press("Enter")
    assert walk.field(name).evaluate("element => element === document.activeElement")
    walk.page.keyboard.type("Demo Newcomer")
    write(walk, email, ADDRESS)
    walk.page.keyboard.press("Enter")
    walk.page.wait_for_selector("textarea")

    write(walk, needs, "A seat by the door")
    use(walk, walk.button("Continue"))
    assert "A seat by the door" in walk.main().inner_text()
    use(walk, walk.main().get_by_role("link", name="Change Full name"))
    write(walk, name, "Demo Keyboard")
    use(walk, walk.button("Continue"))
    use(walk, walk.button("Continue"))
    use(walk, walk.button("Register"))

    write(walk, "Code", code_sent_to(ADDRESS))
    use(walk, walk.button("Continue"))
    assert walk.heading().startswith("Place confirmed")
    registration = Registration.objects.get()
    assert registration.person.name == "Demo Keyboard"
    assert registration.access_needs == "A seat by the door"

    use(walk, walk.button("Withdraw"))
    use(walk, walk.button("Withdraw"))
    registration.refresh_from_db()
    assert registration.state == "withdrawn"
