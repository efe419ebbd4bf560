"""Every email about an account, in every language of the portal."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from messaging.emails import render
from people.adapter import NOTICES
from tests.html import parse_page

FOLDER = Path(settings.BASE_DIR) / "templates/account/email"
CONTEXT = {
    "code": "1234-5678",
    "minutes": 15,
    "is_new": True,
    "password_reset_url": "https://portal.example/account/password/reset/key/1-a/",
    "sign_in_url": "https://portal.example/account/login/",
    "timestamp": timezone.now(),
    "what": next(iter(NOTICES.values())),
}
FILES = sorted(path.name for path in FOLDER.glob("*.email"))


def test_the_walk_finds_the_emails():
    assert {"login_code.email", "notice.email", "password_reset_key.email"} <= set(FILES)


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
@pytest.mark.parametrize("file", FILES)
def test_an_email_has_a_subject_a_text_and_a_strict_html_page(file, language):
    email = render(f"account/email/{file}", CONTEXT, language=language)

    assert email.subject
    assert "\n" not in email.subject
    page = parse_page(email.html)
    assert page.get("lang") == language
    assert page.get("dir") == ("rtl" if language == "ur" else "ltr")
    for part in (CONTEXT["code"], CONTEXT["password_reset_url"], CONTEXT["sign_in_url"]):
        assert (part in email.text) == (part in email.html)


@pytest.mark.parametrize("file", FILES)
def test_an_email_says_what_to_do_if_you_did_not_ask(file):
    text = render(f"account/email/{file}", CONTEXT, language="en").text
    assert "If you did not ask for this, do nothing" in text or "If this was not you" in text


@pytest.mark.parametrize("is_new", [True, False])
def test_a_code_says_what_it_is_for_and_how_long_it_works(is_new):
    email = render("account/email/login_code.email", CONTEXT | {"is_new": is_new}, language="en")
    assert email.subject.startswith("1234-5678 is your ")
    assert ("makes your account" in email.text) == is_new
    assert "15 minutes" in email.text
