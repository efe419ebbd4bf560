"""A real browser on a live server, and axe to look at what it shows."""

import os
import shutil

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Timers don't run in a page without JavaScript, and axe waits for some.
NO_TIMERS = """if (matchMedia("(scripting: none)").matches) {
    window.setTimeout = act => { Promise.resolve().then(act); };
}"""
# What axe looks at: each element of a page with all that it stands in, whatever the words and
# numbers say. A number for each, from the path of tags and attributes down to it.
ELEMENTS = """() => {
    const told = /(value|content|nonce|href|src|title|id|for|name|action|aria-[a-z]+by)="[^"]+"/g;
    const seen = new Set();
    const walk = (element, above) => {
        const tag = element.cloneNode(false).outerHTML.replace(told, '$1="some"');
        const speaks = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
        let hash = above;
        for (const letter of tag.replace(/\\d+/g, "0") + speaks)
            hash = (Math.imul(hash, 31) + letter.codePointAt(0)) | 0;
        seen.add(hash);
        for (const child of element.children) walk(child, hash);
    };
    walk(document.documentElement, innerWidth + matchMedia("(scripting: none)").matches);
    return [...seen];
}"""
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium() -> Browser:
    """The Chromium on the PATH, started once a worker; the one without windows is the quicker."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    assert program, "These tests need Chromium: `make test` installs it."
    # Playwright's loop lives in this thread, where Django would otherwise refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def site(live_server, settings) -> str:
    """The address of a live portal; the links in its emails lead to it."""
    settings.SITE_URL = live_server.url
    return live_server.url


@pytest.fixture
def visitor(chromium, site):
    """Makes a page of a visitor of its own: `visitor(javascript=False, width=320)`.

    After the test, no page may have reported an error of its script or of its content policy.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def visit(*, javascript: bool = True, width: int = 1280, height: int = 900, **options) -> Page:
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": height},
            locale=options.pop("locale", "en-GB"),
            timezone_id="Europe/London",
            **options,
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on(
            "console",
            lambda line: faults.append(line.text) if _is_fault(line) else None,
        )
        return context.new_page()

    yield visit
    for context in contexts:
        context.close()
    assert not faults, faults


def _is_fault(line) -> bool:
    """Whether a console line is an error of ours; an answer of 4xx is a test's own business."""
    return line.type == "error" and "the server responded with a status of" not in line.text


@pytest.fixture
def page(visitor) -> Page:
    """A visitor's page as most have it."""
    return visitor()


@pytest.fixture(scope="session")
def passed() -> set[int]:
    """The elements in which axe has found nothing."""
    return set()


@pytest.fixture
def axe(passed):
    """Fails on anything axe finds against WCAG 2.2 AA: `axe(page)`.

    A page without an element that axe hasn't passed elsewhere isn't looked at again.
    """
    engine = Axe()

    def look(page: Page) -> None:
        page.wait_for_load_state()  # a press on a link is over before the page is there
        elements = set(page.evaluate(ELEMENTS))
        if elements <= passed:
            return
        options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
        # Style sheets of the stock admin import others. To read those, axe would write styles
        # into the page, and the content policy would report it.
        options["preload"] = "/admin/" not in page.url
        page.evaluate(NO_TIMERS)
        results = engine.run(page, options=options)
        found = [
            f"{violation['id']}: {violation['help']}\n    "
            + "\n    ".join(node["html"] for node in violation["nodes"])
            for violation in results.response["violations"]
        ]
        assert not found, f"axe at {page.url}:\n" + "\n".join(found)
        passed.update(elements)

    return look


@pytest.fixture
def fits():
    """Fails if a page scrolls sideways: `fits(page)`."""

    def measure(page: Page) -> None:
        page.wait_for_load_state()  # as for axe
        wide, shown = page.evaluate(
            "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        assert wide <= shown, f"{page.url} is {wide} px wide in {shown} px"

    return measure
