"""What the tests of recruitment's pages in the admin share."""

import re
from html import unescape

from django.urls import reverse

from tests.factories.people import sign_in_officer
from tests.factories.recruitment import recruitment_officer
from tests.officers.pages import seen


def officer_in(client):
    """A recruitment officer with exactly that role, signed in with both factors."""
    officer = recruitment_officer()
    sign_in_officer(client, officer)
    return officer


def round_url(round, name: str = "change", *, tab: str = "") -> str:
    """The address of one of a round's pages in the admin, or of a tab of its own page."""
    return reverse(f"admin:recruitment_round_{name}", args=[round.pk]) + (tab and f"?tab={tab}")


def assessment_url(round, name: str = "change") -> str:
    """The address of how a round is assessed: its panel, and what it scores."""
    return reverse(f"admin:assessment_assessment_{name}", args=[round.assessment_id])


def application_url(application, name: str = "change") -> str:
    """The address of one of an application's pages in the admin."""
    return reverse(f"admin:recruitment_application_{name}", args=[application.pk])


def scoring_url(application, name: str = "change") -> str:
    """The address of an application as a scorer meets it."""
    return reverse(f"admin:assessment_piece_{name}", args=[application.piece.code])


def words(response) -> str:
    """The page as text with its entities read."""
    return unescape(response.content.decode())


def posted_by(client, url) -> dict:
    """What a browser posts of a change form that nobody touched."""
    return posted_as(client.get(url))


def posted_as(page) -> dict:
    """What a browser posts of this page of a change form."""
    context = page.context
    forms = [context["adminform"].form]
    for inline in context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    data = marks(page)
    for form in forms:
        for bound in form:
            shown = bound.field.widget.format_value(bound.value())
            if shown and not isinstance(bound.value(), list):
                data[bound.html_name] = shown
    return data


def marks(page) -> dict[str, str]:
    """What a page carries to tell, when it is sent, what it was made from."""
    found = {}
    for tag in re.findall(r"<input [^>]*>", page.content.decode()):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        name = attributes.get("name", "")
        if attributes.get("type") == "hidden" and (name == "seen" or name.endswith("made_from")):
            found[name] = unescape(attributes.get("value", ""))
    return found


def marked(client, url: str) -> dict[str, str]:
    """The marks of the page at `url` as it is now."""
    return marks(client.get(url))


def press(client, url: str, data: dict | None = None, **extra):
    """Open the page of an act and send it as a browser would; once more where it asks first."""
    sent = (data or {}) | marked(client, url)
    return _once_more(client, url, sent, client.post(url, sent, **extra), **extra)


def asked(client, url: str, data: dict | None = None):
    """The page that asks first: at once where the act asks nothing else, or once it was pressed."""
    page = client.get(url)
    if page.context.get("question"):
        return page
    return client.post(url, (data or {}) | marks(page))


def told(page) -> str:
    """Whom a page that asks first names, and the emails that it shows."""
    return "\n".join(
        f"{telling.names} {words.subject} {words.text}"
        for telling in page.context["question"].tellings
        for words in telling.words
    )


def _once_more(client, url, sent, page, **extra):
    if page.status_code == 200 and page.context and page.context.get("question"):
        return client.post(url, sent | seen(page), **extra)
    return page


def confirm(client, url: str, data: dict, **extra):
    """Ask for an act on many, look at the page, press, and press again once it was seen."""
    sent = data | {"pressed": "x"} | marks(client.post(url, data))
    return _once_more(client, url, sent, client.post(url, sent, **extra), **extra)
