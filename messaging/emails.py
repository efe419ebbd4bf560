"""From an email file and a context to a subject, a text and an HTML page in one language."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import get_language_bidi, override
from django.utils.translation import gettext as _

ADDRESS = re.compile(r"https?://(\S+?)/?(?=\s|$)")
# A value, perhaps a time, and a signature, as django.core.signing writes them.
SIGNED = re.compile(r"[\w.=-]+(:[\w-]+)?:[\w-]{43}(?![\w-])")


@dataclass(frozen=True)
class Rendered:
    """An email as it will be read."""

    subject: str
    text: str
    html: str


def render(template: str, context: dict, *, language: str, is_letter: bool = False) -> Rendered:
    """Render an email file in `language`.

    The file extends messaging/base.email, which gives out one part at a time: subject and text as
    they are, html escaped.

    Args:
        is_letter: whether it is printed and posted: it has no HTML, and of what can be pressed it
            says how to type or call it. The file is given this word too.
    """
    file = get_template(template)
    common = {
        "site_url": settings.SITE_URL,
        "contact_email": settings.CONTACT_EMAIL,
        "contact_telephone": settings.CONTACT_TELEPHONE,
        "is_letter": is_letter,
    }
    with override(language):
        shared = {
            **common,
            **context,
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
        }
        subject = " ".join(file.render({**shared, "part": "subject"}).split())
        text = file.render({**shared, "part": "text"})
        if is_letter:
            text, html = on_paper(text), ""
        else:
            html = file.render({**shared, "part": "html", "subject": subject})
    return Rendered(
        subject=subject,
        text=re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n",
        html=html and html.strip() + "\n",
    )


def on_paper(text: str) -> str:
    """The words of a letter: addresses as people type them, and a call in place of a signed link.

    Nobody types a signature, and whoever has no email address can't sign in.
    """
    call = _("call %(telephone)s") % {"telephone": settings.CONTACT_TELEPHONE}
    return ADDRESS.sub(lambda found: call if SIGNED.search(found[0]) else found[1], text)


def without_keys(text: str) -> str:
    """The words of a message without what its signed links are signed with.

    Whoever holds such a link acts as the person: gives their place back, or says how it was.
    """
    return SIGNED.sub("…", text)
