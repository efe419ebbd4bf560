"""What officers do in tests."""

import re
from html import unescape

from django.urls import reverse

from taskforce.made_from import MADE_FROM


def url(model: str, page: str, *args) -> str:
    """The address of an officers' page of the Taskforce."""
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


def opened(office, address: str) -> dict:
    """What a browser sends along from the page as it is now: the mark of what it was made from."""
    found = re.search(rf'name="{MADE_FROM}" value="([^"]*)"', office.get(address).content.decode())
    return {MADE_FROM: unescape(found[1])} if found else {}


def press(office, address: str, asked: dict | None = None, **extra):
    """Send a form of a page just opened; where it asks first, read that and send it once more."""
    sent = opened(office, address) | (asked or {})
    page = office.post(address, sent, **extra)
    question = page.context and page.context.get("question")
    if page.status_code == 200 and question:
        page = office.post(address, sent | {"seen": question.seen}, **extra)
    return page
