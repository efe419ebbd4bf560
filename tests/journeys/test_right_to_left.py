"""Right to left is measured, since axe is blind to it; the same measures hold in English."""

import pytest

from tests.factories.people import ResidentFactory
from tests.journeys.walk import URDU, enter

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = """element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const {left, right} = range.getBoundingClientRect();
    return {left, right};
}"""
BOX = """element => {
    const {left, right} = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return {
        left, right, direction: style.direction,
        leftBorder: style.borderLeftWidth, rightBorder: style.borderRightWidth,
    };
}"""
# Where the arrow of a back link stands, and where its corner points: -1 is left, 1 is right.
ARROW = """element => {
    const style = getComputedStyle(element, "::before");
    const corner = new DOMPoint(style.borderRightWidth === "0px" ? -1 : 1, -1);
    const turned = corner.matrixTransform(new DOMMatrix(style.transform));
    return {
        left: parseFloat(style.left), right: parseFloat(style.right), points: Math.sign(turned.x),
    };
}"""
# To the eye: a letter has some air of its own.
CLOSE = 6

both_ways = pytest.mark.parametrize(
    ("language", "start", "end"), [("en", "left", "right"), (URDU, "right", "left")]
)


@pytest.fixture
def reader(walker, site):
    """Makes a walk in a language, chosen once as people do."""

    def read(language):
        walk = walker(width=768)
        if language != "en":
            walk.open("/cookies/")
            walk.speak(language)
        return walk

    return read


@both_ways
def test_a_question_and_its_errors(reader, session, language, start, end):
    walk = reader(language)
    walk.open(session.get_absolute_url() + "register/")
    walk.press("Continue")
    page = walk.page
    edge = walk.main().evaluate(BOX)[start]

    assert page.get_by_role("heading", level=1).evaluate(WORDS)[start] == pytest.approx(
        edge, abs=CLOSE
    )
    assert page.locator("label").first.evaluate(WORDS)[start] == pytest.approx(
        page.locator("#id_name").evaluate(BOX)[start], abs=CLOSE
    )
    wrong = page.locator("main .govuk-form-group--error").first.evaluate(BOX)
    assert wrong[f"{start}Border"] == "5px"
    assert wrong[f"{end}Border"] == "0px"
    assert wrong[start] == pytest.approx(edge, abs=1)

    back = page.locator(".govuk-back-link")
    assert back.evaluate(BOX)[start] == pytest.approx(edge, abs=1)
    arrow = back.evaluate(ARROW)
    assert arrow[start] < arrow[end]
    assert arrow["points"] == {"left": -1, "right": 1}[start]


@both_ways
def test_radios_stand_before_their_words(reader, site, language, start, end):
    walk = reader(language)
    enter(walk.page, site, ResidentFactory(language=language))
    walk.open("/my/details/")
    radio = walk.page.locator(".govuk-radios__item").first
    control = radio.locator("input").evaluate(BOX)
    words = radio.locator("label").evaluate(WORDS)
    if start == "right":
        assert words["right"] <= control["left"]
    else:
        assert words["left"] >= control["right"]
    assert control[start] == pytest.approx(walk.main().evaluate(BOX)[start], abs=CLOSE)


@both_ways
def test_the_frame_of_every_page(reader, session, language, start, end):
    walk = reader(language)
    walk.open("/")
    page = walk.page
    edge = walk.main().evaluate(BOX)[start]
    assert page.locator(".portal-wordmark").evaluate(BOX)[start] == pytest.approx(edge, abs=CLOSE)
    assert page.locator(".portal-footer__links").evaluate(BOX)[start] == pytest.approx(edge, abs=1)
    day = page.locator(".portal-session .portal-day").first.evaluate(BOX)
    name = page.locator(".portal-session__name a").first.evaluate(WORDS)
    if start == "right":
        assert name["right"] <= day["left"]
    else:
        assert name["left"] >= day["right"]

    walk.open(session.get_absolute_url())
    key = page.locator(".govuk-summary-list__key").first.evaluate(BOX)
    value = page.locator(".govuk-summary-list__value").first.evaluate(BOX)
    assert (key["left"] < value["left"]) is (start == "left")
