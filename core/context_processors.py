"""What every page template may use."""

from django.conf import settings


def portal(request):
    """The contact address, and whether this is a demonstration."""
    return {"contact_email": settings.CONTACT_EMAIL, "is_demo": settings.DEMO}
