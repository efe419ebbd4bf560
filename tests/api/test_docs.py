"""The page that explains the API, and the schema behind it."""

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

ADDRESSES = [
    "sessions",
    "fund-awards",
    "fund-rounds",
    "hubs",
    "taskforce-evidence",
    "taskforce-meetings",
    "taskforce-members",
    "topics",
    "venues",
    "wards",
]


def test_the_page_names_every_list_filter_and_field(client):
    page = client.get("/api/docs/").text
    schema = client.get("/api/schema/?format=json").json()
    for address, methods in schema["paths"].items():
        if "{" not in address:
            assert f"GET {address}" in page
            for parameter in methods["get"]["parameters"]:
                assert f"<code>{parameter['name']}</code>" in page
    for name in ("Session", "Topic", "Venue", "Ward"):
        for field in schema["components"]["schemas"][name]["properties"]:
            assert f"<code>{field}</code>" in page


def test_the_page_says_what_values_can_be(client):
    page = client.get("/api/docs/").text
    assert "one of: central, east, north, south, west" in page
    assert "true or false, or null" in page
    assert "date and time" in page


def test_the_schema_kept_with_the_documents_is_the_one_that_is_served(tmp_path, client):
    kept = (settings.BASE_DIR / "docs" / "openapi.yaml").read_text(encoding="utf-8")
    file = tmp_path / "openapi.yaml"
    call_command("spectacular", file=str(file), validate=True, fail_on_warn=True)
    assert file.read_text(encoding="utf-8") == kept
    assert yaml.safe_load(client.get("/api/schema/").content) == yaml.safe_load(kept)


@pytest.mark.parametrize("language", ["en", "ur"])
@pytest.mark.django_db(transaction=True)
def test_the_page_in_a_browser_without_javascript_and_narrow(visitor, axe, fits, language):
    narrow = visitor(width=320, locale=language)
    narrow.goto("/api/docs/")
    assert narrow.locator("html").get_attribute("lang") == language
    assert narrow.locator("main h2.govuk-heading-l").count() == len(ADDRESSES)
    axe(narrow)
    fits(narrow)
    plain = visitor(javascript=False)
    plain.goto("/api/docs/")
    plain.get_by_role("link", name="GET /api/v1/wards/").click()
    assert '"results"' in plain.content()
