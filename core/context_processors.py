"""What every page template may use."""

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

# URL name and words of each part of the site. A part appears once its address exists.
PARTS = (
    ("panels:programme", _("Citizen panels")),
    ("taskforce:landing", _("Fairness Taskforce")),
    ("collaboration_fund:rounds", _("Collaboration Fund")),
    ("organisations:directory", _("Community groups")),
    ("needs:list", _("Needs and offers")),
    ("hubs:directory", _("Community hubs")),
)


def portal(request):
    """Return where people write to or call, the parts of the site, and whether it is a demo."""
    return {
        "contact_email": settings.CONTACT_EMAIL,
        "contact_telephone": settings.CONTACT_TELEPHONE,
        "is_demo": settings.DEMO,
        "parts": list(_parts(request.path)),
    }


def _parts(path):
    for name, words in PARTS:
        try:
            url = reverse(name)
        except NoReverseMatch:
            continue
        yield {"url": url, "words": words, "is_here": path.startswith(url)}
