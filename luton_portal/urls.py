"""The portal's addresses. They are kept for good."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from luton_portal.home import home
from luton_portal.my import my

handler429 = "people.limits.too_often"
handler500 = "luton_portal.pages.server_error"

urlpatterns = [
    path("", home, name="home"),
    path("", include("luton_portal.pages")),
    path("account/", include("people.account_urls")),
    path("my/", my, name="my"),
    path("my/", include("people.urls")),
    path("my/organisations/", include("organisations.own_urls")),
    path("my/organisations/", include("partnerships.own_urls")),
    path("my/organisations/", include("awards.own_urls")),
    path("my/organisations/", include("monitoring.own_urls")),
    path("my/organisations/", include("activities.own_urls")),
    path("my/organisations/", include("bookings.own_urls")),
    path("my/hubs/", include("hubs.own_urls")),
    path("my/hubs/", include("activities.hub_urls")),
    path("my/hubs/", include("bookings.hub_urls")),
    path("my/hubs/", include("buildings.hub_urls")),
    path("my/taskforce/", include("taskforce.own_urls")),
    path("my/equality/", include("questionnaires.urls")),
    path("admin/", admin.site.urls),
    path("api/", include("luton_portal.api")),
    path("health/", include("luton_portal.health")),
    path("hubs/activities/", include("activities.urls")),
    path("hubs/rooms/", include("bookings.urls")),
    path("hubs/plans/", include("investment.urls")),
    path("hubs/", include("luton_portal.hubs")),
    path("messages/", include("messaging.urls")),
    path("needs/", include("partnerships.urls")),
    path("organisations/", include("organisations.urls")),
    path("panels/", include("panels.urls")),
    path("surveys/", include("questionnaires.survey_urls")),
    path("taskforce/join/", include("recruitment.urls")),
    path("taskforce/", include("taskforce.urls")),
    path("fund/application/<slug:reference>/award/", include("awards.urls")),
    path("fund/reports/", include("monitoring.urls")),
    path("open-data/oruk/", include("oruk.urls")),
    path("", include("publishing.urls")),
    path("fund/", include("collaboration_fund.urls")),
]

if settings.DEMO:
    urlpatterns.append(path("mailbox/", include("luton_portal.mailbox")))
