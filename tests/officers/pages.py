"""What a browser does with officers' pages, in tests."""

import re
from html import unescape

from django.urls import reverse

from core.made_from import MADE_FROM
from officers.asking import SEEN
from officers.many import PRESSED


def url(model: str, page: str, *args) -> str:
    """The address of an officers' page of the Taskforce."""
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


def opened(client, address: str) -> dict:
    """What a browser sends along from the page as it is now: the mark of what it was made from."""
    return made_from(client.get(address))


def made_from(page) -> dict:
    """The mark in a page that was shown."""
    found = re.search(rf'name="{MADE_FROM}" value="([^"]*)"', page.content.decode())
    return {MADE_FROM: unescape(found[1])} if found else {}


def send(client, address: str, asked: dict | None = None, **extra):
    """Send a form of a page just opened, once."""
    return client.post(address, opened(client, address) | (asked or {}), **extra)


def seen(page) -> dict:
    """What a browser sends along from a page that asked first: the mark of what was seen."""
    return {SEEN: page.context["question"].seen}


def press(client, address: str, asked: dict | None = None, **extra):
    """Send a form of a page just opened; where it asks first, read that and send it once more."""
    sent = opened(client, address) | (asked or {})
    page = client.post(address, sent, **extra)
    if page.status_code == 200 and page.context and page.context.get("question"):
        page = client.post(address, sent | seen(page), **extra)
    return page


def act_on_many(client, address: str, act: str, *rows, **asked):
    """Choose rows of a list and press the button of an act that asks nothing but whether."""
    chosen = {"action": act, "_selected_action": [row.pk for row in rows]}
    page = client.post(address, chosen, follow=True)
    return client.post(address, chosen | {PRESSED: "1"} | made_from(page) | asked, follow=True)
