"""The browser that the journeys use finds what it should."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("javascript", [True, False])
def test_the_front_page_in_a_real_browser(visitor, axe, fits, javascript):
    page = visitor(javascript=javascript, width=320)
    assert page.goto("/").ok
    assert page.get_by_role("heading", level=1).is_visible()
    fits(page)
    axe(page)


def test_axe_reports_a_fault(page, axe):
    page.goto("/")
    page.evaluate("document.querySelector('h1').innerHTML = '<img src=\"/static/none.png\">'")
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


def test_a_wide_page_is_reported(page, fits):
    page.goto("/")
    page.evaluate("document.querySelector('h1').style.width = '3000px'")
    with pytest.raises(AssertionError, match="px wide"):
        fits(page)
