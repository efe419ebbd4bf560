"""The form renderer: Django fields through the GOV.UK macros."""

from django.forms.renderers import TemplatesSetting


class PortalRenderer(TemplatesSetting):
    """Renders forms with the portal's own templates."""
