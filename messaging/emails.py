"""From an email file and a context to a subject, a text and an HTML page in one language."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.template.loader import get_template
from django.utils.translation import get_language_bidi, override

# A value, perhaps a time, and a signature, as django.core.signing writes them.
SIGNED = re.compile(r"[\w.=-]+(:[\w-]+)?:[\w-]{43}(?![\w-])")


@dataclass(frozen=True)
class Rendered:
    """An email as it will be read."""

    subject: str
    text: str
    html: str


def render(template: str, context: dict, *, language: str) -> Rendered:
    """Render an email file in `language`.

    The file extends messaging/base.email, which gives out one part at a time: subject and text as
    they are, html escaped.
    """
    file = get_template(template)
    common = {"site_url": settings.SITE_URL, "contact_email": settings.CONTACT_EMAIL}
    with override(language):
        shared = {
            **common,
            **context,
            "language": language,
            "direction": "rtl" if get_language_bidi() else "ltr",
        }
        subject = " ".join(file.render({**shared, "part": "subject"}).split())
        text = file.render({**shared, "part": "text"})
        html = file.render({**shared, "part": "html", "subject": subject})
    return Rendered(
        subject=subject,
        text=re.sub(r"\n\s*\n", "\n\n", text).strip() + "\n",
        html=html.strip() + "\n",
    )


def without_keys(text: str) -> str:
    """The words of a message without what its signed links are signed with.

    Whoever holds such a link acts as the person: gives their place back, or says how it was.
    """
    return SIGNED.sub("…", text)
