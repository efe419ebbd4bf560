"""Taking an applicant's own name, address and contact out of what they wrote."""

import re

from django.utils.translation import gettext as _

from recruitment.models import Application

EMAIL = re.compile(r"\S+@\S+\.\S+")
TELEPHONE = re.compile(r"(?:\+44|0)[\d\s().-]{8,}\d")
POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
# Shorter parts of a name are words of the language too often.
LEAST_LETTERS = 3


def without_identity(text: str, application: Application) -> str:
    """`text` with what tells who wrote it blotted out.

    Their name and its parts, their organisation, the first line of their address, and any email
    address, telephone number or postcode. The person and the round's rows must be loaded.
    """
    hidden = f"[{_('removed')}]"
    for pattern in (EMAIL, TELEPHONE, POSTCODE):
        text = pattern.sub(hidden, text)
    person = application.person
    words = [
        person.name,
        application.organisation,
        application.address,
        *re.split(r"[\s'’-]+", person.name),
    ]
    for word in sorted({word.strip() for word in words}, key=len, reverse=True):
        if len(word) >= LEAST_LETTERS:
            text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", hidden, text, flags=re.IGNORECASE)
    return text
