"""Django's own admin, behind a password and a second factor."""

from django.contrib.admin.apps import AdminConfig


class PortalAdminConfig(AdminConfig):
    default_site = "officers.site.PortalAdminSite"
