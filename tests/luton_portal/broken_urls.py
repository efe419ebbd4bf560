"""The portal's addresses and one that breaks."""

from django.urls import path

from luton_portal.urls import handler500, urlpatterns

__all__ = ["handler500", "urlpatterns"]


def broken(request):
    """Fail as a fault of ours would."""
    raise ZeroDivisionError


urlpatterns = [*urlpatterns, path("broken/", broken)]
