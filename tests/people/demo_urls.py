"""The portal's addresses as demo mode has them."""

import runpy

from django.conf import settings
from django.test import override_settings

from luton_portal import urls


def urlpatterns_where(*, demo: bool) -> list:
    """The addresses as the portal starts with them, in a demonstration or not."""
    with override_settings(DEMO=demo):
        return runpy.run_path(urls.__file__)["urlpatterns"]


assert not settings.DEMO, "Tests run in test mode."
urlpatterns = urlpatterns_where(demo=True)
