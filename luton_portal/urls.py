"""The portal's addresses. They are kept for good."""

from django.contrib import admin
from django.urls import include, path

from luton_portal.home import home

handler500 = "luton_portal.pages.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("luton_portal.pages")),
    path("account/", include("people.account_urls")),
    path("admin/", admin.site.urls),
    path("messages/", include("messaging.urls")),
]
