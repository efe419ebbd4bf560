"""Public addresses of the hubs. The page of one is put together in `luton_portal.hubs`."""

from django.urls import path

from hubs.views import public

urlpatterns = [
    path("", public.directory, name="directory"),
    path("coverage/", public.coverage, name="coverage"),
]
